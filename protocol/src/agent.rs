//! The live agent's connection: `/api/v1/agent/live`, and its HTTP twin. The session cookie says who it is.

use serde::{Deserialize, Serialize};

use crate::{
    event::Author,
    id::{AgentId, ClientId, ConversationId, VisitorId},
    people::Me,
    refusal::Refusal,
    rich::Block,
    state::{Events, Marks, Page, Snapshot, StateView},
    time::Timestamp,
    visitor::{Have, PageView},
};

/// What the console says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AgentFrame {
    /// The first frame: the conversations that this tab shows, and what it has of each.
    Hello(AgentHello),
    /// Do this; answered by `ack` or `refused` with the same id.
    Do {
        /// The client's own name for this command.
        id: ClientId,
        /// To which conversation.
        conversation: ConversationId,
        /// The command.
        what: AgentVerb,
    },
    /// Switch me to available, or away.
    Available(bool),
    /// Show me this conversation: answered by `opened`, then its events as they come.
    Open(ConversationId),
    /// I no longer look at it.
    Shut(ConversationId),
    /// I am writing there, or have stopped.
    Typing {
        /// Where.
        conversation: ConversationId,
        /// Writing, or stopped.
        on: bool,
    },
    /// How far I have got.
    Marks {
        /// In which conversation.
        conversation: ConversationId,
        /// The last event received.
        delivered: u64,
        /// The last event seen.
        read: u64,
    },
    /// Send the page before this event.
    Older {
        /// Of which conversation.
        conversation: ConversationId,
        /// Events before this number.
        before: u64,
    },
}

/// A live agent's greeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentHello {
    /// One entry a shown conversation.
    #[serde(default)]
    pub have: Vec<Have>,
}

/// A live agent's command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AgentVerb {
    /// Say something to the visitor.
    Send {
        /// Plain text.
        text: String,
    },
    /// Take the request.
    Accept,
    /// No longer ring me for it.
    Ignore,
    /// Step in.
    TakeOver,
    /// Pass the chat on to this live agent.
    Transfer {
        /// To whom.
        to: AgentId,
    },
    /// Done: back to the AI agent.
    Complete,
    /// Close the chat.
    End,
    /// Come back to a finished conversation.
    Reactivate,
}

/// What the server tells the console.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentNews {
    /// The answer to the greeting.
    Welcome(AgentWelcome),
    /// A conversation's card is new or has changed. Cards that no longer concern this agent come once more, as they
    /// now are, so that the client can drop them.
    Summary(Summary),
    /// A conversation as it is opened.
    Opened(Box<Opened>),
    /// New events of an open conversation.
    Events(Events),
    /// An older page.
    Page(Page),
    /// The command is stored and committed.
    Ack {
        /// The command's id.
        id: ClientId,
        /// Where it stands.
        conversation: ConversationId,
        /// The number of its first event.
        seq: u64,
    },
    /// It was not done.
    Refused {
        /// The command's id, where it could be read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<ClientId>,
        /// The conversation it was about, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        conversation: Option<ConversationId>,
        /// Why.
        why: Refusal,
    },
    /// So many live agents are available.
    Available(u32),
    /// My own switch, as it now stands; it may have been moved in another tab.
    Switch(bool),
    /// Somebody is writing, or has stopped.
    Typing {
        /// Where.
        conversation: ConversationId,
        /// Who.
        by: Author,
        /// Writing, or stopped.
        on: bool,
    },
    /// The AI agent's words so far, in an open conversation; each draft replaces the last.
    Draft {
        /// Where.
        conversation: ConversationId,
        /// The words; none means that they were dropped.
        blocks: Vec<Block>,
    },
    /// How far the visitor has got.
    Marks {
        /// Where.
        conversation: ConversationId,
        /// The visitor's marks.
        marks: Marks,
    },
}

/// The answer to a live agent's greeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentWelcome {
    /// Who I am.
    pub me: Me,
    /// My switch.
    pub switch: bool,
    /// Live agents available now.
    pub available: u32,
    /// The log's epoch.
    pub epoch: String,
    /// The server's clock.
    pub now: Timestamp,
    /// Requests, my chats and what I finished lately: every card that concerns me.
    pub cards: Vec<Summary>,
}

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

/// A conversation as a live agent opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Its card.
    pub card: Summary,
    /// Its newest page.
    pub snapshot: Snapshot,
    /// Its visitor.
    pub visitor: VisitorDetails,
}

/// What is known of a visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitorDetails {
    /// Their number.
    pub id: VisitorId,
    /// What they call themselves; not proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address that they gave; not proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// BCP 47.
    pub locale: String,
    /// IANA name; empty where unknown.
    pub time_zone: String,
    /// The browser's own description.
    pub user_agent: String,
    /// The page that they are, or were last, on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageView>,
    /// First visit.
    pub first_seen: Timestamp,
    /// Last sign of life.
    pub last_seen: Timestamp,
    /// A connection is open now.
    pub online: bool,
    /// How many conversations they have had, this one included.
    pub conversations: u32,
}

/// One page of the Conversations list, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationList {
    /// The cards.
    pub cards: Vec<Summary>,
    /// Ask for what comes after with `?after=` this; none at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
