//! line: what LINE delivers to a webhook, read without minding what is new in it.
//!
//! LINE asks that unknown events and fields be taken in, so nothing here is refused but what is no delivery at all: what
//! cannot be understood is [`Happened::Other`] or [`Content::Other`].

mod happening;
mod mend;
#[cfg(test)]
mod tests;

use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use sha2::{Digest, Sha256};
use thiserror::Error;

pub use baton_protocol::message::Media;
pub use happening::{Content, Happened, Happening, Said, Source, happening};

/// The longest `webhookEventId` that is kept as it is; LINE's have 26 letters.
const ID_BYTES: usize = 64;

/// One call of the webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The user id of the account that it is for; empty where LINE did not say.
    pub destination: String,
    /// In the order of the delivery, which need not be that of their times. None: LINE tries the address.
    pub events: Vec<Arrived>,
}

/// An event as it is to be kept before anything is done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    /// `webhookEventId`; where there is none, the SHA-256 of [`Arrived::json`] in hexadecimal digits.
    pub id: String,
    /// When it happened, in milliseconds since 1970; 0 where LINE did not say.
    pub at: i64,
    /// Whose events have to stay in order: the user of a one-to-one chat, or the group or room.
    pub user: Option<String>,
    /// The event itself, as it came. [`happening`] reads it.
    pub json: String,
}

/// Why a body is no delivery.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not JSON, or not an object.
    #[error("The body is not a JSON object. Check what stands between LINE and this server.")]
    Rubbish,
    /// Its `events` are no list.
    #[error("The body has no list of events. Check what stands between LINE and this server.")]
    NoEvents,
}

/// The whole body; what is in an event is not looked at further than its id, its time and whose it is.
#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, default)]
    destination: Option<&'a RawValue>,
    #[serde(borrow, default)]
    events: Option<&'a RawValue>,
}

/// Reads a signed body. An event that is no object is left out.
///
/// # Errors
///
/// A body that is no delivery. Nothing in it is worth keeping.
pub fn read(body: &[u8]) -> Result<Delivery, Unreadable> {
    // A list would be taken for an object's fields.
    let object = body.trim_ascii_start().starts_with(b"{");
    let body = if object { body } else { b"" };
    let body: Body<'_> = serde_json::from_slice(body).map_err(|_| Unreadable::Rubbish)?;
    let events = body.events.map_or("[]", RawValue::get);
    let events: Vec<&RawValue> = serde_json::from_str(events).map_err(|_| Unreadable::NoEvents)?;
    let destination = body.destination.and_then(|text| serde_json::from_str(text.get()).ok());
    let events = events.into_iter().map(RawValue::get).filter(|json| json.starts_with('{'));
    Ok(Delivery { destination: destination.unwrap_or_default(), events: events.map(arrived).collect() })
}

fn arrived(json: &str) -> Arrived {
    // What is too deep to be read is kept all the same: it is LINE's.
    let event = mend::parse(json).unwrap_or_default();
    let user = match happening::source(&event) {
        Source::User(id) | Source::Group(id) | Source::Room(id) => Some(id),
        Source::Nobody => None,
    };
    Arrived { id: id(&event, json), at: at(&event), user, json: json.to_owned() }
}

fn id(event: &Value, json: &str) -> String {
    match event["webhookEventId"].as_str().map(str::trim) {
        Some(id) if !id.is_empty() && id.len() <= ID_BYTES => id.to_owned(),
        _ => Sha256::digest(json).iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

fn at(event: &Value) -> i64 {
    event["timestamp"].as_i64().unwrap_or_default()
}
