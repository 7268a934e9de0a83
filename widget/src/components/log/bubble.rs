//! widget: what somebody said, and what became of it.

use baton_protocol::{
    Author, Event, Timestamp, What,
    event::{Contact, Message, Source},
};
use leptos::prelude::*;

use super::rich;
use crate::{
    calendar,
    rows::{Fate, Row, Shows},
    session::Session,
    words::{fill, t},
};

#[component]
pub(crate) fn Bubble(session: Session, row: Row, event: Option<Event>) -> impl IntoView {
    let seq = event.as_ref().map_or(0, |event| event.seq);
    let at = event.as_ref().map_or_else(baton_client::browser::now, |event| event.at);
    let (message, by, note) = match (event, row.shows) {
        (Some(Event { what: What::Message(message), by, .. }), _) => (message, by, String::new()),
        (Some(Event { what: What::Contact(Contact { email, text, .. }), by, .. }), _) => {
            (Message { text, ..Message::default() }, by, fill("contact.done", &email))
        }
        (_, Shows::Unsent(id)) => {
            let message = Message { client_id: Some(id), text: session.unsent(id), ..Message::default() };
            (message, Author::Visitor, String::new())
        }
        _ => (Message::default(), Author::Clock, String::new()),
    };
    let who = match &by {
        Author::Visitor => t("you"),
        Author::Agent(agent) => agent.name.clone(),
        Author::Ai | Author::Clock => session.site.with_untracked(|site| site.ai_name.clone()),
    };
    let class = "row bubble-row".to_owned()
        + if row.own { " own" } else { "" }
        + if row.opens { " opens" } else { "" }
        + if seq == 0 || session.is_fresh(seq) { " fresh" } else { "" };
    let body = if message.blocks.is_empty() { message.text.into_any() } else { rich::blocks(&message.blocks) };
    view! {
        <div class=class>
            <p class="by">{who}</p>
            <div class="bubble" dir="auto">{body}</div>
            {time(at)}
            {message.sources.into_iter().map(source).collect::<Vec<_>>()}
            {message.offers_person.then(|| offer(session))}
            {(!note.is_empty()).then(|| view! { <p class="note" dir="auto">{note}</p> })}
            {row.own.then(|| fate(session, row.key, message.client_id, seq))}
        </div>
    }
}

fn time(at: Timestamp) -> impl IntoView {
    view! { <time class="time">{calendar::clock(at)}</time> }
}

/// The passage that an answer came from, folded away under its title.
fn source(source: Source) -> impl IntoView {
    view! {
        <details class="source">
            <summary>{fill("source", &source.title)}</summary>
            <blockquote dir="auto">{source.passage}</blockquote>
        </details>
    }
}

/// The AI agent found nothing: the way to a person, right here.
fn offer(session: Session) -> impl IntoView {
    let shown = move || {
        session.site.with(|site| site.requests)
            && session.state.with(|state| matches!(state, baton_protocol::StateView::Ai))
    };
    view! {
        <button class="ask" type="button" hidden=move || !shown() on:click=move |_| session.request()>
            {t("offer")}
        </button>
    }
}

fn fate(session: Session, key: u128, id: Option<baton_protocol::ClientId>, seq: u64) -> impl IntoView {
    let now = Memo::new(move |_| session.fate(key, id, seq));
    let words = move || match now.get().0 {
        Fate::Sending => t("fate.sending"),
        Fate::Failed => t("fate.failed"),
        Fate::Sent => t("fate.sent"),
        Fate::Delivered => t("fate.delivered"),
        Fate::Read => t("fate.read"),
    };
    let failed = move || now.get().0 == Fate::Failed;
    let hidden = move || !failed();
    view! {
        <p class="fate" class:failed=failed class:last=move || now.get().1>
            <span>{words}</span>
            <button class="link" type="button" hidden=hidden on:click=move |_| if let Some(id) = id { session.retry(id) }>
                {t("fate.retry")}
            </button>
            <button class="link" type="button" hidden=hidden on:click=move |_| if let Some(id) = id { session.edit(id) }>
                {t("fate.edit")}
            </button>
        </p>
    }
}
