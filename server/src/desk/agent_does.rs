//! What a live agent does: accept, ignore, reply, complete and so on.

use std::sync::Arc;

use baton_conversation::{Command, State};
use baton_protocol::{
    AgentId, ClientId, Code, ConversationId, Refusal,
    agent::AgentVerb,
    event::{AgentRef, Message, Note, Target},
    file::Attachment,
};

use super::{
    Desk,
    act::Done,
    visitor_does::{check_said, check_text},
};
use crate::store::model::Head;

/// Labels of one conversation, and characters of one label.
const LABELS: usize = 20;
const LABEL_CHARS: usize = 40;

impl Desk {
    /// Does what the live agent's client asks.
    pub(crate) async fn agent_does(
        self: &Arc<Self>,
        agent: &AgentRef,
        id: ClientId,
        conversation: &ConversationId,
        verb: AgentVerb,
    ) -> Result<Done, Refusal> {
        let seen = self.head(conversation).await?;
        if !self.crew.book().may_see(agent.id, &seen) {
            return Err(super::not_found());
        }
        match &verb {
            AgentVerb::Send { text, files, .. } => check_said(text, files)?,
            AgentVerb::Note { text } => check_text(text)?,
            AgentVerb::Label { labels } => check_labels(labels)?,
            AgentVerb::Transfer { to, note } => {
                check_note(note)?;
                self.check_target(agent.id, *to)?;
            }
            AgentVerb::Reactivate => self.check_free(conversation).await?,
            AgentVerb::Settle if seen.body.left.is_none() => {
                return Err(Refusal::new(Code::WrongState, "Nothing is left to be dealt with here."));
            }
            AgentVerb::Accept
            | AgentVerb::Ignore
            | AgentVerb::TakeOver
            | AgentVerb::Settle
            | AgentVerb::Complete
            | AgentVerb::End => {}
        }
        let files = if let AgentVerb::Send { files, .. } = &verb {
            self.files_of_agent(agent.id, seen.key, files).await?
        } else {
            Vec::new()
        };
        let command = |head: &Head| Ok(self.agent_command(head, agent, id, &verb, &files));
        let done = self.act(conversation, command).await?;
        match verb {
            AgentVerb::Reactivate => {
                let visitor = self.head(conversation).await?.visitor;
                self.heads.forget_current(visitor);
            }
            // Where nobody is rung any more, the next ones are rung at once.
            AgentVerb::Ignore => {
                let head = self.head(conversation).await?;
                if head.body.state.request().is_some_and(|request| request.ringing.is_empty()) {
                    self.spread(conversation).await?;
                }
            }
            AgentVerb::Send { .. }
            | AgentVerb::Note { .. }
            | AgentVerb::Label { .. }
            | AgentVerb::Settle
            | AgentVerb::Accept
            | AgentVerb::TakeOver
            | AgentVerb::Transfer { .. }
            | AgentVerb::Complete
            | AgentVerb::End => {}
        }
        Ok(done)
    }

    fn agent_command(
        &self,
        head: &Head,
        agent: &AgentRef,
        id: ClientId,
        verb: &AgentVerb,
        files: &[Attachment],
    ) -> Command {
        let agent = agent.clone();
        match verb {
            AgentVerb::Send { text, quote, .. } => {
                let quote = quote.filter(|seq| (1..=head.seq).contains(seq));
                let message = Message {
                    client_id: Some(id),
                    text: text.clone(),
                    quote,
                    files: files.to_vec(),
                    ..Message::default()
                };
                Command::AgentSays(agent, message)
            }
            AgentVerb::Note { text } => {
                Command::Note(agent, Note { client_id: Some(id), text: text.clone() })
            }
            AgentVerb::Label { labels } => Command::Label(agent, labels.clone()),
            AgentVerb::Settle => Command::Settle(agent),
            AgentVerb::Accept => Command::Accept(agent),
            AgentVerb::Ignore => {
                let request = head.body.state.request();
                let mut unwilling = request.map(|request| request.ignored.clone()).unwrap_or_default();
                unwilling.insert(agent.id);
                let more_may_come = self.more_may_come(head, &unwilling);
                Command::Ignore { agent, more_may_come }
            }
            AgentVerb::TakeOver => Command::TakeOver(agent),
            AgentVerb::Transfer { to, note } => {
                let ring = match to {
                    Target::Agent(to) => [*to].into(),
                    Target::Team(team) => self.free_of(*team),
                };
                let note = note.trim().to_owned();
                Command::Transfer { from: agent, to: *to, ring, note, until: self.deadline() }
            }
            AgentVerb::Complete => Command::Complete(agent),
            AgentVerb::End => Command::AgentEnds(agent),
            AgentVerb::Reactivate => Command::Reactivate(agent),
        }
    }

    fn check_target(&self, from: AgentId, to: Target) -> Result<(), Refusal> {
        let book = self.crew.book();
        let (known, free) = match to {
            Target::Agent(to) => (book.people.contains_key(&to), self.presence.free().contains_key(&to)),
            Target::Team(team) => {
                let free = self.free_of(team).iter().any(|agent| *agent != from);
                (book.teams.contains_key(&team), free)
            }
        };
        match (known, free, to) {
            // The rules have a sentence for this.
            (true, _, Target::Agent(to)) if to == from => Ok(()),
            (true, true, _) => Ok(()),
            (false, _, Target::Agent(_)) => Err(Refusal::new(Code::NotFound, "There is no such live agent.")),
            (false, _, Target::Team(_)) => Err(Refusal::new(Code::NotFound, "There is no such team.")),
            (true, false, Target::Agent(_)) => {
                Err(Refusal::new(Code::WrongState, "That live agent is not available now."))
            }
            (true, false, Target::Team(_)) => {
                Err(Refusal::new(Code::WrongState, "Nobody of that team is available now."))
            }
        }
    }

    /// A visitor has one conversation at a time: an old one cannot come back beside a newer one that runs.
    async fn check_free(&self, conversation: &ConversationId) -> Result<(), Refusal> {
        let head = self.head(conversation).await?;
        let current = self.current(head.visitor).await?;
        let elsewhere =
            |current: &Head| current.id != head.id && !matches!(current.body.state, State::Ended(_));
        if current.as_deref().is_some_and(elsewhere) {
            return Err(Refusal::new(
                Code::WrongState,
                "This visitor has begun a newer conversation; take that one over instead.",
            ));
        }
        Ok(())
    }
}

/// At most 20 labels, each something of at most 40 characters, none twice.
fn check_labels(labels: &[String]) -> Result<(), Refusal> {
    let good = |label: &String| {
        !label.trim().is_empty()
            && label.trim() == label
            && label.chars().nth(LABEL_CHARS).is_none()
            && !label.chars().any(char::is_control)
    };
    let twice = labels.iter().enumerate().any(|(at, label)| labels[..at].contains(label));
    if labels.len() <= LABELS && labels.iter().all(good) && !twice {
        Ok(())
    } else {
        Err(Refusal::new(Code::Invalid, "Please give up to 20 different labels of at most 40 characters."))
    }
}

fn check_note(note: &str) -> Result<(), Refusal> {
    if note.trim().is_empty() { Ok(()) } else { check_text(note) }
}
