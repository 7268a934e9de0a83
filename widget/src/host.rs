//! widget: the port to the page that holds the panel in a frame.

use std::cell::{Cell, RefCell};

use js_sys::{Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, MessagePort, Window};

use crate::{components::on, page::Page, session::Session};

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

/// This message is of the page around.
fn is_parents(message: &Event) -> bool {
    inner(message, "source") == JsValue::from(parent())
}

/// Accepts the greeting of the page around, if the site admits its origin, and from then on does what it asks.
pub(crate) fn listen(page: Page, session: Session) {
    let orders = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let order = inner(&event, "data");
        session.order(&text(&order, "do"), &order);
    })
    .into_js_value();
    on(&window(), "message", move |event| {
        let greeting = inner(&event, "data");
        let (origin, says) = (text(&event, "origin"), text(&greeting, "baton"));
        if !is_parents(&event) {
            return;
        }
        if page.preview && says == "preview" {
            if origin == text(&window().location(), "origin") {
                session.preview(&inner(&greeting, "site"));
            }
            return;
        }
        if !page.admits(&origin) || says != "hello" {
            return;
        }
        let Ok(port) = inner(&inner(&event, "ports"), "0").dyn_into::<MessagePort>() else { return };
        port.set_onmessage(Some(orders.unchecked_ref()));
        PORT.set(Some(port));
        session.order("hello", &greeting);
        if READY.get() {
            tell("ready", &[]);
        }
    });
}

/// Hears that the page around has opened the chat in a window. The port would do, but costs the first view more.
pub(crate) fn listen_for_window(session: Session) {
    on(&window(), "message", move |event| {
        // Whoever it is: the visitor stays in the storage of this server's origin.
        if is_parents(&event) && text(&inner(&event, "data"), "baton") == "popout" {
            session.join();
        }
    });
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
