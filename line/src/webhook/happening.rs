//! line: what happened, told by one event.

#[cfg(test)]
mod tests;

use serde_json::Value;

use super::{Media, mend};

/// How many words of a sticker are kept, and how long each may be.
const STICKER_WORDS: usize = 15;
const WORD_CHARS: usize = 100;

/// An event that was understood as far as it can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// As [`super::Arrived::id`].
    pub id: String,
    /// As [`super::Arrived::at`].
    pub at: i64,
    /// Another module answers: nothing may be sent.
    pub standby: bool,
    /// LINE has delivered it before, or tried to. Its reply token may be too old.
    pub redelivered: bool,
    /// Where.
    pub source: Source,
    /// Answers for free, once, and within a minute.
    pub reply_token: Option<String>,
    /// What.
    pub what: Happened,
}

/// Where something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// In the one-to-one chat with this user id.
    User(String),
    /// In this group.
    Group(String),
    /// In this room: a chat of several people without a name.
    Room(String),
    /// LINE does not say, or in words that are not known yet.
    Nobody,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Somebody wrote or sent something.
    Said(Said),
    /// The sender took a message back.
    Unsent {
        /// The message's id.
        message: String,
    },
    /// The account was added as a friend, or unblocked.
    Followed {
        /// Unblocked.
        back: bool,
    },
    /// The account was blocked or removed. Nothing can be sent.
    Unfollowed,
    /// The account was put into a group or a room.
    Joined,
    /// A button was pressed.
    Pressed {
        /// What the button carries.
        data: String,
    },
    /// Something else: nothing is to be done.
    Other,
}

/// What somebody sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The message's id.
    pub id: String,
    /// Marks this message and all before it as read. Never too old.
    pub read_token: Option<String>,
    /// The id of the message that it answers.
    pub quoted: Option<String>,
    /// What it is.
    pub what: Content,
}

/// What a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Words. LINE's own emoji are in them as their names in brackets.
    Text(String),
    /// A picture, video, sound or file.
    Media {
        /// Which of them.
        kind: Media,
        /// A file's name, as the sender's device gave it.
        name: Option<String>,
        /// It is not at LINE but at this address, which is somebody's and may be empty. It is not to be fetched.
        elsewhere: Option<String>,
    },
    /// A sticker.
    Sticker {
        /// What is written on it, then what LINE says that it shows; often nothing.
        words: Vec<String>,
    },
    /// A place.
    Place {
        /// Its name; may be empty.
        title: String,
        /// Its address; may be empty.
        address: String,
        /// Millionths of a degree, north of the equator.
        latitude: i32,
        /// Millionths of a degree, east of Greenwich.
        longitude: i32,
    },
    /// Something that is not known yet.
    Other,
}

/// Reads an event that was kept. None: it is no event.
#[must_use]
pub fn happening(json: &str) -> Option<Happening> {
    let event = mend::parse(json).filter(Value::is_object)?;
    Some(Happening {
        id: super::id(&event, json),
        at: super::at(&event),
        standby: event["mode"] == "standby",
        redelivered: event["deliveryContext"]["isRedelivery"] == true,
        source: source(&event),
        reply_token: text(&event["replyToken"]),
        what: happened(&event),
    })
}

pub(super) fn source(event: &Value) -> Source {
    let source = &event["source"];
    let (id, place): (_, fn(String) -> Source) = match source["type"].as_str() {
        Some("user") => (&source["userId"], Source::User),
        Some("group") => (&source["groupId"], Source::Group),
        Some("room") => (&source["roomId"], Source::Room),
        _ => return Source::Nobody,
    };
    text(id).map_or(Source::Nobody, place)
}

fn happened(event: &Value) -> Happened {
    let what = match event["type"].as_str() {
        Some("message") => said(&event["message"]).map(Happened::Said),
        Some("unsend") => text(&event["unsend"]["messageId"]).map(|message| Happened::Unsent { message }),
        Some("follow") => Some(Happened::Followed { back: event["follow"]["isUnblocked"] == true }),
        Some("unfollow") => Some(Happened::Unfollowed),
        Some("join") => Some(Happened::Joined),
        Some("postback") => text(&event["postback"]["data"]).map(|data| Happened::Pressed { data }),
        _ => None,
    };
    what.unwrap_or(Happened::Other)
}

/// None without an id: it could neither be fetched nor taken back.
fn said(message: &Value) -> Option<Said> {
    let media = |kind, name| {
        let provider = &message["contentProvider"];
        let outside = provider["type"] == "external";
        let elsewhere = outside.then(|| text(&provider["originalContentUrl"]).unwrap_or_default());
        Content::Media { kind, name, elsewhere }
    };
    let what = match message["type"].as_str() {
        Some("text") => message["text"].as_str().map(|words| Content::Text(words.to_owned())),
        Some("image") => Some(media(Media::Picture, None)),
        Some("video") => Some(media(Media::Video, None)),
        Some("audio") => Some(media(Media::Audio, None)),
        Some("file") => Some(media(Media::File, text(&message["fileName"]))),
        Some("sticker") => Some(Content::Sticker { words: sticker(message) }),
        Some("location") => place(message),
        _ => None,
    };
    Some(Said {
        id: text(&message["id"])?,
        read_token: text(&message["markAsReadToken"]),
        quoted: text(&message["quotedMessageId"]),
        what: what.unwrap_or(Content::Other),
    })
}

fn sticker(message: &Value) -> Vec<String> {
    let keywords = message["keywords"].as_array().into_iter().flatten();
    let mut words: Vec<String> = Vec::new();
    for word in std::iter::once(&message["text"]).chain(keywords).filter_map(text) {
        let word: String = word.trim().chars().take(WORD_CHARS).collect();
        if words.len() < STICKER_WORDS && !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// None where there is no such place on Earth.
fn place(message: &Value) -> Option<Content> {
    Some(Content::Place {
        title: text(&message["title"]).unwrap_or_default(),
        address: text(&message["address"]).unwrap_or_default(),
        latitude: degrees(&message["latitude"], 90.0)?,
        longitude: degrees(&message["longitude"], 180.0)?,
    })
}

fn degrees(value: &Value, most: f64) -> Option<i32> {
    let degrees = value.as_f64().filter(|degrees| degrees.abs() <= most)?;
    format!("{:.0}", degrees * 1e6).parse().ok()
}

/// Words that are there. Ids are strings at LINE; a number in their place is the same id.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
