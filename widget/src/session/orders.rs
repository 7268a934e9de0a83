//! widget: what the page around may ask of the panel, and what it is told.

use std::time::Duration;

use baton_protocol::{
    Author, StateView,
    site::Scheme,
    visitor::{PageView, VisitorFrame, VisitorVerb},
};
use js_sys::{Array, Object};
use leptos::prelude::{set_timeout, window};
use wasm_bindgen::{JsCast, JsValue};

use super::{Held, LEFT, Part, Seen, Session, change, look_at, proof::tell_verified};
use crate::{
    field,
    host::{inner, tell, text},
    news::scheme,
    theme,
};

/// The server has so long to forget who leaves.
const LEAVES: Duration = Duration::from_secs(3);

impl Session {
    /// Does what the page around asks; what it does not know, it leaves.
    pub(crate) fn order(self, verb: &str, order: &JsValue) {
        match verb {
            "open" => {
                let quiet = inner(order, "quiet").as_bool() == Some(true);
                change(|held| {
                    held.open = true;
                    held.touched |= !quiet;
                });
                self.look();
                field::take_up();
            }
            "close" => change(|held| held.open = false),
            "requestAgent" => self.ask(VisitorVerb::Request),
            "cancelRequest" => self.ask(VisitorVerb::Cancel),
            "endChat" => self.ask(VisitorVerb::End),
            "hello" => {
                self.visit(&inner(order, "page"));
                let settings = inner(order, "settings");
                self.identify(&settings, false);
                self.wear(scheme(&text(&settings, "scheme")));
                self.report();
            }
            "page" => self.visit(&inner(order, "page")),
            "identify" | "update" => self.identify(&inner(order, "with"), true),
            "logout" => self.log_out(),
            _ => {}
        }
    }

    /// Tells the page that has just come all that it may have missed.
    fn report(self) {
        self.peek(tell_state);
        self.peek(tell_agent);
        let (active, unread, available) =
            look_at(|held| (held.active, held.seen.unread, held.seen.available));
        tell("active", &[("on", active.into())]);
        tell("unread", &[("count", unread.into())]);
        if let Some(count) = available {
            tell_verified(self.peek(|seen| seen.verified));
            tell("availability", &[("count", count.into())]);
        }
    }

    fn visit(self, page: &JsValue) {
        let view =
            PageView { url: text(page, "url"), title: text(page, "title"), referrer: text(page, "referrer") };
        change(|held| held.page = Some(view.clone()));
        self.say(VisitorFrame::At(view));
    }

    /// Takes what the page says of its visitor: name and e-mail address, or `all` that is a text, a number or a boolean.
    fn identify(self, with: &JsValue, all: bool) {
        if !with.is_object() {
            return;
        }
        let proof = text(with, "token");
        if all && !proof.is_empty() {
            self.take_proof(proof);
        }
        for entry in Object::entries(with.unchecked_ref()) {
            let entry: Array = entry.unchecked_into();
            let key = entry.get(0).as_string().unwrap_or_default();
            if let Some(value) = plain(&entry.get(1)).filter(|_| all || key == "name" || key == "email") {
                change(|held| held.identity.put(&key, &value));
            }
        }
        let known = look_at(|held| (held.identity.name.clone(), held.identity.email.clone()));
        self.set(Part::Contact, |seen| seen.known = known);
        self.say_identity();
    }

    /// Forgets the visitor on this machine and begins anew.
    fn log_out(self) {
        let token = look_at(Held::token);
        change(Held::forget);
        if let Some(line) = look_at(|held| held.line.clone()) {
            line.close();
        }
        tell("active", &[("on", false.into())]);
        tell("unread", &[("count", 0.into())]);
        tell_verified(false);
        let Some(token) = token else { return begin_anew() };
        self.forget_me(&token, begin_anew);
        // A server that does not answer keeps nobody from leaving.
        set_timeout(begin_anew, LEAVES);
    }

    /// Dresses the panel in light or dark, as the page around has it.
    fn wear(self, scheme: Scheme) {
        change(|held| held.scheme = scheme);
        self.peek(|seen| theme::wear(&seen.site, scheme));
    }
}

fn begin_anew() {
    let here = window().location();
    here.set_hash(LEFT).ok();
    // A frame that may not reload is silent from here on.
    here.reload().ok();
}

/// Tells the page around how the conversation stands.
pub(super) fn tell_state(seen: &Seen) {
    let name = match seen.state {
        StateView::Ai => "ai",
        StateView::Requested { .. } => "requested",
        StateView::Live { .. } => "live",
        StateView::Completed => "completed",
        StateView::Ended => "ended",
    };
    let position = seen.queue.map_or(JsValue::NULL, |queue| queue.position.into());
    tell("handoff", &[("state", name.into()), ("position", position)]);
}

/// Tells the page around which live agent holds the chat, if one does.
pub(super) fn tell_agent(seen: &Seen) {
    let name =
        if let StateView::Live { agent } = &seen.state { agent.name.as_str().into() } else { JsValue::NULL };
    tell("agent", &[("name", name)]);
}

/// Who speaks, as the page around is told.
pub(super) fn author(by: &Author) -> &'static str {
    match by {
        Author::Visitor => "visitor",
        Author::Ai | Author::Clock => "ai",
        Author::Agent(_) => "agent",
    }
}

/// A text, or a number or a boolean as text.
fn plain(value: &JsValue) -> Option<String> {
    if value.as_bool().is_none() && value.as_f64().is_none() {
        return value.as_string();
    }
    value.unchecked_ref::<Object>().to_string().as_string()
}
