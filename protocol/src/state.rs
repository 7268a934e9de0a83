//! Where a conversation stands, as clients see it.

use serde::{Deserialize, Serialize};

use crate::{
    event::{AgentRef, Event},
    id::ConversationId,
    time::Timestamp,
};

/// The conversation's state without what only the server needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateView {
    /// The AI agent answers.
    #[default]
    Ai,
    /// A transfer request is open.
    Requested {
        /// Since when.
        since: Timestamp,
    },
    /// A live agent holds the chat.
    Live {
        /// Who.
        agent: AgentRef,
    },
    /// A live agent marked it done; the AI agent goes on with the visitor's next message.
    Completed,
    /// Closed; the visitor's next message opens a new conversation.
    Ended,
}

/// How far the other side has got. Both numbers only grow, and `read` never passes `delivered`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    /// The last event that reached their screen's machine.
    pub delivered: u64,
    /// The last event that they had before their eyes.
    pub read: u64,
}

/// A visitor's place among those who wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// 1 is next.
    pub position: u32,
    /// The usual wait in milliseconds, from measured ones; none before there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait: Option<i64>,
}

/// New entries of a log, and the state after the last of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Events {
    /// Whose log.
    pub conversation: ConversationId,
    /// The state after the last event.
    pub state: StateView,
    /// In order, without gaps.
    pub events: Vec<Event>,
}

/// A stretch of a log as a reader scrolls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Whose log.
    pub conversation: ConversationId,
    /// In order, without gaps.
    pub events: Vec<Event>,
    /// There is something before the first of them.
    pub older: bool,
}

/// A conversation as it is opened: its state and the newest page of its log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The newest events.
    pub page: Page,
    /// The state after the last of them.
    pub state: StateView,
    /// How far this reader has got, as the server remembers.
    pub mine: Marks,
    /// How far the other side has got.
    pub theirs: Marks,
}
