//! A site's settings: what its AI agent says, whom its requests ring, and when somebody is there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    id::{FileId, TeamId},
    time::Timestamp,
};

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

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// As the visitor's device is set.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// What the launcher shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Icon {
    /// A speech bubble.
    #[default]
    Bubble,
    /// A question mark.
    Question,
    /// A person.
    Person,
}

/// When the panel is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preload {
    /// When a visitor points at the launcher, focuses or presses it.
    #[default]
    Intent,
    /// Once the page is quiet and the network good.
    Idle,
}

/// Whether something is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Not at all.
    #[default]
    No,
    /// It may stay empty.
    Optional,
    /// It has to be given.
    Required,
}

/// What a visitor is asked for before the first message. Nothing is asked of those who have proved who they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Form {
    /// Their name.
    pub name: Asked,
    /// Their e-mail address.
    pub email: Asked,
}

/// Whether visitors have to prove who they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// Those who do keep their conversations across devices; others may write as well.
    #[default]
    Optional,
    /// Nobody writes without.
    Required,
}

/// How launcher and panel look, beside the accent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Look {
    /// Light or dark.
    pub scheme: Scheme,
    /// Radius of the panel's corners, CSS pixels, at most 24.
    pub radius: u8,
    /// What the launcher shows.
    pub icon: Icon,
    /// Text beside it, at most 24 characters; empty: none.
    pub label: String,
    /// The shop's own picture in the panel's header, from `POST /api/v1/sites/{key}/picture`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<FileId>,
    /// When the panel is made.
    pub preload: Preload,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            scheme: Scheme::default(),
            radius: 16,
            icon: Icon::default(),
            label: String::new(),
            logo: None,
            preload: Preload::default(),
        }
    }
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
    /// How launcher and panel look.
    #[serde(default)]
    pub look: Look,
    /// What a visitor is asked for before the first message.
    #[serde(default)]
    pub form: Form,
    /// Whether visitors have to prove who they are.
    #[serde(default)]
    pub proof: Proof,
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

/// `GET /api/v1/sites/{key}/secret`: what is known of the secret that a shop signs its visitors' proofs with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretView {
    /// When it was made; none: there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Timestamp>,
    /// The one before is good until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former_until: Option<Timestamp>,
}

/// `POST /api/v1/sites/{key}/secret`: a new secret. It is shown once; the one before stays good for 24 hours.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSecret {
    /// 64 hexadecimal digits. What signs is these digits as text, not the bytes that they stand for.
    pub secret: String,
}

/// `GET /api/v1/sites/{key}/refused`: a page that is not among the site's origins has asked for its chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedOrigin {
    /// Such as `https://shop.example`.
    pub origin: String,
    /// The first time.
    pub first: Timestamp,
    /// The last time.
    pub last: Timestamp,
    /// How often, counted at most once a minute.
    pub times: u64,
}

/// `POST /api/v1/sites/{key}/refused`: admits it from now on. `DELETE`: forgets that it was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OriginChoice {
    /// Such as `https://shop.example`.
    pub origin: String,
}
