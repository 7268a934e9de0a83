//! What can be asked of a conversation. Whoever asks has been checked already: a command's author is who it says.

use std::collections::BTreeSet;

use baton_protocol::{
    AgentId, TeamId, Timestamp,
    event::{AgentRef, Contact, Message, Note, Rating, Reason, Target},
};

/// One wish, with all that the rules need to know of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The visitor says something.
    VisitorSays(Message),
    /// The AI agent says something.
    AiSays(Message),
    /// A live agent says something.
    AgentSays(AgentRef, Message),
    /// A transfer request.
    Request {
        /// What led to it.
        reason: Reason,
        /// The site's *Users can request a live agent during chat*.
        allowed: bool,
        /// Whom it can reach.
        reach: Reach,
        /// The name of the editor's rule that led to it; empty where none did.
        rule: String,
    },
    /// Live agents who have become available ring too.
    Ring(BTreeSet<AgentId>),
    /// A live agent takes the request.
    Accept(AgentRef),
    /// A live agent does not want to be rung.
    Ignore {
        /// Who.
        agent: AgentRef,
        /// Others may still become available before the deadline.
        more_may_come: bool,
    },
    /// The visitor takes the request back.
    Cancel,
    /// A live agent steps in.
    TakeOver(AgentRef),
    /// A live agent passes the chat on.
    Transfer {
        /// Whose chat it is.
        from: AgentRef,
        /// To whom.
        to: Target,
        /// Whom it rings: those of them who are available.
        ring: BTreeSet<AgentId>,
        /// For whoever takes it.
        note: String,
        /// When the request ends by itself.
        until: Timestamp,
    },
    /// A live agent writes a private note.
    Note(AgentRef, Note),
    /// A live agent files the conversation under these labels.
    Label(AgentRef, Vec<String>),
    /// A live agent has dealt with the message that the visitor left.
    Settle(AgentRef),
    /// The visitor says what they think of the chat.
    Rate(Rating),
    /// The visitor says what they think of an answer; whoever asks has seen that it is one of the AI agent's.
    Judge {
        /// The number of the answer.
        seq: u64,
        /// It helped.
        helpful: bool,
    },
    /// The visitor takes a message back; whoever asks has seen that it is one of theirs.
    Unsend(u64),
    /// The live agent who holds the chat is gone longer than the grace time.
    AgentLost {
        /// Who is gone.
        agent: AgentId,
        /// Whom the request can reach.
        reach: Reach,
    },
    /// Time has passed: end what is due.
    Tick,
    /// A live agent is done.
    Complete(AgentRef),
    /// A live agent closes the chat.
    AgentEnds(AgentRef),
    /// The visitor closes the chat.
    VisitorEnds,
    /// A live agent comes back to a finished conversation.
    Reactivate(AgentRef),
    /// The visitor leaves a message and how to reach them.
    LeaveContact(Contact),
}

/// Whom a request can reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Live agents available now.
    pub ring: BTreeSet<AgentId>,
    /// The team that it is for.
    pub team: Option<TeamId>,
    /// Others are signed in and switched on, and may become available before the deadline.
    pub more_may_come: bool,
    /// When the request ends by itself.
    pub until: Timestamp,
}
