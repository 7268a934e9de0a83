//! widget: the port to the page that holds the panel in a frame.

use std::cell::{Cell, RefCell};

use js_sys::{Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{MessageEvent, MessagePort, Window};

use crate::{page::Page, session::Session};

thread_local! {
    static PORT: RefCell<Option<MessagePort>> = const { RefCell::new(None) };
    static READY: Cell<bool> = const { Cell::new(false) };
}

/// The panel is inside another page.
pub(crate) fn is_framed() -> bool {
    parent().is_some_and(|parent| parent != window())
}

/// The page around is of this server, and asked for a mere look at the chat.
pub(crate) fn is_preview() -> bool {
    let own = window().location();
    let search = text(&own, "search");
    let asked = search.starts_with("?preview=1") || search.ends_with("&preview=1");
    // Of a page of another origin this says nothing.
    let around = inner(&inner(&parent().into(), "location"), "origin");
    asked && is_framed() && around == inner(&own, "origin")
}

fn parent() -> Option<Window> {
    window().parent().ok().flatten()
}

/// Accepts the greeting of the page around, if the site admits its origin, and from then on does what it asks.
pub(crate) fn listen(page: Page, session: Session) {
    let orders = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let order = event.data();
        session.order(&text(&order, "do"), &order);
    })
    .into_js_value();
    let greeted = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let parent: JsValue = parent().into();
        let from: JsValue = event.source().into();
        let greeting = event.data();
        if page.preview && from == parent && text(&greeting, "baton") == "preview" {
            if event.origin() == text(&window().location(), "origin") {
                session.preview(&inner(&greeting, "site"));
            }
            return;
        }
        if from != parent || !page.admits(&event.origin()) || text(&greeting, "baton") != "hello" {
            return;
        }
        let Ok(port) = event.ports().get(0).dyn_into::<MessagePort>() else { return };
        port.set_onmessage(Some(orders.unchecked_ref()));
        PORT.set(Some(port));
        session.order("hello", &greeting);
        if READY.get() {
            tell("ready", &[]);
        }
    });
    let heard = greeted.into_js_value();
    window().add_event_listener_with_callback("message", heard.unchecked_ref()).ok();
}

/// The panel is drawn: the page may show it.
pub(crate) fn ready() {
    READY.set(true);
    tell("ready", &[]);
}

/// Tells the page what happened.
pub(crate) fn tell(is: &str, detail: &[(&str, JsValue)]) {
    let message = Object::new();
    let put = |key: &str, value: &JsValue| Reflect::set(&message, &key.into(), value).is_ok();
    put("is", &is.into());
    for (key, value) in detail {
        put(key, value);
    }
    PORT.with_borrow(|port| port.as_ref().map(|port| port.post_message(&message)));
}

/// The value under this key; undefined where there is none.
pub(crate) fn inner(of: &JsValue, key: &str) -> JsValue {
    Reflect::get(of, &key.into()).unwrap_or_default()
}

/// The text under this key; empty where there is none.
pub(crate) fn text(of: &JsValue, key: &str) -> String {
    inner(of, key).as_string().unwrap_or_default()
}
