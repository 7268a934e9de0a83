//! Sign-in, set-up, and who am I.

use serde::{Deserialize, Serialize};

use crate::{
    id::{AgentId, TeamId},
    time::Timestamp,
};

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
    /// The second factor, where the person has one: six digits, or a recovery code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
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

/// `GET /api/v1/people`: somebody who can sign in, as their colleagues see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their number.
    pub id: AgentId,
    /// E-mail address.
    pub email: String,
    /// First name, as visitors are told.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What they may do.
    pub role: Role,
    /// They may sign in.
    pub active: bool,
    /// They have not chosen a password yet.
    pub invited: bool,
    /// They sign in with a second factor.
    pub two_factor: bool,
    /// The teams that they are in.
    pub teams: Vec<TeamId>,
    /// Which version this is; a change names the one that it changes.
    pub version: u64,
}

/// `POST /api/v1/people`: invites somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// E-mail address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What they may do.
    pub role: Role,
    /// The teams that they are in.
    #[serde(default)]
    pub teams: Vec<TeamId>,
}

/// The answer to an invitation, or to a new link for one. The token is shown once; it belongs into the fragment of
/// `/console/invitation#TOKEN`, and is good for seven days.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// Who was invited.
    pub person: Person,
    /// For them alone.
    pub token: String,
}

/// `POST /api/v1/invitation`: whoever was invited chooses a password, and is signed in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// From the link's fragment.
    pub token: String,
    /// At least ten characters.
    pub password: String,
}

/// `PUT /api/v1/people/{id}`: what an admin may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonChange {
    /// What they may do.
    pub role: Role,
    /// They may sign in.
    pub active: bool,
    /// The teams that they are in.
    pub teams: Vec<TeamId>,
    /// The version that this changes.
    pub version: u64,
}

/// `GET /api/v1/audit`: newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// At most 50; ask for what comes after with `?before=` the last one's id.
    pub entries: Vec<AuditView>,
}

/// What somebody changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditView {
    /// Its place.
    pub id: u64,
    /// When.
    pub at: Timestamp,
    /// Who, by first and last name.
    pub person: String,
    /// Such as `person.invited`.
    pub what: String,
    /// Whom or what it is about.
    pub about: String,
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
