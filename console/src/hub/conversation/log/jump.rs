//! console: brings a message in sight, loading older pages until it is there.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::{super::place, place::Place};
use crate::session::Session;

/// Follows the wish as long as the log stands.
pub(super) fn jump_when_asked(session: Session, log: Place) {
    let chat = session.chat;
    Effect::new(move |_| {
        let Some(seq) = chat.jump.get() else { return };
        if !chat.loaded.get() {
            return;
        }
        let (first, older) = chat.timeline.with(|timeline| (timeline.first_seq(), timeline.has_older()));
        if seq < first && older {
            session.older();
            return;
        }
        chat.jump.set(None);
        // Else the log would go on to keep its end in sight.
        log.at_end.set(false);
        // The rows of a page that has just come are in the document by the next frame.
        request_animation_frame(move || show(seq));
    });
}

fn show(seq: u64) {
    let Some(row) = document().get_element_by_id(&place(seq)) else { return };
    row.scroll_into_view();
    // A row takes the focus so that a screen reader goes on from there; it is no stop of the Tab key.
    if row.set_attribute("tabindex", "-1").is_ok()
        && let Some(row) = row.dyn_ref::<HtmlElement>()
    {
        let _ = row.focus();
    }
}
