//! widget: what the page around may ask of the panel, and what it is told.

use baton_protocol::{
    Author, StateView,
    visitor::{PageView, VisitorFrame, VisitorVerb},
};
use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::JsValue;

use super::{Held, Part, Seen, Session, change, look_at};
use crate::{
    field,
    host::{tell, text},
};

impl Session {
    /// Does what the page around asks; what it does not know, it leaves.
    pub(crate) fn order(self, verb: &str, order: &JsValue) {
        match verb {
            "open" => {
                change(|held| held.open = true);
                self.look();
                field::take_up();
            }
            "close" => change(|held| held.open = false),
            "requestAgent" => self.ask(VisitorVerb::Request),
            "cancelRequest" => self.ask(VisitorVerb::Cancel),
            "endChat" => self.ask(VisitorVerb::End),
            "hello" => {
                self.visit(&inner(order, "page"));
                self.identify(&inner(order, "settings"));
                self.report();
            }
            "page" => self.visit(&inner(order, "page")),
            "identify" | "update" => self.identify(&inner(order, "with")),
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
            tell("availability", &[("count", count.into())]);
        }
    }

    fn visit(self, page: &JsValue) {
        let view =
            PageView { url: text(page, "url"), title: text(page, "title"), referrer: text(page, "referrer") };
        change(|held| held.page = Some(view.clone()));
        self.say(VisitorFrame::At(view));
    }

    fn identify(self, with: &JsValue) {
        let (name, email) = (text(with, "name"), text(with, "email"));
        self.set(Part::Contact, |seen| {
            if !name.is_empty() {
                seen.known.0 = name;
            }
            if !email.is_empty() {
                seen.known.1 = email;
            }
        });
    }

    /// Forgets the visitor on this machine and begins anew.
    fn log_out(self) {
        change(Held::forget);
        if let Some(line) = look_at(|held| held.line.clone()) {
            line.close();
        }
        tell("active", &[("on", false.into())]);
        tell("unread", &[("count", 0.into())]);
        // A frame that may not reload is silent from here on.
        window().location().reload().ok();
    }
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

fn inner(of: &JsValue, key: &str) -> JsValue {
    Reflect::get(of, &key.into()).unwrap_or_default()
}
