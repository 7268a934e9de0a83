//! The states of a conversation and what each carries.

use std::collections::BTreeSet;

use baton_protocol::{AgentId, StateView, TeamId, Timestamp, event::AgentRef};
use serde::{Deserialize, Serialize};

/// Where a conversation stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The AI agent answers.
    #[default]
    Ai,
    /// A transfer request is open; the AI agent keeps helping.
    Requested(Request),
    /// A live agent holds the chat; the AI agent is silent.
    Live(AgentRef),
    /// Handed back to the AI agent by this live agent, and done.
    Completed(AgentRef),
    /// Closed. By whom it was held last, if by anybody.
    Ended(Option<AgentRef>),
}

/// An open transfer request. It always has a deadline, so it always ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Since when the visitor waits.
    pub since: Timestamp,
    /// When it ends by itself.
    pub until: Timestamp,
    /// Who is rung.
    pub ringing: BTreeSet<AgentId>,
    /// Who is no longer rung, by their own wish.
    pub ignored: BTreeSet<AgentId>,
    /// A chat that its live agent lost: it goes ahead of the queue.
    pub urgent: bool,
    /// A transfer: nobody else is rung than whom it was passed on to.
    pub only: bool,
    /// The team that it is for; none: everybody.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// When it last began to ring somebody.
    #[serde(default)]
    pub rung: Timestamp,
}

impl Request {
    /// More live agents may be rung than those who are: a chat that was passed on to a person is theirs alone.
    #[must_use]
    pub const fn spreads(&self) -> bool {
        !self.only || self.team.is_some()
    }

    /// The order in which requests are served: lost chats first, then who waits longest.
    #[must_use]
    pub fn rank(&self) -> (bool, Timestamp) {
        (!self.urgent, self.since)
    }
}

impl State {
    /// The state as clients see it.
    #[must_use]
    pub fn view(&self) -> StateView {
        match self {
            Self::Ai => StateView::Ai,
            Self::Requested(request) => StateView::Requested { since: request.since },
            Self::Live(agent) => StateView::Live { agent: agent.clone() },
            Self::Completed(_) => StateView::Completed,
            Self::Ended(_) => StateView::Ended,
        }
    }

    /// The AI agent may speak.
    #[must_use]
    pub const fn ai_may_speak(&self) -> bool {
        matches!(self, Self::Ai | Self::Requested(_))
    }

    /// The open request, if there is one.
    #[must_use]
    pub const fn request(&self) -> Option<&Request> {
        match self {
            Self::Requested(request) => Some(request),
            Self::Ai | Self::Live(_) | Self::Completed(_) | Self::Ended(_) => None,
        }
    }

    /// The live agent who holds the chat, or held it last where it is finished.
    #[must_use]
    pub const fn agent(&self) -> Option<&AgentRef> {
        match self {
            Self::Live(agent) | Self::Completed(agent) => Some(agent),
            Self::Ended(agent) => agent.as_ref(),
            Self::Ai | Self::Requested(_) => None,
        }
    }
}
