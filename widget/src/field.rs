//! widget: the composer's text field, which the session fills and gives the focus.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

/// Puts this text into the field. Only for what the visitor has not typed there: to set the value ends an input
/// method's composition.
pub(crate) fn fill(text: &str) {
    if let Some(field) = field() {
        field.set_value(text);
    }
}

/// Gives it the focus; not on a touch screen, where that would bring up the keyboard over half of the panel.
pub(crate) fn take_up() {
    let touches =
        window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|media| media.matches());
    if !touches && let Some(field) = field() {
        field.focus().ok();
    }
}

fn field() -> Option<HtmlTextAreaElement> {
    document().query_selector(".message").ok().flatten().map(JsCast::unchecked_into)
}
