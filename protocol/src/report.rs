//! Figures: what came in, who took it, how long it took, and what visitors thought of it.

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// `GET /api/v1/reports?from=YYYY-MM-DD&to=YYYY-MM-DD&zone=Europe/Vienna`, and where wished `site=KEY`, `team=N`,
/// `agent=N`: both days are within it, at most 400 of them. `GET /api/v1/reports/export?by=days|agents|teams&…` is
/// the same as CSV.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// All of it.
    pub total: Figures,
    /// Each day in order, those on which nothing happened included.
    pub days: Vec<Slice>,
    /// By who took or ignored the request.
    pub agents: Vec<Slice>,
    /// By the team that the request was for; those for everybody have the key `0`.
    pub teams: Vec<Slice>,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice {
    /// The day, or the live agent's or team's number.
    pub key: String,
    /// The live agent's or team's name; empty for a day, and for no team.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its figures.
    pub figures: Figures,
}

/// What happened in a time, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Conversations that began; 0 for a live agent.
    pub conversations: u32,
    /// Of them, those that the AI agent answered and nobody else was asked for; 0 for a live agent.
    pub alone: u32,
    /// Transfer requests of visitors; for a live agent those that they took or ignored.
    pub requests: u32,
    /// Requests that somebody took.
    pub accepted: u32,
    /// Times that a live agent ignored one.
    pub ignored: u32,
    /// Requests that their visitor took back, or left.
    pub abandoned: u32,
    /// Requests that ended because nobody came.
    pub unanswered: u32,
    /// From the request to its acceptance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait: Option<Spread>,
    /// From the acceptance to the live agent's first words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Spread>,
    /// Chats that their visitors rated.
    pub rated: u32,
    /// Of them, those with four or five stars.
    pub satisfied: u32,
}

/// How long something took, milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// Half of them took no longer.
    pub median: i64,
    /// Nine of ten took no longer.
    pub ninetieth: i64,
}

/// `GET /api/v1/today?zone=Europe/Vienna`: what the dashboard shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    /// Everybody's figures since midnight there.
    pub all: Figures,
    /// My own.
    pub mine: Figures,
    /// When somebody is there, a site each.
    pub sites: Vec<SiteToday>,
}

/// A site's opening hours as they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteToday {
    /// Its name.
    pub name: String,
    /// Open now.
    pub open: bool,
    /// Until when that is so; none where it never changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}
