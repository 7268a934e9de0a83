//! Teams, and the replies that they keep at hand.

use serde::{Deserialize, Serialize};

use crate::id::{AgentId, TeamId};

/// `GET /api/v1/teams`: a team as an admin sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Its number.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// Only its members, and admins, see its conversations.
    pub closed: bool,
    /// Who is in it.
    pub members: Vec<AgentId>,
    /// Which version this is.
    pub version: u64,
}

/// `POST /api/v1/teams`, and `PUT /api/v1/teams/{id}`, which names the version that it changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamChange {
    /// Its name.
    pub name: String,
    /// Only its members, and admins, see its conversations.
    #[serde(default)]
    pub closed: bool,
    /// Who is in it.
    #[serde(default)]
    pub members: Vec<AgentId>,
    /// The version that this changes; 0 for a new one.
    #[serde(default)]
    pub version: u64,
}

/// `GET /api/v1/canned`: a reply that is kept at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Canned {
    /// Its number.
    pub id: u32,
    /// What is typed after `/`.
    pub shortcut: String,
    /// Its words; `{name}`, `{first_name}`, `{agent}`, `{site}` and `{email}` are filled in.
    pub text: String,
    /// The team that it is for; none: everybody's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Which version this is.
    pub version: u64,
}

/// `POST /api/v1/canned`, and `PUT /api/v1/canned/{id}`, which names the version that it changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CannedChange {
    /// 1 to 40 letters, digits, hyphens and underscores.
    pub shortcut: String,
    /// Its words.
    pub text: String,
    /// The team that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The version that this changes; 0 for a new one.
    #[serde(default)]
    pub version: u64,
}
