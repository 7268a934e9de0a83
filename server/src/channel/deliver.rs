//! Deliver: what waits for a visitor goes out in order, as few requests as carry it, the free ones first.

use std::{sync::Arc, time::Duration};

use baton_line::{
    say::{BATCH, Message as Said},
    words::Words,
};
use baton_protocol::{
    Code, Event, Refusal, Timestamp, VisitorId, What,
    event::{AgentRef, Why},
    file::Attachment,
    line::{Delivery, LineTrouble},
};
use tokio::time::sleep;

use super::{
    Channel,
    render::{Link, Teller},
};
use crate::{
    desk::{lines::Account, unavailable},
    random::client_id,
    store::model::{LineUser, NewCall, Out, OutWhat, Outbox},
};

/// Events that are made into requests at once.
const EVENTS: usize = 20;
/// A reply's token is good for a minute from when LINE sent it; so many milliseconds after it came it still is.
pub(super) const FRESH: i64 = 50_000;
/// The longest wait between two tries.
const LONGEST: Duration = Duration::from_secs(60);

/// What comes next for a visitor.
pub(super) enum Step {
    /// Look again.
    More,
    /// Nothing more, or nothing that could go now.
    Nothing,
    /// Look again after this, or after a while.
    Later(Option<Duration>),
}

/// An event that waits, as messages; none where it has nothing to say.
struct Rendered {
    out: i64,
    messages: Vec<Said>,
}

impl Channel {
    /// Sends what waits for this visitor, unless that is under way.
    pub(super) fn deliver(self: &Arc<Self>, visitor: VisitorId) {
        if self.leaving.begin(visitor) {
            let channel = Arc::clone(self);
            tokio::spawn(async move { channel.deliver_all(visitor).await });
        }
    }

    async fn deliver_all(self: Arc<Self>, visitor: VisitorId) {
        let mut tries = 0;
        loop {
            let wait = match self.deliver_next(visitor, tries).await {
                Ok(Step::More) => {
                    tries = 0;
                    continue;
                }
                Ok(Step::Nothing) => {
                    if self.leaving.end(&visitor) {
                        return;
                    }
                    continue;
                }
                Ok(Step::Later(after)) => after,
                Err(refusal) => {
                    tracing::warn!(%refusal, "what waits for LINE could not be sent; it is tried again");
                    None
                }
            };
            let grown = Duration::from_secs(1 << tries.min(6));
            tries += 1;
            sleep(wait.unwrap_or(grown).min(LONGEST)).await;
        }
    }

    async fn deliver_next(self: &Arc<Self>, visitor: VisitorId, tries: u32) -> Result<Step, Refusal> {
        let store = &self.desk.store;
        let user = store.line_user_of(visitor).await.map_err(|error| unavailable(&error))?;
        let Some(user) = user else { return Ok(Step::Nothing) };
        let Some(account) = self.able(user.site) else { return Ok(Step::Nothing) };
        let Outbox { calls, outs } =
            store.outbox(visitor, EVENTS).await.map_err(|error| unavailable(&error))?;
        let used_up = account.about.trouble == Some(LineTrouble::QuotaUsedUp);
        if let Some(call) = calls.first() {
            if user.gone.is_some() {
                return self.give_up(call.id, Delivery::Blocked).await;
            }
            if used_up && call.reply.is_none() {
                return self.turn_menu(&account, &user).await;
            }
            return self.send(&account, &user, call, tries).await;
        }
        if outs.is_empty() {
            return self.turn_menu(&account, &user).await;
        }
        let now = self.desk.clock.now();
        let reply = user.reply.clone().filter(|(_, at)| now <= at.plus(FRESH));
        if used_up && reply.is_none() && user.gone.is_none() {
            return self.turn_menu(&account, &user).await;
        }
        self.make_calls(&account, &user, &outs, reply).await.map(|()| Step::More)
    }

    /// Makes requests out of what waits; what has nothing to say, or can reach nobody, goes.
    async fn make_calls(
        &self,
        account: &Account,
        user: &LineUser,
        outs: &[Out],
        reply: Option<(String, Timestamp)>,
    ) -> Result<(), Refusal> {
        let mut events = Vec::with_capacity(outs.len());
        for out in outs {
            events.push(match out.what {
                OutWhat::Event(key, seq) => {
                    let found = self.desk.store.events_after(key, seq - 1, 1).await;
                    found.map_err(|error| unavailable(&error))?.into_iter().find(|event| event.seq == seq)
                }
                OutWhat::Words(_) => None,
            });
        }
        if user.gone.is_some() {
            return self.undeliverable(outs, &events).await;
        }
        let mut rendered = Vec::with_capacity(outs.len());
        for (at, out) in outs.iter().enumerate() {
            let messages = match (&out.what, &events[at]) {
                (OutWhat::Words(words), _) => serde_json::from_str(words).unwrap_or_default(),
                // Nobody was there to be asked: to say that somebody is would be a lie.
                (OutWhat::Event(..), Some(_)) if answered_by_nobody(events.get(at + 1)) => Vec::new(),
                (OutWhat::Event(key, _), Some(event)) => {
                    let head =
                        self.desk.store.head_by_key(*key).await.map_err(|error| unavailable(&error))?;
                    let locale = head.map(|head| head.body.locale).unwrap_or_default();
                    self.tell(account, &locale, event)?
                }
                (OutWhat::Event(..), None) => Vec::new(),
            };
            rendered.push(Rendered { out: out.id, messages });
        }
        let silent: Vec<i64> =
            rendered.iter().filter(|one| one.messages.is_empty()).map(|one| one.out).collect();
        if !silent.is_empty() {
            self.desk.store.drop_outs(silent).await.map_err(|error| unavailable(&error))?;
        }
        let calls = self.pack(&rendered, reply)?;
        self.desk.store.place_calls(user.visitor, calls).await.map_err(|error| unavailable(&error))
    }

    /// Messages are marked; what was only to be told of is forgotten.
    async fn undeliverable(&self, outs: &[Out], events: &[Option<Event>]) -> Result<(), Refusal> {
        let is_message = |event: &Option<Event>| {
            event.as_ref().is_some_and(|event| matches!(event.what, What::Message(_)))
        };
        let (mut marked, mut dropped) = (Vec::new(), Vec::new());
        for (out, event) in outs.iter().zip(events) {
            if is_message(event) { marked.push(out.id) } else { dropped.push(out.id) }
        }
        let store = &self.desk.store;
        store.drop_outs(dropped).await.map_err(|error| unavailable(&error))?;
        store.fail_outs(marked, Delivery::Blocked).await.map_err(|error| unavailable(&error))?;
        let mut told = Vec::new();
        for out in outs {
            if let OutWhat::Event(key, _) = out.what
                && !told.contains(&key)
            {
                told.push(key);
                self.desk.tell_undelivered(key).await;
            }
        }
        Ok(())
    }

    fn tell(&self, account: &Account, locale: &str, event: &Event) -> Result<Vec<Said>, Refusal> {
        let desked = self.desk.desked(account.site)?;
        let now = self.desk.clock.now();
        let agent = |agent: &AgentRef| self.agent(agent);
        let link = |file: &Attachment| {
            let address = format!("{}/line/files/{}", self.address, self.links.sign(&file.id, now));
            match file.picture {
                // LINE asks for JPEG or PNG of at most 10 MB; what is something else is turned into one.
                Some(_) if matches!(file.mime.as_str(), "image/jpeg" | "image/png") => {
                    Link::Picture { preview: format!("{address}/preview"), original: address }
                }
                Some(_) => Link::Picture {
                    preview: format!("{address}/preview"),
                    original: format!("{address}/large"),
                },
                None => Link::File(address),
            }
        };
        let locale = if locale.is_empty() { &account.about.locale } else { locale };
        let teller = Teller {
            words: Words::of(locale),
            ai: self.ai(&desked.site),
            agent: &agent,
            link: &link,
            requests: desked.site.settings.requests,
            available: self.desk.available_at(account.site),
        };
        Ok(teller.tell(event))
    }

    /// As few requests as carry it; the first is free where the visitor has just written.
    fn pack(
        &self,
        rendered: &[Rendered],
        reply: Option<(String, Timestamp)>,
    ) -> Result<Vec<NewCall>, Refusal> {
        let all: Vec<(i64, &Said)> =
            rendered.iter().flat_map(|one| one.messages.iter().map(|said| (one.out, said))).collect();
        let mut reply = reply;
        let mut calls = Vec::new();
        for batch in all.chunks(BATCH) {
            let said: Vec<&Said> = batch.iter().map(|(_, said)| *said).collect();
            let mut outs: Vec<i64> = batch.iter().map(|(out, _)| *out).collect();
            outs.dedup();
            let unavailable =
                |error: &dyn std::fmt::Display| Refusal::new(Code::Unavailable, error.to_string());
            let messages = serde_json::to_string(&said).map_err(|error| unavailable(&error))?;
            let key = client_id(self.desk.random.as_ref(), self.desk.clock.now());
            let key = key.map_err(|error| unavailable(&error))?.to_string();
            calls.push(NewCall { key, reply: reply.take(), messages, outs });
        }
        Ok(calls)
    }
}

fn answered_by_nobody(next: Option<&Option<Event>>) -> bool {
    let next = next.and_then(Option::as_ref);
    next.is_some_and(|event| matches!(event.what, What::Unanswered { why: Why::Nobody }))
}
