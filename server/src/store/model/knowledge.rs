//! What the store keeps of what the AI agent knows.

use baton_protocol::{
    AgentId, ConversationId, EntryId, ImportId, Timestamp,
    answering::{Answering, ModelSettings},
    knowledge::{Every, Fault, Found, From, Progress, Written},
    publishing::Expects,
};

use super::{ConversationKey, SiteId};

/// An entry as an answer needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredEntry {
    pub(crate) id: EntryId,
    /// Of what it says; the same number, the same words.
    pub(crate) revision: i64,
    pub(crate) written: Written,
    /// The page that it was read from.
    pub(crate) address: Option<String>,
    /// Since when it says so.
    pub(crate) at: Timestamp,
}

/// Everything that answers come from: of a draft, or of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shelved {
    /// The draft's version, or the number of the published one.
    pub(crate) number: u64,
    pub(crate) answering: Answering,
    pub(crate) entries: Vec<StoredEntry>,
}

/// Where a new entry comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Birth {
    Hand,
    Correction(ConversationId, u64),
    Lesson(ConversationId, u64),
    Unanswered,
}

/// Which entries of a draft a list shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct EntryFilter {
    /// Words that it has, in any case.
    pub(crate) find: String,
    /// Pairs, or articles.
    pub(crate) pair: Option<bool>,
    pub(crate) import: Option<ImportId>,
    /// Those that are not as they are published, removed ones too.
    pub(crate) changed: bool,
    /// Those with a smaller number.
    pub(crate) after: Option<EntryId>,
}

/// A draft that is to be published.
#[derive(Clone, Debug)]
pub(crate) struct Publishing {
    pub(crate) site: SiteId,
    pub(crate) what: Published,
    pub(crate) by: Option<AgentId>,
    pub(crate) at: Timestamp,
    pub(crate) note: String,
}

/// What is published.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Published {
    /// The draft of this version.
    Draft(u64),
    /// What is in force, with what the draft has of this import's entries.
    Import(ImportId),
    /// What this version said; the draft becomes the same.
    Again(u32),
}

/// A test that is to be kept.
#[derive(Clone, Debug)]
pub(crate) struct NewTest {
    pub(crate) question: String,
    pub(crate) locale: String,
    pub(crate) expects: Expects,
    /// It comes with a correction.
    pub(crate) correction: bool,
    pub(crate) by: AgentId,
    pub(crate) at: Timestamp,
}

/// An import as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredImport {
    pub(crate) id: ImportId,
    pub(crate) site: SiteId,
    pub(crate) from: From,
    pub(crate) every: Every,
    pub(crate) publish: bool,
    pub(crate) progress: Progress,
    pub(crate) found: Found,
    pub(crate) faults: Vec<Fault>,
    pub(crate) ran: Option<Timestamp>,
    pub(crate) next: Option<Timestamp>,
    /// Entries of the draft that come from it.
    pub(crate) entries: u32,
}

/// A page that an import has read before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredPage {
    pub(crate) address: String,
    pub(crate) etag: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) gone: bool,
}

/// What reading a page, or a file, changed in the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    pub(crate) new: u32,
    pub(crate) changed: u32,
    pub(crate) same: u32,
}

/// An answer as it is counted, written with its event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AnswerRow {
    pub(crate) kind: AnswerKind,
    pub(crate) by_model: bool,
    /// The visitor's message.
    pub(crate) asked: u64,
    pub(crate) question: String,
    pub(crate) locale: String,
    pub(crate) entries: Vec<EntryId>,
}

/// What kind of answer is counted; small talk is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AnswerKind {
    Answer,
    AskBack,
    Unknown,
}

/// An answer that was given, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AnswerGiven {
    pub(crate) at: Timestamp,
    pub(crate) kind: AnswerKind,
    pub(crate) by_model: bool,
    pub(crate) entries: Vec<EntryId>,
    pub(crate) helpful: Option<bool>,
    pub(crate) handed: bool,
}

/// A question without an answer that helped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OpenQuestion {
    /// Of the answer, as in the log.
    pub(crate) id: u64,
    pub(crate) conversation: ConversationId,
    pub(crate) asked: u64,
    pub(crate) text: String,
    pub(crate) at: Timestamp,
}

/// A pair that a chat may teach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewLesson {
    pub(crate) conversation: ConversationKey,
    pub(crate) seq: u64,
    pub(crate) by: AgentId,
    pub(crate) at: Timestamp,
    pub(crate) question: String,
    pub(crate) answer: String,
}

/// A site's model, with its key.
pub(crate) type StoredModel = ModelSettings;
