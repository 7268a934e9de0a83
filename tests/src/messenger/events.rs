//! tests: events as LINE tells them to a webhook.

use serde_json::{Value, json};

use super::{
    blobs::Blob,
    chat::Thing,
    kept::{Kept, hex},
};

/// What somebody sends.
#[derive(Clone, Debug)]
pub enum Sends {
    /// Words.
    Words(String),
    /// A picture.
    Picture(Vec<u8>),
    /// A video, which is not there at once.
    Video(Vec<u8>),
    /// Sound.
    Audio(Vec<u8>),
    /// A file.
    File(String, Vec<u8>),
    /// A picture, a video or sound that lies at another server.
    Elsewhere(&'static str),
    /// A sticker that shows this; some say nothing.
    Sticker(&'static [&'static str]),
    /// A place: its name, its address, degrees north and east.
    Place(&'static str, &'static str, f64, f64),
    /// Whatever this is.
    Other(Value),
}

impl Sends {
    /// Words.
    #[must_use]
    pub fn words(text: &str) -> Self {
        Self::Words(text.to_owned())
    }

    /// As it shows in the chat of whoever sends it.
    pub(super) fn thing(&self) -> Thing {
        match self {
            Self::Words(words) => Thing::Words(words.clone()),
            Self::Picture(_) => Thing::Sent("a picture"),
            Self::Video(_) => Thing::Sent("a video"),
            Self::Audio(_) => Thing::Sent("a sound"),
            Self::File(..) => Thing::Sent("a file"),
            Self::Elsewhere(_) => Thing::Sent("something elsewhere"),
            Self::Sticker(_) => Thing::Sent("a sticker"),
            Self::Place(..) => Thing::Sent("a place"),
            Self::Other(_) => Thing::Sent("something"),
        }
    }
}

/// An event of this kind from this source.
pub(super) fn event(kept: &mut Kept, kind: &str, source: &Value) -> Value {
    json!({
        "type": kind,
        "mode": "active",
        "timestamp": kept.timestamp(),
        "source": source,
        "webhookEventId": ulid(),
        "deliveryContext": { "isRedelivery": false },
    })
}

/// An event of this kind from one person, which may be replied to.
pub(super) fn of(kept: &mut Kept, kind: &str, user: &str) -> Value {
    let mut event = event(kept, kind, &json!({ "type": "user", "userId": user }));
    event["replyToken"] = json!(kept.reply_token(user));
    event
}

/// A message from this source; its id.
pub(super) fn message(kept: &mut Kept, source: &Value, to: &str, sends: &Sends) -> (String, Value) {
    let id = kept.message_id();
    let mut message = json!({ "id": id });
    let mut is = |fields: Value| {
        for (name, value) in fields.as_object().expect("fields") {
            message[name] = value.clone();
        }
    };
    let line = || json!({ "type": "line" });
    match sends {
        Sends::Words(text) => is(json!({ "type": "text", "text": text, "quoteToken": hex(16) })),
        Sends::Picture(_) => is(json!({ "type": "image", "contentProvider": line(), "quoteToken": hex(16) })),
        Sends::Video(_) => is(json!({ "type": "video", "duration": 60_000, "contentProvider": line() })),
        Sends::Audio(_) => is(json!({ "type": "audio", "duration": 2_000, "contentProvider": line() })),
        Sends::File(name, bytes) => is(json!({ "type": "file", "fileName": name, "fileSize": bytes.len() })),
        Sends::Elsewhere(kind) => {
            let address = format!("{}/secret.jpg", kept.elsewhere);
            let provider =
                json!({ "type": "external", "originalContentUrl": address, "previewImageUrl": address });
            is(json!({ "type": kind, "duration": 1_000, "contentProvider": provider }));
        }
        Sends::Sticker(words) => {
            is(json!({
                "type": "sticker",
                "packageId": "446",
                "stickerId": "1988",
                "stickerResourceType": "STATIC",
            }));
            if !words.is_empty() {
                is(json!({ "keywords": words }));
            }
        }
        Sends::Place(title, address, latitude, longitude) => is(json!({
            "type": "location", "title": title, "address": address, "latitude": latitude, "longitude": longitude,
        })),
        Sends::Other(value) => is(value.clone()),
    }
    if let Some(blob) = blob(sends) {
        kept.blobs.insert(id.clone(), blob);
    }
    message["markAsReadToken"] = json!(kept.read_token(to));
    let mut told = event(kept, "message", source);
    told["replyToken"] = json!(kept.reply_token(to));
    told["message"] = message;
    (id, told)
}

fn blob(sends: &Sends) -> Option<Blob> {
    let (bytes, mime, prepared) = match sends {
        Sends::Picture(bytes) if bytes.starts_with(b"\x89PNG") => (bytes, "image/png", false),
        Sends::Picture(bytes) => (bytes, "image/jpeg", false),
        Sends::Video(bytes) => (bytes, "video/mp4", true),
        Sends::Audio(bytes) => (bytes, "audio/x-m4a", true),
        Sends::File(_, bytes) => (bytes, "application/octet-stream", false),
        _ => return None,
    };
    Some(Blob {
        bytes: bytes.clone(),
        mime: mime.to_owned(),
        not_yet: usize::from(prepared),
        prepared,
        spoiled: false,
        dropped: None,
        given: 0,
    })
}

/// A webhook event's id: 26 characters of Crockford's base 32.
fn ulid() -> String {
    const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut random = [0; 24];
    getrandom::fill(&mut random).expect("random bytes");
    let tail = random.iter().map(|byte| char::from(DIGITS[usize::from(byte % 32)]));
    format!("01{}", tail.collect::<String>())
}
