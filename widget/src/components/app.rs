//! widget: the whole panel, from the header to the composer.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::{
    composer,
    element::{append, element, on},
    header, later, log, request, sheet, strip,
};
use crate::{host, session::Session};

/// Where everything stands. What stands there is made of plain elements: a view of its own type for each of them, and
/// for each thing in them that changes, would weigh more than all else in the panel. The landmarks are named, because the
/// page around the frame has its own.
#[component]
pub(crate) fn App() -> impl IntoView {
    view! {
        <header class="header" aria-labelledby="title"></header>
        <p class="strip" role="status"></p>
        <main class="main" aria-labelledby="title"></main>
        <footer class="dock" aria-labelledby="title"></footer>
    }
}

/// Fills the places of the panel, which is in the document by now.
pub(crate) fn fill(session: Session) {
    let seldom = |_: Session, dock: &Element| append(dock, &element("div", "seldom"));
    later::fill_these(
        session,
        &[
            (".header", header::fill),
            (".strip", strip::fill),
            (".main", log::fill),
            (".dock", seldom),
            (".dock", request::fill),
            (".dock", composer::fill),
        ],
    );
    fill_later(session, Duration::from_secs(1));
}

/// What is not seen at first is asked for at least this often until it comes.
const SELDOM: Duration = Duration::from_secs(8);

/// Fills what is not seen at first; where it does not come, tries again, ever more slowly.
fn fill_later(session: Session, wait: Duration) {
    wasm_bindgen_futures::spawn_local(async move {
        if later::fill(session).await.is_err() {
            set_timeout(move || fill_later(session, (wait * 2).min(SELDOM)), wait);
        }
    });
}

/// Hears what happens anywhere in the panel.
pub(crate) fn listen(session: Session) {
    on(&document(), "pointerdown", move |_| session.touch());
    on(&document(), "keydown", move |event| {
        session.touch();
        let event = event.unchecked_into::<KeyboardEvent>();
        // Escape also ends a half-typed word of an input method.
        if event.key() == "Escape" && !event.is_composing() && !sheet::close(session) && host::is_framed() {
            host::tell("close", &[]);
        }
    });
}
