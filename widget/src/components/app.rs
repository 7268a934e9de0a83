//! widget: the whole panel, from the header to the composer.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::KeyboardEvent;

use super::{
    composer::Composer, contact::ContactForm, header::Header, log::Log, queue::QueueCard, rate::RateRow,
    request::RequestButton, strip::Strip,
};
use crate::{host, session::Session};

#[component]
pub(crate) fn App(session: Session) -> impl IntoView {
    if host::is_framed() {
        leave_on_escape();
    }
    view! {
        <Header session/>
        <Strip session/>
        <Log session/>
        <footer class="dock">
            <ContactForm session/>
            <QueueCard session/>
            <RateRow session/>
            <RequestButton session/>
            <Composer session/>
        </footer>
    }
}

fn leave_on_escape() {
    let pressed = Closure::<dyn Fn(KeyboardEvent)>::new(|event: KeyboardEvent| {
        // Escape also ends a half-typed word of an input method.
        if event.key() == "Escape" && !event.is_composing() {
            host::tell("close", &[]);
        }
    })
    .into_js_value();
    document().add_event_listener_with_callback("keydown", pressed.unchecked_ref()).ok();
}
