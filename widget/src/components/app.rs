//! widget: the whole panel, from the header to the composer.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::{attach, composer, contact, element::on, emoji, header, log, queue, rate, request, strip, tray};
use crate::{host, session::Session};

/// Where everything stands. What stands there is made of plain elements: a view of its own type for each of them, and
/// for each thing in them that changes, would weigh more than all else in the panel.
#[component]
pub(crate) fn App() -> impl IntoView {
    view! {
        <header class="header"></header>
        <p class="strip" role="status"></p>
        <main class="main"></main>
        <footer class="dock"></footer>
    }
}

/// Puts elements into a place.
type Fill = fn(Session, &Element);

/// Fills the places of the panel, which is in the document by now.
pub(crate) fn fill(session: Session) {
    let fills: [(&str, Fill); 11] = [
        (".header", header::fill),
        (".strip", strip::fill),
        (".main", log::fill),
        (".dock", contact::fill),
        (".dock", queue::fill),
        (".dock", rate::fill),
        (".dock", request::fill),
        (".dock", composer::fill),
        (".tray", tray::fill),
        (".tools", attach::fill),
        (".tools", emoji::fill),
    ];
    for (place, fill) in fills {
        if let Some(place) = document().query_selector(place).ok().flatten() {
            fill(session, &place);
        }
    }
}

/// Hears what happens anywhere in the panel.
pub(crate) fn listen(session: Session) {
    if host::is_framed() {
        on(&document(), "keydown", |event| {
            let event = event.unchecked_into::<KeyboardEvent>();
            // Escape also ends a half-typed word of an input method.
            if event.key() == "Escape" && !event.is_composing() {
                host::tell("close", &[]);
            }
        });
    }
    attach::listen(session);
}
