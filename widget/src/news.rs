//! widget: the server's news, read from JSON by hand.

use std::collections::BTreeMap;

use baton_client::{Party, Visitor, wire::Incoming};
use baton_protocol::{
    Author, ClientId, Code, ConversationId, Event, FileId, Refusal, StateView, Timestamp,
    poll::Polled,
    site::{Asked, Form, Look, Proof, Scheme},
    state::{Events, Marks, Page, Queue, Snapshot},
    visitor::{SiteView, VisitorNews, Welcome},
};

use crate::{
    json::Json,
    say::{Greeting, Said},
};

mod event;

pub(crate) use event::{attachment, attachments, author};

/// A visitor's side of the line, as [`Visitor`], but for how it reads and writes.
pub(crate) struct Panel;

/// One piece of news; `None` where this panel does not know its kind, so that a newer server may say more. Beside it the
/// site's own words, where it speaks of the site: in the library's map they would weigh too much.
pub(crate) struct News(pub(crate) Option<VisitorNews>, pub(crate) Option<Texts>);

/// Words and their keys.
pub(crate) type Texts = Vec<(String, String)>;

impl Party for Panel {
    type Hello = Greeting;
    type Frame = Said;
    type News = News;
    const PATH: &'static str = Visitor::PATH;
    const SILENCE_MS: u64 = Visitor::SILENCE_MS;

    fn hello(hello: Greeting) -> Said {
        Said::Frame(Visitor::hello(hello.0))
    }

    fn is_welcome(news: &News) -> bool {
        news.0.as_ref().is_some_and(Visitor::is_welcome)
    }

    fn is_answered(frame: &Said) -> bool {
        if let Said::Frame(frame) = frame { Visitor::is_answered(frame) } else { false }
    }

    fn refused(frame: &Said, why: Refusal) -> Option<News> {
        let Said::Frame(frame) = frame else { return None };
        Visitor::refused(frame, why).map(|news| News(Some(news), None))
    }
}

impl Incoming for News {
    fn read(text: &str) -> Option<Self> {
        Json::parse(text).map(|json| one(&json))
    }

    fn polled(text: &str) -> Option<Polled<Self>> {
        let json = Json::parse(text)?;
        Some(Polled { stamp: json.get("stamp").text_if_any()?, news: json.get("news").list(one) })
    }

    fn answered(text: &str) -> Option<Vec<Self>> {
        Json::parse(text).map(|json| json.get("news").list(one))
    }

    fn why(text: &str) -> Option<Refusal> {
        Json::parse(text).map(|json| refusal(&json))
    }
}

fn one(json: &Json) -> News {
    let (name, value) = json.variant();
    let texts = match name {
        "welcome" => Some(texts(value.get("site"))),
        "site" => Some(texts(value)),
        _ => None,
    };
    News(news(json), texts)
}

fn refusal(json: &Json) -> Refusal {
    Refusal::new(code(&json.get("code").text()), json.get("message").text())
}

fn news(json: &Json) -> Option<VisitorNews> {
    let (name, value) = json.variant();
    Some(match name {
        "welcome" => VisitorNews::Welcome(welcome(value)),
        "snapshot" => VisitorNews::Snapshot(snapshot(value)?),
        "events" => VisitorNews::Events(Events {
            conversation: conversation(value)?,
            state: state(value.get("state")),
            events: events(value),
        }),
        "page" => VisitorNews::Page(page(value)?),
        "ack" => VisitorNews::Ack {
            id: client_id(value.get("id"))?,
            conversation: conversation(value)?,
            seq: value.get("seq").number() as u64,
        },
        "refused" => VisitorNews::Refused { id: client_id(value.get("id")), why: refusal(value.get("why")) },
        "available" => VisitorNews::Available(value.number() as u32),
        "queue" => {
            let wait = value.get("wait");
            let wait = (*wait != Json::Null).then(|| wait.number());
            VisitorNews::Queue(Queue { position: value.get("position").number() as u32, wait })
        }
        "typing" => VisitorNews::Typing { by: event::author(value.get("by")), on: value.get("on").is_true() },
        "draft" => VisitorNews::Draft(value.list(event::block)),
        "marks" => VisitorNews::Marks(marks(value)),
        "site" => VisitorNews::Site(site(value)),
        _ => return None,
    })
}

fn welcome(json: &Json) -> Welcome {
    Welcome {
        token: json.get("token").text_if_any(),
        epoch: json.get("epoch").text(),
        now: Timestamp(json.get("now").number()),
        site: site(json.get("site")),
        available: json.get("available").number() as u32,
        conversation: snapshot(json.get("conversation")),
        verified: json.get("verified").is_true(),
        resumed: json.get("resumed").is_true(),
    }
}

fn snapshot(json: &Json) -> Option<Snapshot> {
    Some(Snapshot {
        page: page(json.get("page"))?,
        state: state(json.get("state")),
        mine: marks(json.get("mine")),
        theirs: marks(json.get("theirs")),
    })
}

/// A page of a conversation, older than what is held or by itself.
pub(crate) fn page(json: &Json) -> Option<Page> {
    Some(Page { conversation: conversation(json)?, events: events(json), older: json.get("older").is_true() })
}

fn events(json: &Json) -> Vec<Event> {
    json.get("events").list(event::event)
}

/// A site's own words.
pub(crate) fn texts(site: &Json) -> Texts {
    let Json::Map(entries) = site.get("texts") else { return Vec::new() };
    let mut texts = Vec::new();
    for (key, words) in entries {
        let words = words.text();
        if !words.is_empty() {
            texts.push((key.clone(), words));
        }
    }
    texts
}

/// A site, in news or in the page itself, but for its own words.
pub(crate) fn site(json: &Json) -> SiteView {
    SiteView {
        name: json.get("name").text(),
        ai_name: json.get("ai_name").text(),
        greeting: json.get("greeting").text(),
        suggestions: json.get("suggestions").list(Json::text),
        requests: json.get("requests").is_true(),
        accent: json.get("accent").text(),
        picture: FileId::parse(&json.get("picture").text()),
        look: look(json.get("look")),
        form: Form { name: asked(json.get("form").get("name")), email: asked(json.get("form").get("email")) },
        proof: if json.get("proof").text() == "required" { Proof::Required } else { Proof::Optional },
        mails: json.get("mails").is_true(),
        texts: BTreeMap::new(),
        opens: Some(json.get("opens").number()).filter(|at| *at > 0).map(Timestamp),
    }
}

/// What of a site's look is the panel's: the rest is the launcher's.
fn look(json: &Json) -> Look {
    let radius = json.get("radius");
    Look {
        scheme: scheme(&json.get("scheme").text()),
        radius: if *radius == Json::Null { Look::default().radius } else { radius.number() as u8 },
        logo: FileId::parse(&json.get("logo").text()),
        ..Look::default()
    }
}

/// Light or dark, by its name.
pub(crate) fn scheme(name: &str) -> Scheme {
    match name {
        "light" => Scheme::Light,
        "dark" => Scheme::Dark,
        _ => Scheme::Auto,
    }
}

fn asked(json: &Json) -> Asked {
    match &*json.text() {
        "optional" => Asked::Optional,
        "required" => Asked::Required,
        _ => Asked::No,
    }
}

pub(crate) fn state(json: &Json) -> StateView {
    let (name, value) = json.variant();
    match name {
        "requested" => StateView::Requested { since: Timestamp(value.get("since").number()) },
        "live" => StateView::Live { agent: event::agent(value.get("agent")) },
        "completed" => StateView::Completed,
        "ended" => StateView::Ended,
        _ => StateView::Ai,
    }
}

fn marks(json: &Json) -> Marks {
    Marks { delivered: json.get("delivered").number() as u64, read: json.get("read").number() as u64 }
}

fn conversation(json: &Json) -> Option<ConversationId> {
    ConversationId::parse(&json.get("conversation").text())
}

/// The id that a client gave to its command.
pub(crate) fn client_id(json: &Json) -> Option<ClientId> {
    ClientId::parse(&json.text())
}

/// Only the codes that have words of their own; the rest read as one.
fn code(name: &str) -> Code {
    match name {
        "too_long" => Code::TooLong,
        "slow_down" => Code::SlowDown,
        "requests_off" => Code::RequestsOff,
        "invalid" => Code::Invalid,
        _ => Code::Unavailable,
    }
}

/// Whether somebody else than the visitor said it.
pub(crate) fn is_other(by: &Author) -> bool {
    *by != Author::Visitor
}

#[cfg(test)]
mod tests;
