//! widget: what nobody sees in the first view comes after it, in a module of its own.

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::{
    prelude::document,
    wasm_split::{SplitLoaderError, wasm_split},
};
use web_sys::Element;

use super::{attach, contact, emoji, menu, queue, rate, tray};
use crate::{host, session::Session};

/// The page is listened to once, however often the panel is drawn.
static LISTENS: AtomicBool = AtomicBool::new(false);

/// Puts elements into a place.
pub(super) type Fill = fn(Session, &Element);

/// Fetches the module and fills the places that stay empty until then.
#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn fill(session: Session) -> Result<(), SplitLoaderError> {
    // Where the panel was drawn anew while the module was on its way, two ask for this.
    if place(".more").is_some_and(|more| more.first_element_child().is_none()) {
        fill_these(
            session,
            &[
                (".more", menu::fill),
                (".seldom", contact::fill),
                (".seldom", queue::fill),
                (".seldom", rate::fill),
                (".tray", tray::fill),
                (".tools", attach::fill),
                (".tools", emoji::fill),
            ],
        );
    }
    if !LISTENS.swap(true, Ordering::Relaxed) {
        attach::listen(session);
        host::listen_for_window(session);
    }
    Ok(())
}

/// Fills these places.
pub(super) fn fill_these(session: Session, fills: &[(&str, Fill)]) {
    for (name, fill) in fills {
        if let Some(place) = place(name) {
            fill(session, &place);
        }
    }
}

fn place(name: &str) -> Option<Element> {
    document().query_selector(name).ok().flatten()
}
