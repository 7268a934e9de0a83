//! console: keys that work wherever nobody is typing: j and k through a list's rows, Escape back.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// The attribute of a row's link, or of what opens it; in the Hub its value is the conversation.
pub(crate) const ROW: &str = "data-row";

/// Calls `press` for each plain key, as long as the component that calls this stands.
pub(crate) fn on_key(press: impl Fn(&str, &KeyboardEvent) + 'static) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing());
        if plain && !event.default_prevented() && !in_dialog() {
            let key = event.key();
            if key == "Escape" || !typing(&event) {
                press(&key, &event);
            }
        }
    });
    on_cleanup(move || listener.remove());
}

/// The conversation of the row that has the focus.
pub(crate) fn focused_row() -> Option<String> {
    document().active_element()?.get_attribute(ROW)
}

/// Moves the focus to the next or the previous row; to the first where none has it.
pub(crate) fn step(forward: bool) {
    let Ok(found) = document().query_selector_all("[data-row]") else { return };
    let rows: Vec<HtmlElement> =
        (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).filter(visible).collect();
    let active = document().active_element();
    let here = rows.iter().position(|row| active.as_ref() == Some(row.unchecked_ref::<Element>()));
    let next = match (here, forward) {
        (None, _) => 0,
        (Some(at), true) => at + 1,
        (Some(at), false) => at.saturating_sub(1),
    };
    if let Some(row) = rows.get(next.min(rows.len().saturating_sub(1))) {
        // A row that has just gone cannot take the focus, and need not.
        let _ = row.focus();
    }
}

fn visible(row: &HtmlElement) -> bool {
    row.offset_parent().is_some()
}

fn typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.matches("input, textarea, select, [contenteditable]").unwrap_or(false))
}

fn in_dialog() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}
