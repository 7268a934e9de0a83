//! widget: the form for leaving a message when no live agent could come.

use baton_protocol::event::Contact;
use leptos::prelude::*;

use crate::{
    reach::{self, Wrong},
    session::Session,
    words::t,
};

#[component]
pub(crate) fn ContactForm(session: Session) -> impl IntoView {
    let known = session.known();
    let (name, email, text) = (RwSignal::new(known.0), RwSignal::new(known.1), RwSignal::new(String::new()));
    let wrong = RwSignal::new(Wrong::default());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let trimmed = |field: RwSignal<String>| field.with_untracked(|field| field.trim().to_owned());
        let contact = Contact { name: trimmed(name), email: trimmed(email), text: trimmed(text), client_id: None };
        let found = reach::wrong(&contact);
        wrong.set(found);
        if found.is_none() && !session.busy.get_untracked() {
            session.leave(contact);
        }
    };
    view! {
        <form class="contact" novalidate aria-label=t("contact") on:submit=submit>
            <p class="lead">{t("contact.lead")}</p>
            {field("name", t("contact.name"), t("contact.name.wrong"), name, move || wrong.get().name)}
            {field("email", t("contact.email"), t("contact.email.wrong"), email, move || wrong.get().email)}
            {field("", t("contact.text"), t("contact.text.wrong"), text, move || wrong.get().text)}
            <div class="buttons">
                <button class="first" type="submit" aria-disabled=move || session.busy.get().to_string()>
                    {t("contact.leave")}
                </button>
                <button class="second" type="button" on:click=move |_| {
                    session.contact.set(false);
                    session.take_up();
                }>
                    {t("contact.not")}
                </button>
            </div>
        </form>
    }
}

/// A labelled field that says when it is wrong; one that completes nothing is the longer one.
fn field(
    completes: &'static str,
    label: String,
    wrong: String,
    value: RwSignal<String>,
    is_wrong: impl Fn() -> bool + Copy + Send + Sync + 'static,
) -> AnyView {
    let id = "contact-".to_owned() + completes;
    let note = id.clone() + "-note";
    let typed = move |event| value.set(event_target_value(&event));
    let input = if completes.is_empty() {
        view! {
            <textarea
                id=id.clone()
                rows="2"
                dir="auto"
                aria-invalid=move || is_wrong().to_string()
                aria-describedby=note.clone()
                prop:value=value.get_untracked()
                on:input=typed
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                id=id.clone()
                dir="auto"
                type=if completes == "email" { "email" } else { "text" }
                autocomplete=completes
                aria-invalid=move || is_wrong().to_string()
                aria-describedby=note.clone()
                prop:value=value.get_untracked()
                on:input=typed
            />
        }
        .into_any()
    };
    view! {
        <label for=id>{label}</label>
        {input}
        <p class="wrong" id=note role="alert">{move || if is_wrong() { wrong.clone() } else { String::new() }}</p>
    }
    .into_any()
}
