//! widget: what somebody said, and what became of it.

use baton_protocol::{
    Author, ClientId, Event, Timestamp, What,
    event::{Contact, Message},
};
use leptos::prelude::RenderEffect;
use web_sys::Element;

use super::{answer, file, rich};
use crate::{
    calendar,
    components::{
        element::{append, button, effect, element, text},
        face,
        list::Drawn,
    },
    rows::{Fate, Row, Shows},
    session::Session,
    words::{fill, t},
};

/// A message that the log does not have yet.
pub(super) fn unsent(session: Session, row: Row) -> Drawn {
    let message = if let Shows::Unsent(id) = row.shows { session.unsent(id) } else { Message::default() };
    bubble(session, row, &Author::Visitor, baton_client::browser::now(), &message)
}

/// A message of the log, or one that was left with an e-mail address.
pub(super) fn sent(session: Session, row: Row, event: Event) -> Drawn {
    match event.what {
        What::Message(message) => bubble(session, row, &event.by, event.at, &message),
        What::Contact(Contact { email, text: words, client_id, .. }) => {
            let message = Message { text: words, client_id, ..Message::default() };
            let drawn = bubble(session, row, &event.by, event.at, &message);
            append(&drawn.element, &text("p", "note", &fill("contact.done", &email)));
            drawn
        }
        What::Requested { .. }
        | What::Rung { .. }
        | What::Ignored
        | What::Cancelled
        | What::Unanswered { .. }
        | What::Accepted { .. }
        | What::TakenOver
        | What::Transferred { .. }
        | What::AgentLost { .. }
        | What::Completed
        | What::Ended
        | What::Reactivated
        | What::Note(_)
        | What::Labelled { .. }
        | What::Settled
        | What::Rated(_)
        | What::Judged { .. }
        | What::Unsent { .. }
        | What::Hidden => element("div", "").into(),
    }
}

fn bubble(session: Session, row: Row, by: &Author, at: Timestamp, message: &Message) -> Drawn {
    let who = match by {
        Author::Visitor => t("you"),
        Author::Agent(agent) => agent.name.clone(),
        Author::Ai | Author::Clock => session.peek(|seen| seen.site.ai_name.clone()),
    };
    let seq = if let Shows::Event(seq) = row.shows { seq } else { 0 };
    let mut class = "row".to_owned();
    for (is, name) in [
        (row.own, " own"),
        (row.opens, " opens"),
        (*by == Author::Ai, " ai"),
        (seq == 0 || session.is_fresh(seq), " fresh"),
    ] {
        if is {
            class += name;
        }
    }
    let whole = element("div", &class);
    let line = text("p", "by", &who);
    if !row.own {
        let agent = if let Author::Agent(agent) = by { Some(agent) } else { None };
        session.peek(|seen| face::sign(&line, &who, agent, seen));
    }
    append(&whole, &line);
    let bubble = element("div", "bubble");
    if let Some(answered) = message.quote.and_then(|seq| session.event(seq)) {
        quote(&bubble, &answered.what);
    }
    if message.blocks.is_empty() && !message.text.is_empty() {
        append(&bubble, &text("p", "", &message.text));
    }
    rich::fill(&bubble, &message.blocks);
    append(&whole, &bubble);
    file::fill(session, &whole, &message.files);
    append(&whole, &text("time", "time", &calendar::clock(at)));
    let follows = if row.own {
        Some(fate(session, &whole, row.key, message.client_id, seq))
    } else if *by == Author::Ai {
        answer::fill(session, &whole, &bubble, seq, message)
    } else {
        None
    };
    Drawn { element: whole, _follows: follows }
}

/// The beginning of what the words answer, on one line.
fn quote(bubble: &Element, answered: &What) {
    let Some(words) = answered.words() else { return };
    let line = text("blockquote", "quote", words);
    if let What::Message(message) = answered {
        if let Some(first) = message.blocks.get(..1) {
            // The words of its first block, without their dress.
            line.set_text_content(None);
            rich::fill(&line, first);
            line.set_text_content(line.text_content().as_deref());
        } else if let Some(file) = message.files.first().filter(|_| words.is_empty()) {
            line.set_text_content(Some(&file.name));
        }
    }
    append(bubble, &line);
}

/// What became of an own message; a refused one can be sent again or taken back.
fn fate(session: Session, whole: &Element, key: u128, id: Option<ClientId>, seq: u64) -> RenderEffect<()> {
    let line = element("p", "");
    let words = element("span", "");
    append(&line, &words);
    if let Some(id) = id {
        append(&line, &button("link", &t("fate.retry"), move || session.retry(id)));
        append(&line, &button("link", &t("fate.edit"), move || session.edit(id)));
    }
    append(whole, &line);
    effect(move || {
        let (fate, last) = session.fate(key, id, seq);
        line.set_class_name(match fate {
            Fate::Failed => "fate failed",
            _ if last => "fate last",
            Fate::Sending | Fate::Sent | Fate::Delivered | Fate::Read => "fate",
        });
        let said = match fate {
            Fate::Sending => t("fate.sending"),
            Fate::Failed => t("fate.failed"),
            Fate::Sent => t("fate.sent"),
            Fate::Delivered => t("fate.delivered"),
            Fate::Read => t("fate.read"),
        };
        words.set_text_content(Some(&said));
    })
}
