//! console: the field in which a reply is written: its height, its caret, and what is pasted into it.

use leptos::{html::Textarea, prelude::*};
use web_sys::{ClipboardEvent, File, HtmlElement, HtmlTextAreaElement};

use crate::hub::conversation::drop::files;

/// Keeps the field as high as its text.
pub(super) fn grow_with(area: NodeRef<Textarea>, text: RwSignal<String>) {
    Effect::new(move |_| {
        text.track();
        if let Some(area) = area.get() {
            grow(&area);
        }
    });
}

/// As high as its text, up to what the style sheet allows; only from there on it scrolls.
fn grow(area: &HtmlTextAreaElement) {
    let style = HtmlElement::style(area);
    // None can fail: all are plain values of a known property.
    let _ = style.set_property("height", "auto");
    let wanted = area.scroll_height() + area.offset_height() - area.client_height();
    let _ = style.set_property("height", &format!("{wanted}px"));
    let full = area.offset_height() < wanted;
    let _ = style.set_property("overflow-y", if full { "auto" } else { "hidden" });
}

/// Puts this where the caret is, in place of what is selected, and gives all of the text.
pub(super) fn insert(area: &HtmlTextAreaElement, sign: &str) -> String {
    let end = || u32::try_from(area.value().encode_utf16().count()).unwrap_or(u32::MAX);
    let from = area.selection_start().ok().flatten().unwrap_or_else(end);
    let to = area.selection_end().ok().flatten().unwrap_or_else(end);
    // It fails only where the selection's end lies before its start.
    let _ = area.set_range_text_with_start_and_end_and_mode(sign, from, to, "end");
    let _ = area.focus();
    area.value()
}

/// The files of a paste; none where it brings text, which a table from a spreadsheet does beside its picture.
pub(super) fn pasted(event: &ClipboardEvent) -> Vec<File> {
    let Some(data) = event.clipboard_data() else { return Vec::new() };
    if data.types().iter().any(|kind| kind.as_string().as_deref() == Some("text/plain")) {
        return Vec::new();
    }
    files(data.files())
}
