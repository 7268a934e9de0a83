//! console: a line of the log that says what somebody did.

use baton_protocol::{
    Event, What,
    agent::Crew,
    event::{Contact, Reason, Target},
};
use leptos::prelude::*;

use super::{delivery::Reached, place};
use crate::{
    names,
    said::reason_words,
    session::use_session,
    when,
    words::{fill, t},
};

#[component]
pub(super) fn Note(event: Event, visitor: Signal<String>) -> impl IntoView {
    let crew = use_session().crew;
    let Event { seq, at, by, what } = event;
    if let What::Contact(contact) = what {
        return view! { <ContactCard seq contact/> }.into_any();
    }
    let aside = if let What::Transferred { note, .. } = &what {
        Some(note.clone())
    } else if let What::Rated(rating) = &what {
        Some(rating.text.clone())
    } else {
        None
    };
    let aside = aside.filter(|text| !text.is_empty());
    let private = matches!(what, What::Transferred { .. });
    let told = visitor.with_untracked(|visitor| {
        crew.with_untracked(|crew| words(&what, &names::author(&by, visitor), crew))
    });
    let words =
        move || visitor.with(|visitor| crew.with(|crew| words(&what, &names::author(&by, visitor), crew)));
    view! {
        <p class="note" id=place(seq)>
            <span dir="auto">{words}</span>
            <time title=when::full(at)>{when::time(at)}</time>
        </p>
        <Reached seq own=false last=None words=told/>
        {aside.map(|text| view! {
            <p class="note-aside" class:note-private=private dir="auto">
                {private.then(|| view! { <span class="private-sign">{t("private.sign")}</span> })}
                {text}
            </p>
        })}
    }
    .into_any()
}

fn words(what: &What, name: &str, crew: &Crew) -> String {
    match what {
        What::Requested { reason: Reason::Button | Reason::Words, .. } => {
            fill("note.requested", &[("name", name)])
        }
        What::Requested { reason: Reason::Ai, .. } => t("note.requested_ai").to_owned(),
        What::Requested {
            reason: reason @ (Reason::NotHelped | Reason::Anger | Reason::Rule), rule, ..
        } => fill("note.requested_why", &[("why", &reason_words(*reason, rule))]),
        What::Ignored => fill("note.ignored", &[("name", name)]),
        What::Cancelled => fill("note.cancelled", &[("name", name)]),
        What::Unanswered { why } => names::unanswered(*why).to_owned(),
        What::Accepted { waited } => fill("note.accepted", &[("name", name), ("span", &when::span(*waited))]),
        What::TakenOver => fill("note.taken_over", &[("name", name)]),
        What::Transferred { to: None, .. } => fill("note.transferred", &[("name", name)]),
        What::Transferred { to: Some(to), .. } => {
            let to = match to {
                Target::Agent(id) => names::colleague(crew, *id),
                Target::Team(id) => names::team(crew, *id),
            };
            fill("note.transferred_to", &[("name", name), ("to", &to)])
        }
        What::AgentLost { .. } => t("note.agent_lost").to_owned(),
        What::Completed => fill("note.completed", &[("name", name)]),
        What::Ended => fill("note.ended", &[("name", name)]),
        What::Reactivated => fill("note.reactivated", &[("name", name)]),
        What::Labelled { labels } if labels.is_empty() => fill("note.unlabelled", &[("name", name)]),
        What::Labelled { labels } => fill("note.labelled", &[("name", name), ("labels", &labels.join(", "))]),
        What::Settled => fill("note.settled", &[("name", name)]),
        What::Rated(rating) => fill("note.rated", &[("name", name), ("stars", &rating.stars.to_string())]),
        What::Message(_)
        | What::Rung { .. }
        | What::Contact(_)
        | What::Note(_)
        | What::Judged { .. }
        | What::Unsent { .. }
        | What::Hidden => String::new(),
    }
}

/// A message that the visitor left, and how to reach them.
#[component]
fn ContactCard(seq: u64, contact: Contact) -> impl IntoView {
    let Contact { name, email, text, .. } = contact;
    view! {
        <div class="contact" id=place(seq)>
            <p class="contact-title">{t("contact.title")}</p>
            <p class="contact-text" dir="auto">{text}</p>
            <p class="contact-from">
                <span dir="auto">{name}</span>
                <a href=format!("mailto:{email}") rel="external">{email.clone()}</a>
            </p>
        </div>
    }
}
