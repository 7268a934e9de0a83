//! widget: where the visitor writes.

use baton_protocol::limits::MESSAGE_CHARS;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, KeyboardEvent};

use super::{
    element::{Changes, append, element, follow, icon, on, set, text},
    icon::SEND,
};
use crate::{
    host,
    session::{Asks, Part, Seen, Session},
    words::{count, t},
};

/// What is left is shown from here on.
const NEAR: i64 = 200;
/// What `keyCode` is while an input method has the key. Safari ends a composition before the key that ended it.
const COMPOSING: u32 = 229;

pub(super) fn fill(session: Session, dock: &Element) {
    let problem = element("p", "problem");
    set(&problem, &[("role", "alert")]);
    follow(session, &problem, &[Part::Rows], Changes::Words(|seen| seen.problem.clone()));
    append(dock, &problem);
    append(dock, &element("div", "tray"));

    let closed = text("p", "closed", &t("sign_in"));
    // Whether somebody is known is not said before the welcome.
    let opens = Changes::Hidden(|seen| !seen.is_closed() || seen.available.is_none());
    follow(session, &closed, &[Part::Site, Part::Available], opens);
    append(dock, &closed);
    let composer = element("div", "composer");
    // Until the form is filled in, or let be, its words wait.
    let shut = Changes::Hidden(|seen| seen.is_closed() || seen.asks == Asks::Before);
    follow(session, &composer, &[Part::Site, Part::Contact], shut);
    let field = element("div", "field");
    follow(session, &field, &[Part::Text], Changes::Value("data-text", |seen| seen.text.clone()));
    append(&field, &message(session));
    append(&composer, &field);
    append(&composer, &element("div", "tools"));
    let send = element("button", "send");
    set(&send, &[("aria-label", &t("send"))]);
    append(&send, &icon(SEND));
    on(&send, "click", move |_| session.send());
    let both = &[Part::Text, Part::Tray];
    follow(session, &send, both, Changes::Hidden(Seen::is_blank));
    follow(session, &send, both, Changes::Is("aria-disabled", |seen| !seen.can_go()));
    append(&composer, &send);
    append(dock, &composer);

    let limit = element("p", "");
    set(&limit, &[("role", "status")]);
    let class = |seen: &Seen| if left(seen) < 0 { "limit over" } else { "limit" }.to_owned();
    follow(session, &limit, &[Part::Text], Changes::Value("class", class));
    let words = |seen: &Seen| match left(seen) {
        left if left > NEAR => String::new(),
        left if left < 0 => count("over", left.unsigned_abs() as u32),
        left => count("left", left as u32),
    };
    follow(session, &limit, &[Part::Text], Changes::Words(words));
    append(dock, &limit);
}

/// The text field.
fn message(session: Session) -> Element {
    let field = element("textarea", "message");
    set(
        &field,
        &[
            ("rows", "1"),
            ("dir", "auto"),
            ("enterkeyhint", "send"),
            ("aria-label", &t("message")),
            ("placeholder", &t("message.place")),
        ],
    );
    on(&field, "input", move |event| session.typed(host::text(&JsValue::from(event.target()), "value")));
    on(&field, "keydown", move |event| {
        let event = event.unchecked_into::<KeyboardEvent>();
        let composing = event.is_composing() || event.key_code() == COMPOSING;
        if event.key() == "Enter" && !event.shift_key() && !composing {
            event.prevent_default();
            session.send();
        }
    });
    on(&field, "blur", move |_| session.types_now(false));
    field
}

/// So many letters are left.
fn left(seen: &Seen) -> i64 {
    MESSAGE_CHARS as i64 - seen.text.trim().chars().count() as i64
}
