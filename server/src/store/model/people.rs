//! What the store keeps of people, their teams and what they changed.

use baton_protocol::{AgentId, FileId, TeamId, Timestamp, people::Role};

/// A person who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) id: AgentId,
    pub(crate) email: String,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) role: Role,
    /// Argon2id, PHC string; empty until whoever was invited has chosen one.
    pub(crate) password: String,
    /// They may sign in.
    pub(crate) active: bool,
    /// Grows with every change.
    pub(crate) version: u64,
    pub(crate) factor: Factor,
    /// What visitors see of them.
    pub(crate) picture: Option<FileId>,
    pub(crate) teams: Vec<TeamId>,
    /// The switch *Available*; kept so that a restart does not send everybody home.
    pub(crate) available: bool,
}

/// A person to be added. The e-mail address is in lower case.
#[derive(Clone, Debug)]
pub(crate) struct NewUser {
    pub(crate) email: String,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) role: Role,
    /// Empty for whoever is invited.
    pub(crate) password: String,
    pub(crate) teams: Vec<TeamId>,
    pub(crate) at: Timestamp,
}

/// The second factor: a shared secret (RFC 6238).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Factor {
    /// Asked for at every sign-in.
    pub(crate) secret: Option<Vec<u8>>,
    /// Shown, and not confirmed yet.
    pub(crate) offered: Option<Vec<u8>>,
    /// The last step that was used: each is good once.
    pub(crate) step: u64,
}

/// What is to be different about a person; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct UserChange {
    pub(crate) email: Option<String>,
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) role: Option<Role>,
    pub(crate) active: Option<bool>,
    pub(crate) password: Option<String>,
    pub(crate) factor: Option<Factor>,
    pub(crate) picture: Option<Option<FileId>>,
    pub(crate) teams: Option<Vec<TeamId>>,
}

/// What became of a change. Nothing was written unless it is `Done`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Edited<T> {
    /// As it now is.
    Done(T),
    /// There is no such thing.
    Missing,
    /// Somebody else has changed it: the version that was named is an old one.
    Stale,
    /// The name, shortcut or e-mail address belongs to another one.
    Taken,
    /// Nobody would be left who may administer.
    LastAdmin,
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredTeam {
    pub(crate) id: TeamId,
    pub(crate) name: String,
    /// Only its members, and admins, see its conversations.
    pub(crate) closed: bool,
    pub(crate) members: Vec<AgentId>,
    pub(crate) version: u64,
}

/// A team as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TeamChange {
    pub(crate) name: String,
    pub(crate) closed: bool,
    pub(crate) members: Vec<AgentId>,
}

/// A reply that is kept at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredCanned {
    pub(crate) id: u32,
    pub(crate) shortcut: String,
    pub(crate) text: String,
    pub(crate) team: Option<TeamId>,
    pub(crate) version: u64,
}

/// A kept reply as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CannedChange {
    pub(crate) shortcut: String,
    pub(crate) text: String,
    pub(crate) team: Option<TeamId>,
}

/// What somebody changed, when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AuditEntry {
    /// Its place; 0 before it is stored.
    pub(crate) id: u64,
    pub(crate) at: Timestamp,
    pub(crate) person: AgentId,
    /// Such as `person.invited`.
    pub(crate) what: String,
    /// Whom or what it is about, in words.
    pub(crate) about: String,
}
