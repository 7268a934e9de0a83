//! The numbered entries of a conversation's log: the truth that everything else is read from.

use serde::{Deserialize, Serialize};

pub use crate::message::{Extra, Media, Message, Source};
use crate::{
    file::Attachment,
    id::{AgentId, ClientId, FileId, TeamId},
    time::Timestamp,
};

/// One entry of a conversation's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// From 1, without gaps, in one conversation.
    pub seq: u64,
    /// When the server took it.
    pub at: Timestamp,
    /// Who did it.
    pub by: Author,
    /// What they did.
    pub what: What,
}

/// Who speaks or acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The person on the website.
    Visitor,
    /// The AI agent.
    Ai,
    /// A live agent.
    Agent(AgentRef),
    /// The clock, for what happens because time has passed.
    Clock,
}

/// A live agent as others see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentRef {
    /// Whose number.
    pub id: AgentId,
    /// First name, as visitors are told.
    pub name: String,
    /// Their picture: `GET /api/v1/pictures/{id}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<FileId>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Words.
    Message(Message),
    /// A transfer request begins.
    Requested {
        /// What led to it.
        reason: Reason,
        /// Whom it rings; empty where a visitor reads it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ring: Vec<AgentId>,
        /// When it ends by itself.
        until: Timestamp,
        /// The team that it is for; none where a visitor reads it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<TeamId>,
        /// The name of the rule that led to it; empty where a visitor reads it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        rule: String,
    },
    /// More live agents are rung.
    Rung {
        /// Those who are new.
        ring: Vec<AgentId>,
    },
    /// This live agent is no longer rung.
    Ignored,
    /// The visitor takes the request back.
    Cancelled,
    /// The request ends without anybody; the AI agent goes on.
    Unanswered {
        /// Why nobody came.
        why: Why,
    },
    /// A live agent takes the request.
    Accepted {
        /// How long the visitor waited, milliseconds.
        waited: i64,
    },
    /// A live agent steps in without a request having reached them.
    TakenOver,
    /// The live agent passes the chat on; only the named ones are rung.
    Transferred {
        /// To whom; nobody where a visitor reads it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Target>,
        /// Whom it rings; empty where a visitor reads it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ring: Vec<AgentId>,
        /// For whoever takes it; empty where a visitor reads it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
        /// When it ends by itself.
        until: Timestamp,
    },
    /// The live agent has been gone longer than the grace time; a request rings again, ahead of the queue.
    AgentLost {
        /// Whom it rings; empty where a visitor reads it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ring: Vec<AgentId>,
        /// When it ends by itself.
        until: Timestamp,
    },
    /// The live agent is done; the AI agent goes on.
    Completed,
    /// The chat is closed; the visitor's next message opens a new conversation.
    Ended,
    /// A live agent comes back to a finished conversation.
    Reactivated,
    /// The visitor leaves a message and how to reach them.
    Contact(Contact),
    /// A live agent's private words; no visitor ever reads them.
    Note(Note),
    /// A live agent files the conversation under these labels, and no others.
    Labelled {
        /// In the order in which they are shown.
        labels: Vec<String>,
    },
    /// A live agent has dealt with the message that the visitor left.
    Settled,
    /// What the visitor thinks of the chat with a live agent.
    Rated(Rating),
    /// What the visitor thinks of an answer of the AI agent; a later verdict replaces an earlier one.
    Judged {
        /// The number of the answer.
        seq: u64,
        /// It helped.
        helpful: bool,
    },
    /// Something that this reader is not shown; it keeps the numbers without gaps.
    Hidden,
    /// The visitor took a message back, in the messaging app: its words and files are gone.
    Unsent {
        /// The number of the message.
        seq: u64,
    },
}

/// To whom a chat is passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// This live agent.
    Agent(AgentId),
    /// The available members of this team.
    Team(TeamId),
}

/// A private note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The sender's own name for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// As it was written.
    pub text: String,
}

/// A visitor's verdict after a chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// From 1, bad, to 5, good.
    pub stars: u8,
    /// What they add; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What led to a transfer request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The button.
    Button,
    /// The visitor asked for a person in words.
    Words,
    /// The AI agent's own decision.
    Ai,
    /// Two answers in a row did not help.
    NotHelped,
    /// The visitor is angry.
    Anger,
    /// A rule of an editor.
    Rule,
}

/// Why a request ended without anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Nobody took it in time.
    Timeout,
    /// Everybody who was rung ignored it.
    AllIgnored,
    /// No live agent was there.
    Nobody,
}

/// How to reach a visitor who leaves a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What to call them.
    pub name: String,
    /// Where to write to.
    pub email: String,
    /// What they want.
    pub text: String,
    /// In an event, the sender's own name for it; a command has its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
}

impl What {
    /// The sender's own name for these words, where they have one.
    #[must_use]
    pub fn client_id(&self) -> Option<ClientId> {
        if let Self::Message(Message { client_id, .. })
        | Self::Contact(Contact { client_id, .. })
        | Self::Note(Note { client_id, .. }) = self
        {
            *client_id
        } else {
            None
        }
    }

    /// Gives these words another name, and returns the one that they had. Nothing else has one.
    pub fn rename(&mut self, name: Option<ClientId>) -> Option<ClientId> {
        if let Self::Message(Message { client_id, .. })
        | Self::Contact(Contact { client_id, .. })
        | Self::Note(Note { client_id, .. }) = self
        {
            std::mem::replace(client_id, name)
        } else {
            None
        }
    }

    /// The files that go with a message.
    #[must_use]
    pub fn files(&self) -> &[Attachment] {
        if let Self::Message(message) = self { &message.files } else { &[] }
    }

    /// The words of a message, of one that a visitor leaves, or of a note.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        if let Self::Message(Message { text, .. })
        | Self::Contact(Contact { text, .. })
        | Self::Note(Note { text, .. }) = self
        {
            Some(text)
        } else {
            None
        }
    }
}
