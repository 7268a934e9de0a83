//! widget: the composer's text field, which the session fills and gives the focus.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use crate::host::{inner, text};

/// Puts this text into the field. Only for what the visitor has not typed there: to set the value ends an input
/// method's composition.
pub(crate) fn fill(text: &str) {
    if let Some(field) = field() {
        field.set_value(text);
    }
}

/// Writes these words in place of what is selected, or where the caret stands. Gives all that the field holds then.
pub(crate) fn insert(words: &str) -> Option<String> {
    let field = field()?;
    let at = |name| inner(&field, name).as_f64().map(|at| at as u32);
    let (start, end) = (at("selectionStart")?, at("selectionEnd")?);
    field.set_range_text_with_start_and_end_and_mode(words, start, end, "end").ok()?;
    Some(text(&field, "value"))
}

/// The visitor is writing in it.
pub(crate) fn has_focus() -> bool {
    document().query_selector(".message:focus").is_ok_and(|field| field.is_some())
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
