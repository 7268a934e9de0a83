//! widget: the whole panel, from the header to the composer.

use baton_protocol::StateView;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::KeyboardEvent;

use super::{
    composer::Composer, contact::ContactForm, header::Header, log::Log, queue::QueueCard, request::RequestButton,
    strip::Strip,
};
use crate::{colour, host, session::Session};

#[component]
pub(crate) fn App(session: Session) -> impl IntoView {
    Effect::new(move || session.site.with(|site| dress(&site.accent)));
    if host::is_framed() {
        leave_on_escape();
    }
    let asks = move || session.site.with(|site| site.requests);
    let dock = move || {
        session.state.with(|state| match state {
            StateView::Requested { .. } => view! { <QueueCard session/> }.into_any(),
            StateView::Ai | StateView::Completed if asks() => view! { <RequestButton session/> }.into_any(),
            StateView::Ai | StateView::Completed | StateView::Live { .. } | StateView::Ended => ().into_any(),
        })
    };
    view! {
        <Header session/>
        <Strip session/>
        <main class="main">
            <Log session/>
        </main>
        <footer class="dock">
            {move || session.contact.get().then(|| view! { <ContactForm session/> })}
            {dock}
            <Composer session/>
        </footer>
    }
}

/// Gives the site's accent to the style sheet, with what can be read on it and beside it.
fn dress(accent: &str) {
    let root = document().document_element().and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
    let (Some(root), Some(shades)) = (root, colour::shades(accent)) else { return };
    let style = root.style();
    for (name, value) in [
        ("--accent", &*shades.accent),
        ("--on-accent", shades.on_accent),
        ("--accent-on-light", &*shades.on_light),
        ("--accent-on-dark", &*shades.on_dark),
    ] {
        style.set_property(name, value).ok();
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
