//! widget: the form for leaving a message when no live agent could come.

use baton_protocol::event::Contact;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::element::{Changes, append, button, element, follow, on, set, text};
use crate::{
    host::{self, inner},
    session::{Part, Seen, Session},
    words::t,
};

pub(super) fn fill(session: Session, dock: &Element) {
    let form = element("form", "contact");
    set(&form, &[("novalidate", ""), ("aria-label", &t("contact"))]);
    follow(session, &form, &[Part::Contact], Changes::Hidden(|seen| !seen.contact));
    on(&form, "submit", move |event| {
        event.prevent_default();
        let form: JsValue = event.target().into();
        let entry = |name: &str| host::text(&inner(&form, name), "value").trim().to_owned();
        let (name, email, text) = (entry("fullname"), entry("email"), entry("matter"));
        session.leave(Contact { client_id: None, name, email, text });
    });
    append(&form, &text("p", "lead", &t("contact.lead")));
    for made in [NAME, EMAIL, TEXT] {
        field(session, &form, made);
    }
    let buttons = element("div", "buttons");
    append(&buttons, &text("button", "first", &t("contact.leave")));
    let not = button("second", &t("contact.not"), move || session.offer_contact(false));
    set(&not, &[("type", "button")]);
    append(&buttons, &not);
    append(&form, &buttons);
    append(dock, &form);
}

/// What sets a field apart from the others.
#[derive(Clone, Copy)]
struct Field {
    name: &'static str,
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
const EMAIL: Field = Field {
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

/// A labelled field that says when it is wrong.
fn field(session: Session, form: &Element, made: Field) {
    let label = element("label", "entry");
    append(&label, &text("span", "", &(made.label)()));
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
