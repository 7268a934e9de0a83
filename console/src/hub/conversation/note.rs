//! console: a line of the log that says what somebody did.

use baton_protocol::{
    Event, What,
    event::{Contact, Reason, Why},
};
use leptos::prelude::*;

use crate::{
    names, when,
    words::{fill, t},
};

#[component]
pub(super) fn Note(event: Event, visitor: Signal<String>) -> impl IntoView {
    let Event { at, by, what, .. } = event;
    if let What::Contact(contact) = what {
        return view! { <ContactCard contact/> }.into_any();
    }
    let words = move || visitor.with(|visitor| words(&what, &names::author(&by, visitor)));
    view! {
        <p class="note">
            <span dir="auto">{words}</span>
            <time title=when::full(at)>{when::time(at)}</time>
        </p>
    }
    .into_any()
}

fn words(what: &What, name: &str) -> String {
    match what {
        What::Requested { reason: Reason::Button | Reason::Words, .. } => {
            fill("note.requested", &[("name", name)])
        }
        What::Requested { reason: Reason::Ai, .. } => t("note.requested_ai").to_owned(),
        What::Ignored => fill("note.ignored", &[("name", name)]),
        What::Cancelled => fill("note.cancelled", &[("name", name)]),
        What::Unanswered { why: Why::Timeout } => t("note.timeout").to_owned(),
        What::Unanswered { why: Why::AllIgnored } => t("note.all_ignored").to_owned(),
        What::Unanswered { why: Why::Nobody } => t("note.nobody").to_owned(),
        What::Accepted { waited } => fill("note.accepted", &[("name", name), ("span", &when::span(*waited))]),
        What::TakenOver => fill("note.taken_over", &[("name", name)]),
        What::Transferred { .. } => fill("note.transferred", &[("name", name)]),
        What::AgentLost { .. } => t("note.agent_lost").to_owned(),
        What::Completed => fill("note.completed", &[("name", name)]),
        What::Ended => fill("note.ended", &[("name", name)]),
        What::Reactivated => fill("note.reactivated", &[("name", name)]),
        What::Message(_) | What::Rung { .. } | What::Contact(_) | What::Hidden => String::new(),
    }
}

/// A message that the visitor left, and how to reach them.
#[component]
fn ContactCard(contact: Contact) -> impl IntoView {
    let Contact { name, email, text, .. } = contact;
    view! {
        <div class="contact">
            <p class="contact-title">{t("contact.title")}</p>
            <p class="contact-text" dir="auto">{text}</p>
            <p class="contact-from">
                <span dir="auto">{name}</span>
                <a href=format!("mailto:{email}") rel="external">{email.clone()}</a>
            </p>
        </div>
    }
}
