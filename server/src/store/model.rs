//! What the store keeps, as plain data.

mod figures;
mod files;
mod identity;
mod knowledge;
mod line;
mod people;
mod pushes;
mod sites;

use std::fmt;

pub(crate) use figures::{ConversationRow, Figure, Outcome, RatingRow, RequestRow, Rows, Span};
pub(crate) use files::{Erasure, StoredFile};
pub(crate) use identity::{Claim, Proved, SiteSecret};
pub(crate) use knowledge::{
    AnswerGiven, AnswerKind, AnswerRow, Birth, EntryFilter, NewLesson, NewTest, OpenQuestion, Published,
    Publishing, Shelved, StoredEntry, StoredImport, StoredModel, StoredPage, Taken,
};
pub(crate) use line::{
    Arrival, LineAbout, LineCall, LineMenus, LineUser, LineUserChange, NewArrival, NewCall, Out, OutWhat,
    Outbox, StoredLine,
};
pub(crate) use people::{
    AuditEntry, CannedChange, Edited, Factor, NewUser, StoredCanned, StoredTeam, TeamChange, User, UserChange,
};
pub(crate) use pushes::Pushed;
pub(crate) use sites::{Site, SiteSettings};

use baton_conversation::State;
use baton_protocol::{
    AgentId, ConversationId, Event, FileId, TeamId, Timestamp, VisitorId,
    agent::{Channel, Snippet},
    event::Why,
    state::Marks,
    visitor::{Identity, PageView},
};
use serde::{Deserialize, Serialize};

/// A conversation's number inside one store; small, so that keys are. Never leaves the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ConversationKey(pub(crate) i64);

/// A site's number inside one store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct SiteId(pub(crate) i64);

/// The SHA-256 of a 256-bit random token; the token itself is never kept.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct TokenHash(pub(crate) [u8; 32]);

impl fmt::Debug for TokenHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("TokenHash(…)")
    }
}

/// A conversation without its log.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Head {
    pub(crate) key: ConversationKey,
    pub(crate) id: ConversationId,
    pub(crate) site: SiteId,
    pub(crate) visitor: VisitorId,
    pub(crate) channel: Channel,
    pub(crate) opened: Timestamp,
    /// The number of the last event; also the version that a commit checks.
    pub(crate) seq: u64,
    /// How far the visitor has got.
    pub(crate) visitor_marks: Marks,
    /// How far the live agents' side has got.
    pub(crate) agent_marks: Marks,
    /// The rest, which is kept as one JSON text.
    pub(crate) body: HeadBody,
}

/// The part of a head that no query looks into.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct HeadBody {
    pub(crate) state: State,
    /// Since when it has been in this state.
    pub(crate) since: Timestamp,
    pub(crate) last: Option<Snippet>,
    /// The visitor's last message.
    pub(crate) asked: u64,
    /// The last of the visitor's messages that the AI agent has dealt with, or that a live agent was there for.
    pub(crate) answered: u64,
    /// The visitor's latest messages since a live agent was asked for, at most 99: what `unread` counts from.
    pub(crate) unseen: Vec<u64>,
    pub(crate) name: Option<String>,
    pub(crate) locale: String,
    /// The team that it is for.
    #[serde(default)]
    pub(crate) team: Option<TeamId>,
    /// The live agent who held it last, or the one before it.
    #[serde(default)]
    pub(crate) held: Option<AgentId>,
    /// Since when a message that the visitor left waits for somebody.
    #[serde(default)]
    pub(crate) left: Option<Timestamp>,
    #[serde(default)]
    pub(crate) labels: Vec<String>,
    /// The visitor has rated the last chat.
    #[serde(default)]
    pub(crate) rated: bool,
    /// What the visitor last asked before they asked for a person, shortened.
    #[serde(default)]
    pub(crate) question: String,
    /// The last request ended without anybody, and nobody has held the chat since.
    #[serde(default)]
    pub(crate) unanswered: Option<Why>,
    /// The visitor's request that is being counted.
    #[serde(default)]
    pub(crate) counting: Option<Counting>,
    /// How the AI agent fares with this visitor.
    #[serde(default)]
    pub(crate) rapport: Rapport,
}

/// How the AI agent fares with a visitor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rapport {
    /// Answers in a row that did not help.
    pub(crate) unhelped: u8,
    /// The last answer is one of them.
    pub(crate) poor: bool,
    /// The visitor has just said so.
    pub(crate) complained: bool,
    /// The AI agent offered a person, or asked for one by itself, with its last word.
    pub(crate) offered: bool,
    /// The visitor said no to that: it is not offered again before they ask.
    pub(crate) declined: bool,
}

/// A visitor's request, from its begin to the first words of whoever takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counting {
    /// The event that began it.
    pub(crate) seq: u64,
    pub(crate) at: Timestamp,
    /// Since when somebody has it.
    pub(crate) accepted: Option<Timestamp>,
}

/// A new conversation with its first events, whose `seq` begin at 1.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    pub(crate) id: ConversationId,
    pub(crate) site: SiteId,
    pub(crate) visitor: VisitorId,
    pub(crate) channel: Channel,
    pub(crate) at: Timestamp,
    pub(crate) body: HeadBody,
    pub(crate) events: Vec<Event>,
    /// Files that its messages name.
    pub(crate) files: Vec<FileId>,
    pub(crate) figures: Vec<Figure>,
    /// Events that have to go out to a messaging app.
    pub(crate) out: Vec<u64>,
    /// The visitor's current conversation as the opener knew it; another one is a conflict.
    pub(crate) instead_of: Option<ConversationKey>,
}

/// The next events of a conversation and its head after them: one unit of work.
#[derive(Clone, Debug)]
pub(crate) struct Commit {
    /// The head after the events; its marks are not written.
    pub(crate) head: Head,
    /// The version that the decision was made on: the `seq` before the first event.
    pub(crate) expected: u64,
    pub(crate) events: Vec<Event>,
    /// A measured wait, milliseconds, to be remembered with the request's acceptance.
    pub(crate) waited: Option<i64>,
    /// The visitor's name and e-mail address, where the events tell them.
    pub(crate) contact: Option<(String, String)>,
    /// The labels that the conversation is filed under from now on.
    pub(crate) labels: Option<Vec<String>>,
    /// Files that its messages name.
    pub(crate) files: Vec<FileId>,
    pub(crate) figures: Vec<Figure>,
    /// Events that have to go out to a messaging app.
    pub(crate) out: Vec<u64>,
    /// The message of this number loses its words and files.
    pub(crate) unsent: Option<u64>,
    /// Becomes the visitor's current conversation (a reactivation), unless another one that has not ended is.
    pub(crate) make_current: bool,
}

/// What became of an [`Opening`] or a [`Commit`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Committed {
    /// Durable. For an opening, with the conversation's new key.
    Stored(ConversationKey),
    /// Nothing was written: a message with this client id exists already. Where it stands, and the event itself.
    Duplicate { conversation: ConversationKey, id: ConversationId, event: Box<Event> },
    /// Nothing was written: somebody else was first. Load and decide again.
    Conflict,
}

/// Which conversations a list shows: those that pass every filter that is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ListFilter {
    /// Those that live agents still have to complete: requested or live.
    pub(crate) live_agent: bool,
    pub(crate) stage: Option<Stage>,
    pub(crate) channel: Option<Channel>,
    pub(crate) team: Option<TeamId>,
    /// Who holds it or held it last.
    pub(crate) agent: Option<AgentId>,
    pub(crate) label: Option<String>,
    /// Opened at or after.
    pub(crate) from: Option<Timestamp>,
    /// Opened before.
    pub(crate) to: Option<Timestamp>,
    /// Not those of these teams.
    pub(crate) hidden: Vec<TeamId>,
}

/// A state without what it carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Ai,
    Requested,
    Live,
    Completed,
    Ended,
}

/// What a search asks for: every phrase has to be in the same message. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrases(pub(crate) Vec<Phrase>);

/// Tokens that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) tokens: Vec<String>,
    /// The last token may go on.
    pub(crate) open: bool,
}

/// A conversation that a search has found, by its newest message that fits.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) head: Head,
    pub(crate) event: Event,
}

/// Whose marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Visitor,
    Agents,
}

/// A visitor as the store keeps them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Visitor {
    pub(crate) id: VisitorId,
    pub(crate) site: SiteId,
    pub(crate) current: Option<ConversationKey>,
    /// What the shop has proved of them.
    pub(crate) proved: Option<Proved>,
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) about: AboutVisitor,
    pub(crate) first_seen: Timestamp,
    pub(crate) last_seen: Timestamp,
    pub(crate) conversations: u32,
}

/// What a visitor's client tells of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AboutVisitor {
    pub(crate) locale: String,
    pub(crate) time_zone: String,
    pub(crate) user_agent: String,
    pub(crate) page: Option<PageView>,
    /// What the page says of them: nothing of it is proved.
    #[serde(default)]
    pub(crate) identity: Identity,
}
