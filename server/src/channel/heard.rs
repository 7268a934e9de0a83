//! Heard: what an event of LINE's means: a visitor who comes, goes, says something or presses a button.

use std::sync::Arc;

use baton_conversation::State;
use baton_line::{
    menu::{BACK, CANCEL, TALK},
    say::{Message, Quick},
    webhook::{Content, Happened, Happening, Said, Source},
    words::{Typed, Word, Words, typed},
};
use baton_protocol::{
    ClientId, Code, Refusal, Timestamp, agent::Channel as Where, line::LineTrouble, visitor::VisitorVerb,
};
use sha2::{Digest, Sha256};

use super::{Channel, intake::Worked};
use crate::{
    desk::{
        lines::Account,
        unavailable,
        visitor_does::{Actor, Wish},
    },
    random::client_id,
    store::model::{Arrival, LineUser, LineUserChange, NewArrival, SiteId, Visitor},
};

impl Channel {
    /// Does what the event asks for.
    pub(super) async fn heard(
        self: &Arc<Self>,
        account: &Account,
        arrival: &Arrival,
        event: Happening,
    ) -> Result<Worked, Refusal> {
        let Happening { redelivered, source, reply_token, what, .. } = event;
        let name = match source {
            Source::User(name) => name,
            Source::Group(name) | Source::Room(name) => {
                if matches!(what, Happened::Joined | Happened::Said(_)) {
                    self.refuse_group(account, &name, reply_token).await?;
                }
                return Ok(Worked::Done);
            }
            Source::Nobody => return Ok(Worked::Done),
        };
        if let Happened::Unsent { message } = &what {
            return self.unsent(account, &name, message).await;
        }
        if matches!(what, Happened::Unfollowed) {
            return self.left(account, &name).await;
        }
        if matches!(what, Happened::Joined | Happened::Other) {
            return Ok(Worked::Done);
        }
        let (user, visitor) = self.who(account, &name).await?;
        // A token that comes late may have ended on the way.
        self.is_here(&user, reply_token.filter(|_| !redelivered), arrival.received).await;
        match what {
            Happened::Followed { .. } => self.greet(account, arrival, &user, &visitor).await,
            Happened::Pressed { data } => {
                self.pressed(account, &visitor, &data).await?;
                Ok(Worked::Done)
            }
            Happened::Said(said) => self.said(account, &user, &visitor, said).await,
            Happened::Unfollowed | Happened::Unsent { .. } | Happened::Joined | Happened::Other => {
                Ok(Worked::Done)
            }
        }
    }

    /// Once, and only while it is free.
    async fn refuse_group(
        &self,
        account: &Account,
        name: &str,
        reply: Option<String>,
    ) -> Result<(), Refusal> {
        let new =
            self.desk.store.note_line_group(account.site, name).await.map_err(|error| unavailable(&error))?;
        if let Some(token) = reply.filter(|_| new) {
            let words = Words::of(&account.about.locale).text(Word::OnlyOneToOne);
            if let Err(failed) = self.line.reply(&account.token, &token, &[Message::text(words)]).await {
                tracing::debug!(%failed, "a group could not be told that this account talks to one person at a time");
            }
        }
        Ok(())
    }

    async fn unsent(
        self: &Arc<Self>,
        account: &Account,
        name: &str,
        message: &str,
    ) -> Result<Worked, Refusal> {
        // The message itself may come later than this.
        let note =
            NewArrival { event: taken_back(message), at: Timestamp(0), user: None, body: String::new() };
        let now = self.desk.clock.now();
        self.desk.store.arrive(account.site, vec![note], now).await.map_err(|error| unavailable(&error))?;
        let known =
            self.desk.store.line_user(account.site, name).await.map_err(|error| unavailable(&error))?;
        if let Some(user) = known {
            self.desk.unsend(user.visitor, client_id_of(account.site, message)).await?;
        }
        Ok(Worked::Done)
    }

    async fn left(self: &Arc<Self>, account: &Account, name: &str) -> Result<Worked, Refusal> {
        let known =
            self.desk.store.line_user(account.site, name).await.map_err(|error| unavailable(&error))?;
        if let Some(user) = known {
            let now = self.desk.clock.now();
            self.change(user.visitor, LineUserChange::Gone(Some(now))).await;
            // What waits for them is said to be undelivered.
            self.deliver(user.visitor);
        }
        Ok(Worked::Done)
    }

    /// Says hello, with the site's questions and the way to a person.
    async fn greet(
        self: &Arc<Self>,
        account: &Account,
        arrival: &Arrival,
        user: &LineUser,
        visitor: &Visitor,
    ) -> Result<Worked, Refusal> {
        let desked = self.desk.desked(account.site)?;
        let settings = &desked.site.settings;
        let words = Words::of(&visitor.about.locale);
        let greeting =
            if settings.greeting.trim().is_empty() { words.text(Word::Welcome) } else { &settings.greeting };
        let mut quicks: Vec<Quick> = settings.suggestions.iter().map(|text| Quick::say(text, text)).collect();
        if settings.requests {
            let talk = words.text(Word::Talk);
            quicks.push(Quick::press(talk, TALK, talk));
        }
        let mut messages: Vec<Message> = baton_line::say::split(greeting)
            .iter()
            .map(|part| Message::text(part).by(&self.ai(&desked.site)))
            .collect();
        if let Some(last) = messages.pop() {
            messages.push(last.offering(quicks));
        }
        let Ok(messages) = serde_json::to_string(&messages) else { return Ok(Worked::Done) };
        let posted = self.desk.store.post_words(user.visitor, messages, arrival.id).await;
        posted.map_err(|error| unavailable(&error))?;
        self.deliver(user.visitor);
        Ok(Worked::Settled)
    }

    async fn pressed(
        self: &Arc<Self>,
        account: &Account,
        visitor: &Visitor,
        data: &str,
    ) -> Result<(), Refusal> {
        let press = match data {
            TALK => Typed::Talk,
            BACK => Typed::Back,
            CANCEL => Typed::Cancel,
            // A menu of the owner's own.
            _ => return Ok(()),
        };
        self.press(account, visitor, press).await.map(drop)
    }

    /// Does what a button says, where there is something to do; false where there is not.
    async fn press(
        self: &Arc<Self>,
        account: &Account,
        visitor: &Visitor,
        press: Typed,
    ) -> Result<bool, Refusal> {
        let head = self.desk.current(visitor.id).await?;
        let state = head.as_ref().map(|head| &head.body.state);
        let verb = match (press, state) {
            (Typed::Talk, _) if !self.desk.desked(account.site)?.site.settings.requests => return Ok(false),
            (Typed::Talk, Some(State::Requested(_) | State::Live(_))) => return Ok(true),
            (Typed::Talk, _) => VisitorVerb::Request,
            (Typed::Back | Typed::Cancel, Some(State::Requested(_))) => VisitorVerb::Cancel,
            (Typed::Back, Some(State::Live(_))) => VisitorVerb::End,
            (Typed::Back | Typed::Cancel, _) => return Ok(false),
        };
        let id = client_id(self.desk.random.as_ref(), self.desk.clock.now());
        let id = id.map_err(|error| Refusal::new(Code::Unavailable, error.to_string()))?;
        self.act(account, visitor, id, verb.into()).await.map(|()| true)
    }

    async fn said(
        self: &Arc<Self>,
        account: &Account,
        user: &LineUser,
        visitor: &Visitor,
        said: Said,
    ) -> Result<Worked, Refusal> {
        let gone = self.desk.store.has_arrived(account.site, &taken_back(&said.id)).await;
        if gone.map_err(|error| unavailable(&error))? {
            return Ok(Worked::Done);
        }
        // The desktop shows neither menus nor buttons; the same words in hand do the same.
        if let Content::Text(text) = &said.what
            && let Some(press) = typed(text)
            && self.press(account, visitor, press).await?
        {
            return Ok(Worked::Done);
        }
        let said = self.chosen(visitor, said).await?;
        let Some(wish) = self.wish(account, visitor, &said).await else {
            self.trouble(account.site, Some(LineTrouble::TokenRefused)).await;
            return Ok(Worked::Later);
        };
        let id = client_id_of(account.site, &said.id);
        self.act(account, visitor, id, wish).await?;
        if let Some(token) = said.read_token {
            let stored = self.desk.store.said(id).await.map_err(|error| unavailable(&error))?;
            if let Some((key, _, event)) = stored {
                self.change(user.visitor, LineUserChange::Unread(key, event.seq, token)).await;
                // The AI agent may have been quicker.
                let head = self.desk.store.head_by_key(key).await.map_err(|error| unavailable(&error))?;
                if let Some(head) = head.filter(|head| head.body.answered >= event.seq) {
                    self.read(user.visitor, key, head.body.answered);
                }
            }
        }
        Ok(Worked::Done)
    }

    /// The visitor does this. What the rules refuse is done with: nobody is there to read why.
    async fn act(
        self: &Arc<Self>,
        account: &Account,
        visitor: &Visitor,
        id: ClientId,
        wish: Wish,
    ) -> Result<(), Refusal> {
        let actor = Actor {
            visitor: visitor.id,
            site: account.site,
            locale: visitor.about.locale.clone(),
            name: visitor.name.clone(),
            channel: Where::Line,
        };
        match self.desk.visitor_does(&actor, id, wish).await {
            Ok(_) => Ok(()),
            Err(refusal) if refusal.code == Code::Unavailable => Err(refusal),
            Err(refusal) => {
                tracing::info!(%refusal, "what somebody at LINE did was refused");
                Ok(())
            }
        }
    }
}

/// What is noted of a message that was taken back, among what has arrived.
fn taken_back(message: &str) -> String {
    format!("unsent {message}")
}

/// The name of a message by LINE's name of it: the same at every delivery.
fn client_id_of(site: SiteId, message: &str) -> ClientId {
    let digest = Sha256::digest(format!("line {} {message}", site.0).as_bytes());
    let mut random = [0; 10];
    random.copy_from_slice(&digest[..10]);
    ClientId::new(0, random)
}
