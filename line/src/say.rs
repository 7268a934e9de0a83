//! line: messages that go out, as LINE takes them.

mod offer;
mod sender;
mod split;

pub use offer::{QUICKS, Quick};
pub use sender::Sender;
pub use split::{TEXT_UNITS, split};

use serde::{Deserialize, Serialize};

/// How many messages go in one call.
pub const BATCH: usize = 5;

/// One message. It serialises to LINE's own JSON.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    #[serde(flatten)]
    body: Body,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sender: Option<Sender>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quick_reply: Option<Quicks>,
}

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Body {
    Text { text: String },
    Image { original_content_url: String, preview_image_url: String },
}

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
struct Quicks {
    items: Vec<Quick>,
}

impl Message {
    /// Words. What is longer than [`TEXT_UNITS`] is cut off: [`split`] it first. LINE takes no empty text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::of(Body::Text { text: split::head(text, TEXT_UNITS).to_owned() })
    }

    /// A picture and its preview: `https:` addresses of a JPEG or PNG, 2,000 characters at most; at most 10 MB and 1 MB.
    #[must_use]
    pub fn picture(original: &str, preview: &str) -> Self {
        let (original, preview) = (original.to_owned(), preview.to_owned());
        Self::of(Body::Image { original_content_url: original, preview_image_url: preview })
    }

    /// The same, said by this sender; without one, LINE shows the account.
    #[must_use]
    pub fn by(mut self, sender: &Sender) -> Self {
        self.sender = (!sender.is_nobody()).then(|| sender.clone());
        self
    }

    /// The same with buttons under it, [`QUICKS`] at most. LINE shows those of a conversation's last message alone, and
    /// none on the desktop.
    #[must_use]
    pub fn offering(mut self, mut quicks: Vec<Quick>) -> Self {
        quicks.truncate(QUICKS);
        self.quick_reply = (!quicks.is_empty()).then_some(Quicks { items: quicks });
        self
    }

    const fn of(body: Body) -> Self {
        Self { body, sender: None, quick_reply: None }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{json, to_value};

    use super::*;

    #[test]
    fn a_message_is_lines_own_json_and_comes_back_from_it() {
        let message = Message::text("Hello")
            .by(&Sender::new("Mia", Some("https://chat.example.com/a.png".to_owned())))
            .offering(vec![Quick::say("Yes", "Yes, please"), Quick::press("Talk", "baton:talk", "Talk")]);
        let json = json!({
            "type": "text",
            "text": "Hello",
            "sender": { "name": "Mia", "iconUrl": "https://chat.example.com/a.png" },
            "quickReply": { "items": [
                { "type": "action", "action": { "type": "message", "label": "Yes", "text": "Yes, please" } },
                { "type": "action", "action": {
                    "type": "postback", "label": "Talk", "data": "baton:talk", "displayText": "Talk"
                } },
            ] },
        });
        assert_eq!(to_value(&message).unwrap(), json);
        assert_eq!(serde_json::from_value::<Message>(json).unwrap(), message);
    }

    #[test]
    fn what_is_not_there_is_not_written() {
        let picture =
            Message::picture("https://a/b", "https://a/c").by(&Sender::new("", None)).offering(vec![]);
        let json =
            json!({ "type": "image", "originalContentUrl": "https://a/b", "previewImageUrl": "https://a/c" });
        assert_eq!(to_value(&picture).unwrap(), json);
    }

    #[test]
    fn no_message_is_longer_than_line_takes() {
        let long = to_value(Message::text(&"👨‍👩‍👧".repeat(1_000))).unwrap();
        assert!(long["text"].as_str().unwrap().encode_utf16().count() <= TEXT_UNITS);
        let quicks = (0..20).map(|n| Quick::say(&n.to_string(), "x")).collect();
        let many = to_value(Message::text("x").offering(quicks)).unwrap();
        assert_eq!(many["quickReply"]["items"].as_array().unwrap().len(), QUICKS);
    }
}
