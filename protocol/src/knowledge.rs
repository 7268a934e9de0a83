//! Knowledge: what editors write, and what is imported, for the AI agent to answer from. Edited as a draft.

use serde::{Deserialize, Serialize};

use crate::{
    id::{AgentId, ConversationId, EntryId, ImportId},
    time::Timestamp,
};

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Written {
    /// A question, in the ways in which it is asked, and its answer.
    Pair {
        /// 1 to 50 phrasings of at most 500 characters; the first one names the entry.
        questions: Vec<String>,
        /// Markdown, at most 8,000 characters.
        answer: String,
    },
    /// A text to answer from.
    Article {
        /// Its title, at most 200 characters.
        title: String,
        /// Markdown, at most 200,000 characters.
        body: String,
    },
}

impl Written {
    /// The first phrasing, or the title.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Pair { questions, .. } => questions.first().map(String::as_str).unwrap_or_default(),
            Self::Article { title, .. } => title,
        }
    }
}

/// Where an entry comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// An editor wrote it.
    Hand,
    /// It was read from a file or a page.
    Import {
        /// By which import.
        import: ImportId,
        /// The page's address; none for a file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<String>,
        /// The page is no longer there.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        gone: bool,
    },
    /// It is a better answer than the AI agent's in this message.
    Correction {
        /// In which conversation.
        conversation: ConversationId,
        /// The AI agent's message.
        seq: u64,
    },
    /// A live agent's words taught it.
    Lesson {
        /// In which conversation.
        conversation: ConversationId,
        /// The live agent's message.
        seq: u64,
    },
    /// It answers questions that nobody had answered.
    Unanswered,
}

/// How a draft's entry stands to what is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// As it is published.
    Same,
    /// Not yet published.
    New,
    /// Published in other words.
    Changed,
    /// Published, and no longer in the draft.
    Removed,
}

/// `GET /api/v1/sites/{key}/knowledge/{entry}`: an entry of the draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number.
    pub id: EntryId,
    /// What it says.
    pub written: Written,
    /// Where it comes from.
    pub origin: Origin,
    /// How it stands to what is published.
    pub change: Change,
    /// Who wrote it so; nobody for what an import read, and what came with the demo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AgentId>,
    /// Since when it is so.
    pub at: Timestamp,
    /// Which version this is.
    pub version: u64,
}

/// A line in the list of entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRow {
    /// Its number.
    pub id: EntryId,
    /// A pair, not an article.
    pub pair: bool,
    /// The first phrasing, or the title.
    pub title: String,
    /// How the answer, or the text, begins; at most 160 characters of plain text.
    pub begins: String,
    /// Further phrasings of a pair.
    #[serde(default)]
    pub phrasings: u32,
    /// Where it comes from.
    pub origin: Origin,
    /// How it stands to what is published.
    pub change: Change,
    /// Since when it is so.
    pub at: Timestamp,
}

/// `GET /api/v1/sites/{key}/knowledge?find=WORDS&kind=pair|article&import=N&changed=true&after=N`: entries of the draft,
/// newest first, 50 at a time; `after` is the last row's number. Removed ones are listed where `changed` is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryPage {
    /// The rows.
    pub rows: Vec<EntryRow>,
    /// There are more.
    pub more: bool,
    /// All pairs of the draft.
    pub pairs: u32,
    /// All articles of the draft.
    pub articles: u32,
}

/// What an import reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum From {
    /// One page.
    Page {
        /// Its address, http or https.
        address: String,
    },
    /// The pages that a sitemap lists.
    Sitemap {
        /// The sitemap's address.
        address: String,
    },
    /// A file: Markdown, text, HTML, CSV of pairs, or PDF with text.
    File {
        /// Its name.
        name: String,
    },
}

/// How often pages are read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Only when somebody says so.
    #[default]
    Never,
    /// Each hour.
    Hour,
    /// Each day.
    Day,
    /// Each week.
    Week,
}

/// `POST /api/v1/sites/{key}/imports` for pages, and `PUT …/imports/{id}`, where the address stays as it is. A file is
/// the body of `POST /api/v1/sites/{key}/imports/file?name=NAME`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportWish {
    /// What to read.
    pub from: From,
    /// How often.
    #[serde(default)]
    pub every: Every,
    /// What was read again is published by itself, as long as no test breaks.
    #[serde(default)]
    pub publish: bool,
}

/// `GET /api/v1/sites/{key}/imports`: an import and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Its number.
    pub id: ImportId,
    /// What it reads.
    pub from: From,
    /// How often.
    pub every: Every,
    /// What was read again is published by itself, as long as no test breaks.
    pub publish: bool,
    /// Where it stands.
    pub progress: Progress,
    /// When it last ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ran: Option<Timestamp>,
    /// When it runs next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Timestamp>,
    /// Entries of the draft that come from it.
    pub entries: u32,
    /// What the last run found.
    pub found: Found,
    /// What could not be read, at most 100 of them.
    pub faults: Vec<Fault>,
}

/// Where an import stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// It waits for its turn.
    Waiting,
    /// It is at work.
    Running {
        /// Pages or rows that are dealt with.
        done: u32,
        /// How many there are, as far as is known.
        of: u32,
    },
    /// It has come to its end.
    Done,
    /// Somebody stopped it; what it had read is kept.
    Stopped,
    /// Nothing could be read.
    Failed {
        /// Why, in words for a person.
        why: String,
    },
}

/// What a run found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Entries that are new.
    pub new: u32,
    /// Entries that were read before in other words.
    pub changed: u32,
    /// Pages that are as they were.
    pub same: u32,
    /// Pages that are no longer there.
    pub gone: u32,
    /// Pages and rows that could not be read.
    pub failed: u32,
    /// Pages that were left out because there are too many.
    pub left: u32,
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The page's address, or the row.
    pub at: String,
    /// Why, in words for a person.
    pub why: String,
}
