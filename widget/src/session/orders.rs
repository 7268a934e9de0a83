//! widget: what the page around may ask of the panel, and what it is told.

use baton_protocol::{
    Author, StateView,
    visitor::{PageView, VisitorFrame},
};
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::Session;
use crate::host::{tell, text};

impl Session {
    /// Does what the page around asks; what it does not know, it leaves.
    pub(crate) fn order(self, verb: &str, order: &JsValue) {
        match verb {
            "open" | "close" => {
                self.held.update_value(|held| held.open = verb == "open");
                self.look();
                if verb == "open" {
                    self.take_up();
                }
            }
            "requestAgent" => self.request(),
            "cancelRequest" => self.cancel(),
            "endChat" => self.end(),
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
        tell_state(&self.state.get_untracked(), self.queue.get_untracked().map(|queue| queue.position));
        self.state.with_untracked(tell_agent);
        tell("active", &[("on", self.held.with_value(|held| held.active).into())]);
        tell("unread", &[("count", self.unread.get_untracked().into())]);
        if let Some(count) = self.available.get_untracked() {
            tell("availability", &[("count", count.into())]);
        }
    }

    fn visit(self, page: &JsValue) {
        let view =
            PageView { url: text(page, "url"), title: text(page, "title"), referrer: text(page, "referrer") };
        self.held.update_value(|held| held.page = Some(view.clone()));
        self.say(VisitorFrame::At(view));
    }

    fn identify(self, with: &JsValue) {
        let (name, email) = (text(with, "name"), text(with, "email"));
        self.held.update_value(|held| {
            if !name.is_empty() {
                held.known.0 = name;
            }
            if !email.is_empty() {
                held.known.1 = email;
            }
        });
    }

    /// Forgets the visitor on this machine and begins anew.
    fn log_out(self) {
        self.held.update_value(|held| {
            for key in ["token", "draft"] {
                held.storage.remove(&held.key(key));
            }
            held.tab.remove(&held.key("unsent"));
        });
        if let Some(line) = self.held.with_value(|held| held.line.clone()) {
            line.close();
        }
        tell("active", &[("on", false.into())]);
        tell("unread", &[("count", 0.into())]);
        // The frame stays where it is if it may not reload; then it is silent until the page is left.
        window().location().reload().ok();
    }
}

/// Tells the page around how the conversation stands.
pub(super) fn tell_state(state: &StateView, position: Option<u32>) {
    let name = match state {
        StateView::Ai => "ai",
        StateView::Requested { .. } => "requested",
        StateView::Live { .. } => "live",
        StateView::Completed => "completed",
        StateView::Ended => "ended",
    };
    tell("handoff", &[("state", name.into()), ("position", position.map_or(JsValue::NULL, JsValue::from))]);
}

/// Tells the page around which live agent holds the chat, if one does.
pub(super) fn tell_agent(state: &StateView) {
    let name = if let StateView::Live { agent } = state { agent.name.as_str().into() } else { JsValue::NULL };
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
