//! widget: what the server's news change.

use std::time::Duration;

use baton_client::{Applied, Unsent};
use baton_protocol::{
    ClientId, Code, Refusal, What,
    state::Events,
    visitor::{SiteView, VisitorNews, VisitorVerb, Welcome},
};
use js_sys::JSON;
use leptos::prelude::set_timeout;
use wasm_bindgen::JsValue;

use super::{Part, Session, change, judge, look_at, orders};
use crate::{
    host,
    json::Json,
    news::{self, Texts, is_other},
    rows, theme,
    words::{self, t},
};

/// A sign of typing is good for so long.
const TYPING: Duration = Duration::from_secs(6);
/// So soon after words were dropped, others come in their place, or none do.
const DROPPED: Duration = Duration::from_millis(600);

impl Session {
    pub(super) fn hear(self, news: VisitorNews) {
        match news {
            VisitorNews::Welcome(welcome) => self.welcome(welcome),
            VisitorNews::Snapshot(snapshot) => {
                change(|held| {
                    held.timeline.snapshot(snapshot);
                    held.calm = held.timeline.last_seq();
                });
                self.show();
            }
            VisitorNews::Events(events) => self.events(events),
            VisitorNews::Page(page) => {
                change(|held| {
                    held.timeline.older(page);
                    held.paging = false;
                });
                self.show();
            }
            VisitorNews::Ack { id, seq, .. } => self.acked(id, seq),
            VisitorNews::Refused { id, why } => self.refused(id, why),
            VisitorNews::Available(count) => self.count(count),
            VisitorNews::Queue(queue) => {
                self.set(Part::Queue, |seen| seen.queue = Some(queue));
                self.peek(orders::tell_state);
            }
            VisitorNews::Typing { on, .. } => self.types(if on { TYPING } else { Duration::ZERO }),
            VisitorNews::Draft(blocks) => {
                let dropped = blocks.is_empty() && self.peek(|seen| !seen.draft.is_empty());
                self.types(if dropped { DROPPED } else { Duration::ZERO });
                self.set(Part::Draft, |seen| seen.draft = blocks);
            }
            VisitorNews::Marks(marks) => {
                change(|held| held.timeline.they_marked(marks));
                self.notify(Part::Rows);
            }
            VisitorNews::Site(site) => self.dress(site),
        }
    }

    fn welcome(self, welcome: Welcome) {
        if let Some(token) = &welcome.token {
            // Another tab was given one meanwhile: both are the same visitor.
            if look_at(|held| held.nameless && held.token().is_some()) {
                return self.connect();
            }
            look_at(|held| held.keep_token(token));
        }
        change(|held| {
            held.timeline.welcome(&welcome);
            if !welcome.resumed {
                held.calm = held.timeline.last_seq();
            }
            held.paging = false;
            held.settling.clear();
        });
        self.quiet();
        self.dress(welcome.site);
        self.count(welcome.available);
        self.show();
        self.is_verified(welcome.verified);
        self.say_identity();
        if !self.begin_proof() {
            self.say_due();
        }
    }

    fn events(self, events: Events) {
        let mut told = Vec::new();
        let mut contact = None;
        let (last, same, drafted) = look_at(|held| {
            let same = held.timeline.conversation() == Some(&events.conversation);
            (held.timeline.last_seq(), same, !held.seen.draft.is_empty())
        });
        for event in &events.events {
            if same && event.seq <= last {
                continue;
            }
            if let What::Message(message) = &event.what
                && is_other(&event.by)
            {
                told.push((orders::author(&event.by), message.text.clone()));
            }
            if let What::Judged { seq, helpful } = event.what {
                change(|held| judge::forget(&mut held.outbox, seq, Some(helpful)));
            }
            if matches!(event.what, What::Unanswered { .. } | What::Contact(_)) {
                contact = Some(matches!(event.what, What::Unanswered { .. }));
            }
        }
        let spoken = !told.is_empty();
        let applied = change(|held| {
            let applied = held.timeline.events(events);
            let events = held.timeline.all();
            held.settling.retain(|unsent| rows::seq_of(events, unsent.id).is_none());
            if spoken && drafted {
                held.calm = held.timeline.last_seq();
            }
            applied
        });
        match applied {
            Applied::Fresh(_) => change(|held| held.seen.still = held.past.is_some()),
            Applied::Gap => return self.refresh(),
            Applied::Known | Applied::Other => return,
        }
        self.show();
        if spoken {
            // After the message stands there, so that the list is never shorter and keeps its place.
            self.quiet();
        }
        if let Some(open) = contact {
            self.offer_contact(open);
        }
        if spoken && self.is_away() {
            self.sound(look_at(|held| held.timeline.last_seq()));
        }
        for (from, text) in told {
            host::tell("message", &[("from", from.into()), ("text", text.into())]);
        }
    }

    fn acked(self, id: ClientId, seq: u64) {
        change(|held| {
            let is_verdict = |one: &Unsent<_>| one.id == id && matches!(one.what, VisitorVerb::Judge { .. });
            if seq > held.timeline.last_seq() && held.outbox.unsent().any(is_verdict) {
                // It stays until its event is there, so that the button stays pressed.
            } else if let Some(unsent) = held.outbox.acked(id) {
                // Its event may still be on its way.
                if matches!(unsent.what, VisitorVerb::Rate(_)) {
                    held.let_be();
                } else if matches!(unsent.what, VisitorVerb::Send { .. })
                    && rows::seq_of(held.timeline.all(), id).is_none()
                {
                    held.settling.push(unsent);
                }
            }
            held.keep_unsent();
        });
        self.show();
        self.prove();
    }

    fn refused(self, id: Option<ClientId>, why: Refusal) {
        let Some(id) = id else { return };
        host::tell("error", &[("message", why.message.as_str().into())]);
        let reason = reason(why.code);
        change(|held| {
            let words =
                held.outbox.unsent().any(|one| one.id == id && matches!(one.what, VisitorVerb::Send { .. }));
            if words {
                held.outbox.refused(id, why);
            } else if held.outbox.discard(id).is_some() {
                held.seen.problem = reason;
            }
            held.keep_unsent();
        });
        self.show();
        self.prove();
    }

    fn count(self, available: u32) {
        self.set(Part::Available, |seen| seen.available = Some(available));
        host::tell("availability", &[("count", available.into())]);
    }

    /// Nobody is writing any more.
    fn quiet(self) {
        self.types(Duration::ZERO);
        self.set(Part::Draft, |seen| seen.draft.clear());
    }

    /// Somebody is writing, which is taken for true so long.
    fn types(self, lasts: Duration) {
        let on = !lasts.is_zero();
        self.set(Part::Typing, |seen| seen.typing = on);
        let heard = change(|held| {
            held.typing_heard += 1;
            held.typing_heard
        });
        if on {
            let end = move || {
                if look_at(|held| held.typing_heard) == heard {
                    self.types(Duration::ZERO);
                }
            };
            set_timeout(end, lasts);
        }
    }

    fn dress(self, site: SiteView) {
        if self.peek(|seen| !is_same(&seen.site, &site)) {
            theme::wear(&site, look_at(|held| held.scheme));
            self.set(Part::Site, |seen| seen.site = site);
        }
    }

    /// The site's own words from now on.
    pub(super) fn reword(self, texts: Texts) {
        if words::prefer(texts) {
            crate::draw(self);
        }
    }

    /// Shows a site as it may become: the value of a `SiteView`.
    pub(crate) fn preview(self, site: &JsValue) {
        let text = JSON::stringify(site).ok().and_then(|text| text.as_string());
        if let Some(json) = text.and_then(|text| Json::parse(&text)) {
            self.reword(news::texts(&json));
            self.dress(news::site(&json));
        }
    }
}

/// Whether nothing has changed that the panel shows. (Its words are compared elsewhere.)
fn is_same(one: &SiteView, other: &SiteView) -> bool {
    let SiteView { name: _, texts: _, ai_name, greeting, suggestions, requests, accent, picture, .. } = one;
    let SiteView { look, form, proof, mails, opens, .. } = one;
    *ai_name == other.ai_name
        && *greeting == other.greeting
        && *suggestions == other.suggestions
        && *requests == other.requests
        && *accent == other.accent
        && *picture == other.picture
        && look.scheme == other.look.scheme
        && look.radius == other.look.radius
        && look.logo == other.look.logo
        && *form == other.form
        && *proof == other.proof
        && *mails == other.mails
        && *opens == other.opens
}

/// A refusal in the visitor's language.
fn reason(code: Code) -> String {
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
        | Code::Changed
        | Code::CodeNeeded
        | Code::NotYours
        | Code::NotRung
        | Code::Unavailable => t("refused.other"),
    }
}
