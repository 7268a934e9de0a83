//! widget: the forms of the panel: leaving a message when no live agent could come, and what a site wants to know before
//! the first message.

use std::cell::Cell;

use baton_protocol::{event::Contact, site::Asked};
use wasm_bindgen::JsValue;
use web_sys::{Element, Event};

use super::element::{Changes, append, button, effect, element, follow, on, set, text};
use crate::{
    host::{self, inner},
    session::{Asks, Part, Seen, Session},
    words::{self, t},
};

/// From now on the form that is asked for stands here.
pub(super) fn fill(session: Session, dock: &Element) {
    let place = element("div", "");
    append(dock, &place);
    let open = Cell::new(Asks::Nothing);
    let effect = effect(move || {
        let asks = session.see(Part::Contact, |seen| seen.asks);
        if open.replace(asks) != asks {
            place.set_text_content(None);
            if asks != Asks::Nothing {
                draw(session, &place, asks);
            }
        }
    });
    // It stands there as long as the dock does.
    std::mem::forget(effect);
}

fn draw(session: Session, place: &Element, asks: Asks) {
    let before = asks == Asks::Before;
    let form = element("form", "contact");
    let name = if before { t("form.lead") } else { t("contact") };
    set(&form, &[("novalidate", ""), ("aria-label", &name)]);
    on(&form, "submit", move |event| {
        event.prevent_default();
        let entry = |field: Field| entry(&event, field.name);
        let contact = Contact { client_id: None, name: entry(NAME), email: entry(EMAIL), text: entry(TEXT) };
        if before { session.answer(&contact) } else { session.leave(contact) }
    });
    append(&form, &text("p", "lead", &if before { name } else { t("contact.lead") }));
    if before {
        append(&form, &text("blockquote", "quote", &session.waiting()));
    }
    let wanted = session.peek(|seen| seen.site.form);
    for (made, asked) in [(NAME, wanted.name), (EMAIL, wanted.email), (TEXT, Asked::No)] {
        if !before || asked != Asked::No {
            field(session, &form, made, before && asked == Asked::Optional);
        }
    }
    let buttons = element("div", "buttons");
    let sends = if before { t("form.start") } else { t("contact.leave") };
    append(&buttons, &text("button", "first", &sends));
    let leave = move || if before { session.forgo() } else { session.offer_contact(false) };
    let not = button("second", &t("contact.not"), leave);
    set(&not, &[("type", "button")]);
    append(&buttons, &not);
    append(&form, &buttons);
    append(place, &form);
    if let Ok(Some(first)) = form.query_selector("input") {
        super::popup::focus(&first);
    }
}

/// What was entered into the field of this name.
pub(super) fn entry(event: &Event, name: &str) -> String {
    let form: JsValue = event.target().into();
    host::text(&inner(&form, name), "value").trim().to_owned()
}

/// What sets a field apart from the others.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    kind: &'static str,
    completes: &'static str,
    label: fn() -> String,
    known: fn(&Seen) -> String,
    is_wrong: fn(&Seen) -> bool,
    wrong: fn(&Seen) -> String,
}

const NAME: Field = Field {
    name: "fullname",
    kind: "text",
    completes: "name",
    label: || t("contact.name"),
    known: |seen| seen.known.0.clone(),
    is_wrong: |seen| seen.wrong.name,
    wrong: |seen| if seen.wrong.name { t("contact.name.wrong") } else { String::new() },
};
pub(super) const EMAIL: Field = Field {
    name: "email",
    kind: "email",
    completes: "email",
    label: || t("contact.email"),
    known: |seen| seen.known.1.clone(),
    is_wrong: |seen| seen.wrong.email,
    wrong: |seen| if seen.wrong.email { t("contact.email.wrong") } else { String::new() },
};
const TEXT: Field = Field {
    name: "matter",
    kind: "text",
    completes: "off",
    label: || t("contact.text"),
    known: |_| String::new(),
    is_wrong: |seen| seen.wrong.text,
    wrong: |seen| if seen.wrong.text { t("contact.text.wrong") } else { String::new() },
};

/// A labelled field that says when it is wrong, and where it `may` stay empty.
pub(super) fn field(session: Session, form: &Element, made: Field, may: bool) {
    let label = element("label", "entry");
    let name = (made.label)();
    append(&label, &text("span", "", &if may { words::fill("form.optional", &name) } else { name }));
    let input = element("input", "");
    set(
        &input,
        &[("name", made.name), ("type", made.kind), ("autocomplete", made.completes), ("dir", "auto")],
    );
    follow(session, &input, &[Part::Contact], Changes::Value("value", made.known));
    follow(session, &input, &[Part::Contact], Changes::Is("aria-invalid", made.is_wrong));
    append(&label, &input);
    let wrong = element("span", "wrong");
    set(&wrong, &[("role", "alert")]);
    follow(session, &wrong, &[Part::Contact], Changes::Words(made.wrong));
    append(&label, &wrong);
    append(form, &label);
}
