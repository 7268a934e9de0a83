//! What a visitor does: say, request, cancel, end, leave a message.

use std::sync::Arc;

use baton_conversation::{Command, State, decide};
use baton_protocol::{
    AgentId, Author, ClientId, Code, Event, FileId, Refusal, VisitorId, What,
    agent::Channel,
    event::{Contact, Extra, Message, Rating, Reason},
    file::Attachment,
    limits::{EMAIL_BYTES, MESSAGE_CHARS, MESSAGE_FILES, NAME_CHARS},
    visitor::VisitorVerb,
};

use super::{Desk, act::Done, act::reused, act::same, fold, outward, unavailable};
use crate::{
    random::conversation_id,
    store::model::{Committed, Head, HeadBody, Opening, Site, SiteId},
};

/// How often another tab may be first.
const ATTEMPTS: usize = 16;

/// A visitor who acts.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    pub(crate) visitor: VisitorId,
    pub(crate) site: SiteId,
    pub(crate) locale: String,
    pub(crate) name: Option<String>,
    pub(crate) channel: Channel,
}

/// What a visitor wants.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(crate) verb: VisitorVerb,
    /// What a messaging app knows of their message besides words and files.
    pub(crate) extra: Option<Extra>,
}

impl From<VisitorVerb> for Wish {
    fn from(verb: VisitorVerb) -> Self {
        Self { verb, extra: None }
    }
}

impl Desk {
    /// Does what the visitor's client asks, in their current conversation or in a new one.
    pub(crate) async fn visitor_does(
        self: &Arc<Self>,
        actor: &Actor,
        id: ClientId,
        wish: impl Into<Wish>,
    ) -> Result<Done, Refusal> {
        let desked = self.desked(actor.site)?;
        let site = &desked.site;
        let Wish { verb, extra } = wish.into();
        checked(&verb, extra.as_ref())?;
        let files = if let VisitorVerb::Send { files, .. } = &verb {
            self.files_of_visitor(actor.visitor, files).await?
        } else {
            Vec::new()
        };
        let speaks = matches!(verb, VisitorVerb::Send { .. });
        let opens = matches!(verb, VisitorVerb::Send { .. } | VisitorVerb::Request | VisitorVerb::Contact(_));
        let wish =
            |head: &Head| Ok(self.visitor_command(&verb, extra.as_ref(), &files, id, site, head.body.held));
        for _ in 0..ATTEMPTS {
            let current = self.current(actor.visitor).await?;
            if let (VisitorVerb::Judge { seq, .. }, Some(head)) = (&verb, current.as_deref()) {
                self.check_judged(head, *seq).await?;
            }
            let done = match current.as_deref() {
                // Their rating again, because its ack was lost.
                Some(head) if head.body.rated && matches!(verb, VisitorVerb::Rate(_)) => {
                    Done { conversation: head.id.clone(), seq: head.seq }
                }
                Some(head) if !(opens && matches!(head.body.state, State::Ended(_))) => {
                    let done = self.act(&head.id, wish).await;
                    if opens && matches!(&done, Err(refusal) if refusal.code == Code::WrongState) {
                        // It may have ended a moment ago, in another tab or by a live agent.
                        let fresh = self.stored_head(&head.id).await?;
                        if matches!(fresh.body.state, State::Ended(_)) {
                            continue;
                        }
                    }
                    done?
                }
                instead_of if opens => {
                    let before = instead_of.and_then(|head| head.body.held);
                    let command = self.visitor_command(&verb, extra.as_ref(), &files, id, site, before);
                    match self.open_conversation(actor, instead_of, command).await? {
                        Some(done) => done,
                        None => continue,
                    }
                }
                _ => return Err(Refusal::new(Code::WrongState, "There is no conversation yet.")),
            };
            if speaks {
                self.respond(&done.conversation);
            } else if matches!(verb, VisitorVerb::Judge { helpful: false, .. }) {
                self.mind_verdict(&done.conversation).await?;
            }
            return Ok(done);
        }
        Err(Refusal::new(Code::Unavailable, "Too much happens at once; please try again."))
    }

    /// Only what the AI agent answered from somewhere can be judged.
    async fn check_judged(&self, head: &Head, seq: u64) -> Result<(), Refusal> {
        let said = self.store.events_before(head.key, seq.saturating_add(1), 1).await;
        let said = said.map_err(|error| unavailable(&error))?;
        let answers = |event: &Event| {
            event.seq == seq
                && event.by == Author::Ai
                && matches!(&event.what, What::Message(message) if !message.sources.is_empty())
        };
        if said.first().is_some_and(answers) {
            Ok(())
        } else {
            Err(Refusal::new(Code::NotFound, "There is no such answer."))
        }
    }

    fn visitor_command(
        &self,
        verb: &VisitorVerb,
        extra: Option<&Extra>,
        files: &[Attachment],
        id: ClientId,
        site: &Site,
        before: Option<AgentId>,
    ) -> Command {
        let requests = site.settings.requests;
        let site = site.id;
        match verb {
            VisitorVerb::Send { text, .. } => Command::VisitorSays(Message {
                client_id: Some(id),
                text: text.clone(),
                files: files.to_vec(),
                extra: extra.copied(),
                ..Message::default()
            }),
            VisitorVerb::Request => {
                let reach = self.reach(site, before);
                Command::Request { reason: Reason::Button, allowed: requests, reach, rule: String::new() }
            }
            VisitorVerb::Cancel => Command::Cancel,
            VisitorVerb::End => Command::VisitorEnds,
            VisitorVerb::Contact(contact) => {
                Command::LeaveContact(Contact { client_id: Some(id), ..contact.clone() })
            }
            VisitorVerb::Rate(rating) => Command::Rate(rating.clone()),
            VisitorVerb::Judge { seq, helpful } => Command::Judge { seq: *seq, helpful: *helpful },
        }
    }

    /// Opens a conversation with what `command` leads to; `None` where another tab was first.
    async fn open_conversation(
        self: &Arc<Self>,
        actor: &Actor,
        instead_of: Option<&Head>,
        command: Command,
    ) -> Result<Option<Done>, Refusal> {
        let at = self.clock.now();
        let decision = decide(&State::Ai, command, at)?;
        let id = conversation_id(self.random.as_ref())
            .map_err(|error| Refusal::new(Code::Unavailable, error.to_string()))?;
        let events = fold::number(0, decision, at);
        let mut body = HeadBody {
            since: at,
            locale: actor.locale.clone(),
            name: actor.name.clone(),
            team: self.desked(actor.site)?.site.settings.team,
            held: instead_of.and_then(|head| head.body.held),
            ..HeadBody::default()
        };
        let figures = fold::enter_all(&mut body, &events, 0);
        let opening = Opening {
            id: id.clone(),
            site: actor.site,
            visitor: actor.visitor,
            channel: actor.channel,
            at,
            body: body.clone(),
            events: events.clone(),
            files: fold::files_of(&events),
            figures,
            out: outward::going_out(actor.channel, &events),
            instead_of: instead_of.map(|head| head.key),
        };
        match self.store.open(opening).await.map_err(|error| unavailable(&error))? {
            Committed::Stored(key) => {
                let head = Head {
                    key,
                    id: id.clone(),
                    site: actor.site,
                    visitor: actor.visitor,
                    channel: actor.channel,
                    opened: at,
                    seq: events.len() as u64,
                    visitor_marks: baton_protocol::state::Marks::default(),
                    agent_marks: baton_protocol::state::Marks::default(),
                    body,
                };
                self.heads.set_current(actor.visitor, id.clone());
                self.announce(None, head, events);
                Ok(Some(Done { conversation: id, seq: 1 }))
            }
            Committed::Duplicate { id, event, .. } => {
                let owner = self.head(&id).await?.visitor;
                match events.first() {
                    Some(first) if owner == actor.visitor => {
                        same(id, &event, &Author::Visitor, &first.what).map(Some)
                    }
                    Some(_) | None => Err(reused()),
                }
            }
            Committed::Conflict => {
                self.heads.forget_current(actor.visitor);
                Ok(None)
            }
        }
    }
}

/// Its texts are within bounds. They are kept as they were written.
fn checked(verb: &VisitorVerb, extra: Option<&Extra>) -> Result<(), Refusal> {
    match verb {
        // What a messaging app says may be all that there is.
        VisitorVerb::Send { text, files } if text.is_empty() && files.is_empty() && extra.is_some() => Ok(()),
        VisitorVerb::Send { text, files } => check_said(text, files),
        VisitorVerb::Contact(contact) => check_contact(contact),
        VisitorVerb::Rate(rating) => check_rating(rating),
        VisitorVerb::Request | VisitorVerb::Cancel | VisitorVerb::End | VisitorVerb::Judge { .. } => Ok(()),
    }
}

/// Words, or files, or both; not too much of either.
pub(super) fn check_said(text: &str, files: &[FileId]) -> Result<(), Refusal> {
    if files.len() > MESSAGE_FILES {
        let message = format!("A message carries at most {MESSAGE_FILES} files.");
        return Err(Refusal::new(Code::TooLong, message));
    }
    if files.iter().enumerate().any(|(at, file)| files[..at].contains(file)) {
        return Err(Refusal::new(Code::Invalid, "The same file is named twice."));
    }
    if files.is_empty() || !text.is_empty() { check_text(text) } else { Ok(()) }
}

/// A message has something in it, and not too much.
pub(super) fn check_text(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::new(Code::Empty, "The message is empty."));
    }
    if text.chars().nth(MESSAGE_CHARS).is_some() {
        let message = format!("The message is longer than {MESSAGE_CHARS} characters.");
        return Err(Refusal::new(Code::TooLong, message));
    }
    Ok(())
}

fn check_rating(rating: &Rating) -> Result<(), Refusal> {
    if !(1..=5).contains(&rating.stars) {
        return Err(Refusal::new(Code::Invalid, "Please give one to five stars."));
    }
    if rating.text.chars().nth(MESSAGE_CHARS).is_some() {
        let message = format!("The text is longer than {MESSAGE_CHARS} characters.");
        return Err(Refusal::new(Code::TooLong, message));
    }
    Ok(())
}

fn check_contact(contact: &Contact) -> Result<(), Refusal> {
    check_text(&contact.text)?;
    if contact.name.trim().is_empty() || contact.name.chars().nth(NAME_CHARS).is_some() {
        return Err(Refusal::new(Code::Invalid, "Please give a name of at most 60 characters."));
    }
    if !plausible_email(&contact.email) {
        return Err(Refusal::new(Code::Invalid, "Please give an e-mail address such as name@example.com."));
    }
    Ok(())
}

/// Something before one @, and a domain with a dot after it: what can be told without sending a mail.
pub(crate) fn plausible_email(email: &str) -> bool {
    let Some((local, domain)) = email.rsplit_once('@') else { return false };
    email.len() <= EMAIL_BYTES
        && !email.chars().any(|c| c.is_whitespace() || c.is_control())
        && !local.is_empty()
        && !local.contains('@')
        && domain.split('.').count() > 1
        && domain.split('.').all(|label| !label.is_empty())
}
