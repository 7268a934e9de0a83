//! widget: the ways in for files: a button, pasting, and dropping them anywhere on the panel.

use js_sys::{Array, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

use super::{
    element::{append, element, on, set, sign},
    icon::CLIP,
};
use crate::{host::inner, session::Session, words::t};

/// Puts the button here.
pub(super) fn fill(session: Session, tools: &Element) {
    let input = element("input", "");
    set(&input, &[("type", "file"), ("multiple", ""), ("hidden", "")]);
    on(&input, "change", move |event| {
        let input: JsValue = event.target().into();
        session.attach(&inner(&input, "files"));
        // The same file may be chosen again.
        Reflect::set(&input, &"value".into(), &"".into()).ok();
    });
    append(tools, &input);
    append(tools, &sign(CLIP, &t("file.add"), move |_| input.unchecked_ref::<HtmlElement>().click()));
}

/// Takes what is pasted or dropped. A file that is dropped where nobody takes it would open in place of the panel.
pub(super) fn listen(session: Session) {
    let page = document();
    on(&page, "paste", move |event| {
        let pasted = inner(&event, "clipboardData");
        // Words of a word processor come with a picture of themselves.
        if !(has(&pasted, "text/plain") && has(&pasted, "text/html")) {
            take(session, &event, &pasted);
        }
    });
    on(&page, "drop", move |event| take(session, &event, &inner(&event, "dataTransfer")));
    on(&page, "dragover", |event| {
        if has(&inner(&event, "dataTransfer"), "Files") {
            event.prevent_default();
        }
    });
}

fn take(session: Session, event: &Event, data: &JsValue) {
    if has(data, "Files") {
        event.prevent_default();
        session.attach(&inner(data, "files"));
    }
}

/// Whether what is carried is also of this type.
fn has(data: &JsValue, kind: &str) -> bool {
    let types = inner(data, "types");
    types.is_object() && Array::from(&types).includes(&kind.into(), 0)
}
