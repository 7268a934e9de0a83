//! What somebody says: words with what goes with them.

use serde::{Deserialize, Serialize};

use crate::{
    file::Attachment,
    id::{ClientId, EntryId},
    rich::Block,
};

/// Words of a visitor, a live agent or the AI agent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The sender's own name for it; none for the AI agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// As it was written; for the AI agent, Markdown.
    pub text: String,
    /// The same, formatted; empty where the text is plain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// The passages that the AI agent's words came from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// The number of the message that this one answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<u64>,
    /// Pictures and files that go with it; its text may then be empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
    /// The AI agent found nothing and offers a person.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub offers_person: bool,
    /// The AI agent asks back: a click on one of these says it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// What a messaging app knows besides words and files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra: Option<Extra>,
}

/// What a messaging app knows besides words and files. The message's text says as much of it as words can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extra {
    /// A sticker; the text says what it shows, where LINE does.
    Sticker,
    /// A place; the text is its name and address.
    Place {
        /// Millionths of a degree, north of the equator.
        latitude: i32,
        /// Millionths of a degree, east of Greenwich.
        longitude: i32,
    },
    /// Something that lies at another server; the text is its address. It was not fetched.
    Elsewhere {
        /// What it is.
        kind: Media,
    },
    /// Something that was sent and could not be fetched.
    Lost {
        /// What it was.
        kind: Media,
    },
    /// The visitor took the message back; nothing of it is left.
    Unsent,
}

/// What a file of a messaging app is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// A picture.
    Picture,
    /// A video.
    Video,
    /// Sound.
    Audio,
    /// Any other file.
    File,
}

/// A passage that an answer came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The article's title.
    pub title: String,
    /// The passage itself, as stored.
    pub passage: String,
    /// The page that it was read from, http or https.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The entry that it stands in; none where a visitor reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
}
