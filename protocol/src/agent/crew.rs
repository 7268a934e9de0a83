//! Who works here.

use serde::{Deserialize, Serialize};

use crate::id::{AgentId, TeamId};

/// The live agents and their teams, to pass chats on to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crew {
    /// Everybody who can sign in.
    pub people: Vec<Colleague>,
    /// Every team.
    pub teams: Vec<TeamView>,
}

/// A live agent as the others see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Their number.
    pub id: AgentId,
    /// First and last name.
    pub name: String,
    /// Signed in, switched on, connected now and under their limit.
    pub available: bool,
    /// The teams that they are in.
    pub teams: Vec<TeamId>,
}

/// A team as live agents see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamView {
    /// Its number.
    pub id: TeamId,
    /// Its name.
    pub name: String,
}
