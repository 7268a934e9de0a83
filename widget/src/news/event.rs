//! widget: an entry of a conversation's log, read from JSON by hand.

use baton_protocol::{
    AgentId, Author, Event, FileId, Timestamp, What,
    event::{AgentRef, Contact, Message, Rating, Reason, Source, Why},
    file::{Attachment, Pixels},
    rich::{Block, Span},
};

use super::client_id;
use crate::json::Json;

pub(super) fn event(json: &Json) -> Event {
    Event {
        seq: json.get("seq").number() as u64,
        at: Timestamp(json.get("at").number()),
        by: author(json.get("by")),
        what: what(json.get("what")),
    }
}

pub(crate) fn author(json: &Json) -> Author {
    let (name, value) = json.variant();
    match name {
        "visitor" => Author::Visitor,
        "ai" => Author::Ai,
        "agent" => Author::Agent(agent(value)),
        _ => Author::Clock,
    }
}

pub(super) fn agent(json: &Json) -> AgentRef {
    AgentRef {
        id: AgentId(json.get("id").number() as u32),
        name: json.get("name").text(),
        picture: FileId::parse(&json.get("picture").text()),
    }
}

/// What this panel does not know, it does not show.
fn what(json: &Json) -> What {
    let (name, value) = json.variant();
    let until = Timestamp(value.get("until").number());
    match name {
        "message" => What::Message(Message {
            client_id: client_id(value.get("client_id")),
            text: value.get("text").text(),
            blocks: value.get("blocks").list(block),
            sources: value.get("sources").list(|source| Source {
                title: source.get("title").text(),
                passage: source.get("passage").text(),
                address: source.get("address").text_if_any(),
                entry: None,
            }),
            quote: Some(value.get("quote").number() as u64).filter(|seq| *seq > 0),
            files: attachments(value.get("files")),
            offers_person: value.get("offers_person").is_true(),
            choices: value.get("choices").list(Json::text),
            extra: None,
        }),
        "requested" => {
            let reason = match value.get("reason").variant().0 {
                "button" => Reason::Button,
                "words" => Reason::Words,
                // Whatever led the AI agent to it, the visitor reads the same.
                _ => Reason::Ai,
            };
            What::Requested { reason, ring: Vec::new(), until, team: None, rule: String::new() }
        }
        "cancelled" => What::Cancelled,
        "unanswered" => {
            let why = match value.get("why").variant().0 {
                "nobody" => Why::Nobody,
                "all_ignored" => Why::AllIgnored,
                _ => Why::Timeout,
            };
            What::Unanswered { why }
        }
        "accepted" => What::Accepted { waited: value.get("waited").number() },
        "taken_over" => What::TakenOver,
        "transferred" => What::Transferred { to: None, ring: Vec::new(), note: String::new(), until },
        "agent_lost" => What::AgentLost { ring: Vec::new(), until },
        "completed" => What::Completed,
        "ended" => What::Ended,
        "reactivated" => What::Reactivated,
        "contact" => What::Contact(Contact {
            client_id: client_id(value.get("client_id")),
            name: value.get("name").text(),
            email: value.get("email").text(),
            text: value.get("text").text(),
        }),
        "rated" => {
            What::Rated(Rating { stars: value.get("stars").number() as u8, text: value.get("text").text() })
        }
        "judged" => {
            What::Judged { seq: value.get("seq").number() as u64, helpful: value.get("helpful").is_true() }
        }
        _ => What::Hidden,
    }
}

/// A stored file; `None` where it has no name to ask for it.
pub(crate) fn attachment(json: &Json) -> Option<Attachment> {
    let picture = json.get("picture");
    let picture =
        Pixels { width: picture.get("width").number() as u32, height: picture.get("height").number() as u32 };
    Some(Attachment {
        id: FileId::parse(&json.get("id").text())?,
        name: json.get("name").text(),
        mime: json.get("mime").text(),
        size: json.get("size").number() as u64,
        picture: Some(picture).filter(|picture| picture.width > 0),
    })
}

/// Those of a list that can be asked for.
pub(crate) fn attachments(json: &Json) -> Vec<Attachment> {
    let mut files = Vec::new();
    if let Json::List(items) = json {
        for item in items {
            if let Some(file) = attachment(item) {
                files.push(file);
            }
        }
    }
    files
}

pub(super) fn block(json: &Json) -> Block {
    let (name, value) = json.variant();
    match name {
        "head" => Block::Head(value.list(span)),
        "list" => Block::List {
            ordered: value.get("ordered").is_true(),
            items: value.get("items").list(|item| item.list(span)),
        },
        "code" => Block::Code(value.text()),
        _ => Block::Para(value.list(span)),
    }
}

fn span(json: &Json) -> Span {
    let (name, value) = json.variant();
    match name {
        "bold" => Span::Bold(value.text()),
        "italic" => Span::Italic(value.text()),
        "code" => Span::Code(value.text()),
        "link" => Span::Link { text: value.get("text").text(), href: value.get("href").text() },
        _ => Span::Text(value.text()),
    }
}
