//! widget: the port to the page that holds the panel in a frame.

use std::cell::{Cell, RefCell};

use js_sys::{Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{MessageEvent, MessagePort};

use crate::{page::Page, session::Session};

thread_local! {
    static PORT: RefCell<Option<MessagePort>> = const { RefCell::new(None) };
    static READY: Cell<bool> = const { Cell::new(false) };
}

/// The panel is inside another page.
pub(crate) fn is_framed() -> bool {
    let window = window();
    window.parent().ok().flatten().is_some_and(|parent| parent != window)
}

/// Accepts the greeting of the page around, if the site admits its origin, and from then on does what it asks.
pub(crate) fn listen(page: Page, session: Session) {
    let orders = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let order = event.data();
        session.order(&text(&order, "do"), &order);
    })
    .into_js_value();
    let greeted = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let parent: JsValue = window().parent().ok().flatten().into();
        let from: JsValue = event.source().into();
        let greeting = event.data();
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

/// The text under this key; empty where there is none.
pub(crate) fn text(of: &JsValue, key: &str) -> String {
    Reflect::get(of, &key.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}
