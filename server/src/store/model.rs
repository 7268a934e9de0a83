//! What the store keeps, as plain data.

use std::fmt;

use baton_conversation::State;
use baton_protocol::{
    AgentId, ConversationId, Event, Timestamp, VisitorId,
    agent::{Channel, Snippet},
    people::Role,
    state::Marks,
    visitor::PageView,
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
    /// Becomes the visitor's current conversation (a reactivation), unless another one that has not ended is.
    pub(crate) make_current: bool,
}

/// What became of an [`Opening`] or a [`Commit`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Committed {
    /// Durable. For an opening, with the conversation's new key.
    Stored(ConversationKey),
    /// Nothing was written: a message with this client id exists already. Where it stands, and the event itself.
    Duplicate { conversation: ConversationKey, id: ConversationId, event: Event },
    /// Nothing was written: somebody else was first. Load and decide again.
    Conflict,
}

/// Which conversations a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ListFilter {
    #[default]
    All,
    /// Those that live agents still have to complete: requested or live.
    LiveAgent,
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
}

/// A person who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) id: AgentId,
    pub(crate) email: String,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) role: Role,
    /// Argon2id, PHC string.
    pub(crate) password: String,
    /// The switch *Available*; kept so that a restart does not send everybody home.
    pub(crate) available: bool,
}

/// A person to be added. The e-mail address is in lower case.
#[derive(Clone, Debug)]
pub(crate) struct NewUser {
    pub(crate) email: String,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) role: Role,
    pub(crate) password: String,
    pub(crate) at: Timestamp,
}

/// One web embed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Site {
    pub(crate) id: SiteId,
    /// Its public name, in the snippet.
    pub(crate) key: String,
    pub(crate) settings: SiteSettings,
}

/// What an admin sets for a site; kept as one JSON text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SiteSettings {
    pub(crate) name: String,
    pub(crate) ai_name: String,
    pub(crate) greeting: String,
    pub(crate) suggestions: Vec<String>,
    /// *Users can request a live agent during chat*.
    pub(crate) requests: bool,
    /// `#rrggbb`.
    pub(crate) accent: String,
    /// Origins that may embed the chat; empty: any.
    pub(crate) origins: Vec<String>,
}

impl Default for SiteSettings {
    fn default() -> Self {
        Self {
            name: String::new(),
            ai_name: "Assistant".to_owned(),
            greeting: String::new(),
            suggestions: Vec::new(),
            requests: true,
            accent: "#2f6f4f".to_owned(),
            origins: Vec::new(),
        }
    }
}

/// An article of a site's knowledge, Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredArticle {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) body: String,
}
