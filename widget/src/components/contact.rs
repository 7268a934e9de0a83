//! widget: the form for leaving a message when no live agent could come.

use baton_protocol::event::Contact;
use js_sys::Reflect;
use leptos::{ev::SubmitEvent, prelude::*};
use wasm_bindgen::JsValue;

use crate::{
    host,
    session::{Part, Seen, Session},
    words::t,
};

#[component]
pub(crate) fn ContactForm(session: Session) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let form: JsValue = event.target().into();
        let entry = |name: &str| {
            let field = Reflect::get(&form, &name.into()).unwrap_or_default();
            host::text(&field, "value").trim().to_owned()
        };
        let (name, email, text) = (entry("fullname"), entry("email"), entry("matter"));
        session.leave(Contact { client_id: None, name, email, text });
    };
    view! {
        <form
            class="contact"
            novalidate
            aria-label=t("contact")
            hidden=move || session.see(Part::Contact, |seen| !seen.contact)
            on:submit=submit
        >
            <p class="lead">{t("contact.lead")}</p>
            {field(session, NAME, t("contact.name"), t("contact.name.wrong"))}
            {field(session, EMAIL, t("contact.email"), t("contact.email.wrong"))}
            {field(session, TEXT, t("contact.text"), t("contact.text.wrong"))}
            <div class="buttons">
                <button class="first" type="submit">{t("contact.leave")}</button>
                <button class="second" type="button" on:click=move |_| session.offer_contact(false)>
                    {t("contact.not")}
                </button>
            </div>
        </form>
    }
}

/// What sets a field apart from the others.
#[derive(Clone, Copy)]
struct Field {
    name: &'static str,
    kind: &'static str,
    completes: &'static str,
    known: fn(&Seen) -> &str,
    wrong: fn(&Seen) -> bool,
}

const NAME: Field = Field {
    name: "fullname",
    kind: "text",
    completes: "name",
    known: |seen| &seen.known.0,
    wrong: |seen| seen.wrong.name,
};
const EMAIL: Field = Field {
    name: "email",
    kind: "email",
    completes: "email",
    known: |seen| &seen.known.1,
    wrong: |seen| seen.wrong.email,
};
const TEXT: Field =
    Field { name: "matter", kind: "text", completes: "off", known: |_| "", wrong: |seen| seen.wrong.text };

/// A labelled field that says when it is wrong.
fn field(session: Session, field: Field, label: String, wrong: String) -> impl IntoView {
    let is_wrong = move || session.see(Part::Contact, field.wrong);
    view! {
        <label class="entry">
            <span>{label}</span>
            <input
                name=field.name
                type=field.kind
                autocomplete=field.completes
                dir="auto"
                value=move || session.see(Part::Contact, |seen| (field.known)(seen).to_owned())
                aria-invalid=move || if is_wrong() { "true" } else { "false" }
            />
            <span class="wrong" role="alert">{move || if is_wrong() { wrong.clone() } else { String::new() }}</span>
        </label>
    }
}
