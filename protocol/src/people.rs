//! Sign-in, set-up, and who am I.

use serde::{Deserialize, Serialize};

use crate::id::AgentId;

/// What a person may do. Each role may do all that the ones before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Holds chats.
    Analyst,
    /// Also teaches the AI agent.
    Editor,
    /// Also people, sites, channels and settings.
    Admin,
}

/// The person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Their number.
    pub id: AgentId,
    /// First name, as visitors are told.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address, which is how they sign in.
    pub email: String,
    /// What they may do.
    pub role: Role,
}

/// `POST /api/v1/session`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// E-mail address; case does not matter.
    pub email: String,
    /// Password.
    pub password: String,
}

/// `POST /api/v1/setup`: the first person, an admin, with the one-time token that the server printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetUp {
    /// From the link's fragment.
    pub token: String,
    /// E-mail address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// At least ten characters.
    pub password: String,
}

/// The body of every HTTP answer that is not a success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Why; where a field is wrong, `field` names it.
    #[serde(flatten)]
    pub why: crate::Refusal,
    /// The field that the sentence is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}
