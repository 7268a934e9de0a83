//! The live agent's connection: `/api/v1/agent/live`, and its HTTP twin. The session cookie says who it is.

mod card;
mod crew;
mod opened;

use serde::{Deserialize, Serialize};

pub use card::{Channel, ConversationList, Hit, Piece, Rings, Snippet, Summary};
pub use crew::{Colleague, Crew, TeamView};
pub use opened::{
    Brief, BriefLine, Erased, Opened, VisitorDetails, VisitorExport, VisitorRecord, WholeConversation,
};

use crate::{
    event::{Author, Target},
    id::{ClientId, ConversationId, FileId},
    line::UndeliveredList,
    people::Me,
    refusal::Refusal,
    rich::Block,
    state::{Events, Marks, Page},
    time::Timestamp,
    visitor::Have,
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
        /// The number of the message that this one answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<u64>,
        /// Files that were uploaded for this conversation; the text may then be empty.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileId>,
    },
    /// Write down something that the visitor never sees.
    Note {
        /// Plain text.
        text: String,
    },
    /// Take the request.
    Accept,
    /// No longer ring me for it.
    Ignore,
    /// Step in.
    TakeOver,
    /// Pass the chat on.
    Transfer {
        /// To whom.
        to: Target,
        /// For whoever takes it; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// File it under these labels, and no others.
    Label {
        /// At most 20, each of at most 40 characters.
        labels: Vec<String>,
    },
    /// The message that the visitor left is dealt with.
    Settle,
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
    /// Who works here, and who of them is available: again whenever it changes.
    Crew(Crew),
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
    /// What of an open conversation has not reached LINE, again whenever it changes.
    Undelivered(UndeliveredList),
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
    /// Who works here.
    #[serde(default)]
    pub crew: Crew,
}
