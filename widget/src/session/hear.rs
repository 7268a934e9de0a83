//! widget: what the server's news change.

use std::time::Duration;

use baton_client::Applied;
use baton_protocol::{
    Author, ClientId, Code, Refusal, StateView, What,
    state::Events,
    visitor::{SiteView, VisitorNews, VisitorVerb, Welcome},
};
use leptos::prelude::*;

use super::{Session, orders};
use crate::{host, rows, words::t};

/// A sign of typing is good for so long.
const TYPING: Duration = Duration::from_secs(6);

impl Session {
    pub(super) fn hear(self, news: VisitorNews) {
        match news {
            VisitorNews::Welcome(welcome) => self.welcome(welcome),
            VisitorNews::Snapshot(snapshot) => {
                self.held.update_value(|held| {
                    held.timeline.snapshot(snapshot);
                    held.calm = held.timeline.last_seq();
                });
                self.show();
            }
            VisitorNews::Events(events) => self.events(events),
            VisitorNews::Page(page) => {
                self.held.update_value(|held| {
                    held.timeline.older(page);
                    held.paging = false;
                });
                self.show();
            }
            VisitorNews::Ack { id, .. } => self.acked(id),
            VisitorNews::Refused { id, why } => self.refused(id, &why),
            VisitorNews::Available(count) => self.count(count),
            VisitorNews::Queue(queue) => {
                orders::tell_state(&self.state.get_untracked(), Some(queue.position));
                self.queue.set(Some(queue));
            }
            VisitorNews::Typing { on, .. } => self.types(on),
            VisitorNews::Draft(blocks) => {
                self.typing.set(false);
                self.draft.set(blocks);
            }
            VisitorNews::Marks(marks) => {
                self.held.update_value(|held| held.timeline.they_marked(marks));
                self.rows.notify();
            }
            VisitorNews::Site(site) => self.dress(site),
        }
    }

    fn welcome(self, welcome: Welcome) {
        let due = self.held.try_update_value(|held| {
            if let Some(token) = &welcome.token {
                held.storage.set(&held.key("token"), token);
            }
            held.timeline.welcome(&welcome);
            if !welcome.resumed {
                held.calm = held.timeline.last_seq();
            }
            held.paging = false;
            held.settling.clear();
            held.outbox.due().collect::<Vec<_>>()
        });
        self.typing.set(false);
        self.draft.set(Vec::new());
        self.dress(welcome.site);
        self.count(welcome.available);
        self.show();
        for frame in due.unwrap_or_default() {
            self.say(frame);
        }
    }

    fn events(self, events: Events) {
        let mut told = Vec::new();
        let (mut contact, mut spoken) = (None, false);
        let drafted = self.draft.with_untracked(|draft| !draft.is_empty());
        let last = self.held.with_value(|held| held.timeline.last_seq());
        let same = self.held.with_value(|held| held.timeline.conversation() == Some(&events.conversation));
        for event in events.events.iter().filter(|event| !same || event.seq > last) {
            match &event.what {
                What::Message(message) if event.by != Author::Visitor => {
                    spoken = true;
                    told.push((orders::author(&event.by), message.text.clone()));
                }
                What::Unanswered { .. } => contact = Some(true),
                What::Contact(_) => contact = Some(false),
                _ => {}
            }
        }
        let applied = self.held.try_update_value(|held| {
            let applied = held.timeline.events(events);
            let events = held.timeline.all();
            held.settling.retain(|(id, _)| rows::seq_of(events, *id).is_none());
            if spoken && drafted {
                held.calm = held.timeline.last_seq();
            }
            applied
        });
        match applied {
            Some(Applied::Fresh(_)) => {}
            Some(Applied::Gap) => return self.refresh(),
            Some(Applied::Known | Applied::Other) | None => return,
        }
        if spoken {
            self.typing.set(false);
            self.draft.set(Vec::new());
        }
        self.show();
        if let Some(open) = contact {
            self.contact.set(open && self.state.with_untracked(|state| *state == StateView::Ai));
        }
        for (from, text) in told {
            host::tell("message", &[("from", from.into()), ("text", text.into())]);
        }
    }

    fn acked(self, id: ClientId) {
        self.held.update_value(|held| {
            if let Some(unsent) = held.outbox.acked(id)
                && let VisitorVerb::Send { text } = unsent.what
                && rows::seq_of(held.timeline.all(), id).is_none()
            {
                held.settling.push((id, text));
            }
            held.keep();
        });
        self.show();
    }

    fn refused(self, id: Option<ClientId>, why: &Refusal) {
        let Some(id) = id else { return };
        let words = self.held.try_update_value(|held| {
            let words = held.outbox.unsent().any(|one| one.id == id && matches!(one.what, VisitorVerb::Send { .. }));
            if words {
                held.outbox.refused(id, why.clone());
            } else {
                held.outbox.discard(id);
            }
            held.keep();
            words
        });
        host::tell("error", &[("message", why.message.as_str().into())]);
        self.show();
        if words == Some(false) {
            self.problem.set(reason(why.code));
        }
    }

    fn count(self, available: u32) {
        self.available.set(Some(available));
        host::tell("availability", &[("count", available.into())]);
    }

    fn types(self, on: bool) {
        self.typing.set(on);
        let heard = self.held.try_update_value(|held| {
            held.typing_heard += 1;
            held.typing_heard
        });
        set_timeout(
            move || {
                if heard == self.held.try_with_value(|held| held.typing_heard) {
                    self.typing.set(false);
                }
            },
            TYPING,
        );
    }

    fn dress(self, site: SiteView) {
        if self.site.with_untracked(|before| *before != site) {
            self.site.set(site);
        }
    }
}

/// A refusal in the visitor's language.
pub(crate) fn reason(code: Code) -> String {
    match code {
        Code::TooLong => t("refused.too_long"),
        Code::SlowDown => t("refused.slow_down"),
        Code::RequestsOff => t("refused.requests_off"),
        Code::Invalid => t("refused.invalid"),
        Code::Malformed
        | Code::NotFound
        | Code::Unauthorized
        | Code::Forbidden
        | Code::Empty
        | Code::ClientIdReused
        | Code::WrongState
        | Code::Taken
        | Code::NotYours
        | Code::NotRung
        | Code::Unavailable => t("refused.other"),
    }
}
