//! What the store keeps of requests, to be counted later.

use baton_protocol::{AgentId, TeamId, Timestamp};

use super::AnswerRow;

/// What an event means to the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    /// A visitor's request begins, with this event.
    Began { seq: u64, team: Option<TeamId>, at: Timestamp },
    /// A live agent ignores it.
    Ignored { seq: u64, agent: AgentId },
    /// It is over.
    Ended { seq: u64, outcome: Outcome },
    /// Whoever took it says their first words, so many milliseconds later.
    Answered { seq: u64, after: i64 },
    /// The AI agent answers, with this event.
    Said { seq: u64, at: Timestamp, answer: Box<AnswerRow> },
    /// The visitor judges its answer of this number.
    Judged { answer: u64, helpful: bool },
    /// A chat is rated.
    Rated { seq: u64, team: Option<TeamId>, agent: Option<AgentId>, stars: u8, at: Timestamp },
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// This live agent took it, after so many milliseconds.
    Accepted(AgentId, i64),
    /// The visitor took it back, or left.
    Abandoned,
    /// Nobody came.
    Unanswered,
}

/// Rows of a time, as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rows {
    pub(crate) conversations: Vec<ConversationRow>,
    pub(crate) requests: Vec<RequestRow>,
    pub(crate) ratings: Vec<RatingRow>,
}

/// A conversation that began in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ConversationRow {
    pub(crate) at: Timestamp,
    pub(crate) team: Option<TeamId>,
    /// The AI agent answered, and nobody else was asked for.
    pub(crate) alone: bool,
}

/// A request that began in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RequestRow {
    pub(crate) at: Timestamp,
    pub(crate) team: Option<TeamId>,
    /// None while it is open.
    pub(crate) outcome: Option<Outcome>,
    pub(crate) answered: Option<i64>,
    pub(crate) ignored: Vec<AgentId>,
}

/// A rating that was given in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RatingRow {
    pub(crate) at: Timestamp,
    pub(crate) team: Option<TeamId>,
    pub(crate) agent: Option<AgentId>,
    pub(crate) stars: u8,
}

/// Which rows are read: those from `from` until before `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: Timestamp,
    pub(crate) to: Timestamp,
    pub(crate) site: Option<super::SiteId>,
}
