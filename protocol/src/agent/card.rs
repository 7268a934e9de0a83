//! A conversation's card, and the list of all conversations.

use serde::{Deserialize, Serialize};

use crate::{
    event::{Author, Why},
    id::{AgentId, ConversationId, TeamId, VisitorId},
    state::StateView,
    time::Timestamp,
};

/// A conversation's card in the lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Which conversation.
    pub id: ConversationId,
    /// Where it lives.
    pub channel: Channel,
    /// Its visitor's number.
    pub visitor: VisitorId,
    /// The visitor's name, once known. It is what they say, not proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The visitor's language, BCP 47.
    pub locale: String,
    /// Where it stands.
    pub state: StateView,
    /// This request rings me.
    pub rings_me: bool,
    /// I held this chat last.
    pub mine: bool,
    /// The team that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// A request's standing with the live agents; none where there is no request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rings: Option<Rings>,
    /// The last request ended without anybody, and why; none once somebody has held the chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<Why>,
    /// The visitor has left a message that waits since then for somebody to deal with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Timestamp>,
    /// What live agents filed it under.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// What the visitor asked before they asked for a person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// When it began.
    pub opened: Timestamp,
    /// Since when it has been in its state.
    pub since: Timestamp,
    /// The number of its last event.
    pub seq: u64,
    /// The last words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Snippet>,
    /// The visitor's messages that no live agent has seen.
    pub unread: u32,
}

/// Whom a request rings, and who did not want it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rings {
    /// Rung now.
    pub ringing: Vec<AgentId>,
    /// No longer rung, by their own wish.
    pub ignored: Vec<AgentId>,
    /// When it ends by itself.
    pub until: Timestamp,
    /// A chat that its live agent lost.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
}

/// The last words of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// Who said them.
    pub by: Author,
    /// Their beginning, at most 120 characters of plain text.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// Where a conversation lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A website.
    #[default]
    Web,
    /// The messaging app LINE.
    Line,
}

/// One page of the Conversations list, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationList {
    /// The cards.
    pub cards: Vec<Summary>,
    /// What a search has found, one for each card and in the same order; empty where nothing was searched for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hits: Vec<Hit>,
    /// Ask for what comes after with `?after=` this; none at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Where a search has found its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// The message's number.
    pub seq: u64,
    /// Some of its words, those that were looked for marked.
    pub text: Vec<Piece>,
}

/// A piece of a found message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// They were looked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hit: bool,
}
