//! widget: what somebody said, and what became of it.

use baton_protocol::{
    Author, ClientId, Event, Timestamp, What,
    event::{Contact, Message, Source},
    visitor::VisitorVerb,
};
use leptos::{html::custom, prelude::*};

use super::{
    element::{button, part, text},
    rich,
};
use crate::{
    calendar,
    rows::{Fate, Row, Shows},
    session::Session,
    words::{fill, t},
};

/// A message that the log does not have yet.
pub(super) fn unsent(session: Session, row: Row) -> AnyView {
    let Shows::Unsent(id) = row.shows else { return ().into_any() };
    let message = Message { client_id: Some(id), text: session.unsent(id), ..Message::default() };
    bubble(session, row, &Author::Visitor, baton_client::browser::now(), message, None)
}

/// A message of the log, or one that was left with an e-mail address.
pub(super) fn sent(session: Session, row: Row, event: Event) -> AnyView {
    let (mut message, mut note) = (Message::default(), None);
    if let What::Contact(Contact { email, text, client_id, .. }) = event.what {
        message = Message { text, client_id, ..message };
        note = Some(fill("contact.done", &email));
    } else if let What::Message(said) = event.what {
        message = said;
    }
    bubble(session, row, &event.by, event.at, message, note)
}

fn bubble(
    session: Session,
    row: Row,
    by: &Author,
    at: Timestamp,
    message: Message,
    note: Option<String>,
) -> AnyView {
    let who = match by {
        Author::Visitor => t("you"),
        Author::Agent(agent) => agent.name.clone(),
        Author::Ai | Author::Clock => session.peek(|seen| seen.site.ai_name.clone()),
    };
    let seq = if let Shows::Event(seq) = row.shows { seq } else { 0 };
    let fresh = seq == 0 || session.is_fresh(seq);
    let class = match (row.own, row.opens, fresh) {
        (true, true, true) => "row own opens fresh",
        (true, true, false) => "row own opens",
        (true, false, true) => "row own fresh",
        (true, false, false) => "row own",
        (false, true, true) => "row opens fresh",
        (false, true, false) => "row opens",
        (false, false, true) => "row fresh",
        (false, false, false) => "row",
    };
    let words = if message.blocks.is_empty() {
        vec![text("p", "", message.text)]
    } else {
        rich::blocks(&message.blocks)
    };
    let mut parts =
        vec![text("p", "by", who), part("div", "bubble", words), text("time", "time", calendar::clock(at))];
    for Source { title, passage } in message.sources {
        // The passage that the words came from, folded away under its title.
        let summary = text("summary", "", fill("source", &title));
        parts.push(part("details", "source", vec![summary, text("blockquote", "", passage)]));
    }
    if message.offers_person && session.peek(|seen| seen.site.requests) {
        // The AI agent found nothing: the way to a person, right here.
        parts.push(button("ask offer", t("offer"), move || session.ask(VisitorVerb::Request)));
    }
    if let Some(note) = note {
        parts.push(text("p", "note", note));
    }
    if row.own {
        parts.push(fate(session, row.key, message.client_id, seq));
    }
    part("div", class, parts)
}

/// What became of an own message; a refused one can be sent again or taken back.
fn fate(session: Session, key: u128, id: Option<ClientId>, seq: u64) -> AnyView {
    let class = move || match session.fate(key, id, seq) {
        (Fate::Failed, _) => "fate failed",
        (_, true) => "fate last",
        (_, false) => "fate",
    };
    let words = move || match session.fate(key, id, seq).0 {
        Fate::Sending => t("fate.sending"),
        Fate::Failed => t("fate.failed"),
        Fate::Sent => t("fate.sent"),
        Fate::Delivered => t("fate.delivered"),
        Fate::Read => t("fate.read"),
    };
    let mut buttons = Vec::new();
    if let Some(id) = id {
        buttons.push(button("link", t("fate.retry"), move || session.retry(id)));
        buttons.push(button("link", t("fate.edit"), move || session.edit(id)));
    }
    custom("p").class(class).child((words, buttons)).into_any()
}
