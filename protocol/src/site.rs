//! A site's settings: what its AI agent says, whom its requests ring, and when somebody is there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{FileId, TeamId};

/// `GET /api/v1/sites`: a site as its editors and admins see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteRecord {
    /// Its public key, in the snippet.
    pub key: String,
    /// *Agent Configuration*.
    pub agent: AgentSettings,
    /// *Site*.
    pub embed: EmbedSettings,
    /// Which version this is.
    pub version: u64,
}

/// *Agent Information*, in force at once; how it answers is part of the draft
/// ([`Answering`](crate::answering::Answering)). For editors: `PUT /api/v1/sites/{key}/agent` with [`Versioned`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentSettings {
    /// The AI agent's name.
    pub name: String,
    /// Said before the first message.
    pub greeting: String,
    /// Questions offered at the start, at most six.
    pub suggestions: Vec<String>,
    /// Its picture, from `POST /api/v1/sites/{key}/picture`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<FileId>,
    /// *Users can request a live agent during chat*.
    pub requests: bool,
}

/// How the AI agent speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Says hello, and what it is glad of.
    #[default]
    Friendly,
    /// Comes to the point.
    Brief,
}

/// Where the launcher stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// At the right.
    #[default]
    Right,
    /// At the left.
    Left,
}

/// The embed, for admins: `PUT /api/v1/sites/{key}/embed` with [`Versioned`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbedSettings {
    /// The shop's name.
    pub name: String,
    /// The accent colour, `#rrggbb`.
    pub accent: String,
    /// Origins that may embed the chat, such as `https://shop.example`; empty: any.
    pub origins: Vec<String>,
    /// Where the launcher stands.
    #[serde(default)]
    pub position: Position,
    /// Words in place of the chat's own, by their keys; at most 300 characters each.
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
    /// The team that its requests ring; none: everybody.
    pub team: Option<TeamId>,
    /// When somebody is there.
    pub hours: Hours,
}

/// Opening hours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hours {
    /// IANA name, such as `Europe/Vienna`; empty: always open.
    pub time_zone: String,
    /// Open from and to, as minutes after midnight, per day from Monday to Sunday.
    pub week: Vec<Vec<(u16, u16)>>,
    /// Closed all day, `YYYY-MM-DD`.
    pub holidays: Vec<String>,
}

/// A change and the version that it changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Versioned<T> {
    /// The version that this changes.
    pub version: u64,
    /// What is to be.
    pub to: T,
}

/// `POST /api/v1/sites`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSite {
    /// 2 to 40 small letters, digits and hyphens.
    pub key: String,
    /// The shop's name.
    pub name: String,
}
