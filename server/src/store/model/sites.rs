//! What the store keeps of a site.

use std::collections::BTreeMap;

use baton_protocol::{
    FileId, TeamId,
    site::{Form, Hours, Look, Position, Proof},
};
use serde::{Deserialize, Serialize};

use super::SiteId;

/// One web embed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Site {
    pub(crate) id: SiteId,
    /// Its public name, in the snippet.
    pub(crate) key: String,
    /// Grows with every change.
    pub(crate) version: u64,
    pub(crate) settings: SiteSettings,
}

/// What an admin sets for a site; kept as one JSON text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SiteSettings {
    pub(crate) name: String,
    pub(crate) ai_name: String,
    pub(crate) greeting: String,
    pub(crate) suggestions: Vec<String>,
    /// *Users can request a live agent during chat*.
    pub(crate) requests: bool,
    /// `#rrggbb`.
    pub(crate) accent: String,
    /// Origins that may embed the chat; empty: any.
    pub(crate) origins: Vec<String>,
    /// The team that its requests ring; none: everybody.
    pub(crate) team: Option<TeamId>,
    /// When somebody is there.
    pub(crate) hours: Hours,
    /// The AI agent's picture.
    pub(crate) picture: Option<FileId>,
    /// Where the launcher stands.
    pub(crate) position: Position,
    /// How launcher and panel look.
    pub(crate) look: Look,
    /// What a visitor is asked for before the first message.
    pub(crate) form: Form,
    /// Whether visitors have to prove who they are.
    pub(crate) proof: Proof,
    /// Words in place of the chat's own, by their keys.
    pub(crate) texts: BTreeMap<String, String>,
}

impl Default for SiteSettings {
    fn default() -> Self {
        Self {
            name: String::new(),
            ai_name: "Assistant".to_owned(),
            greeting: String::new(),
            suggestions: Vec::new(),
            requests: true,
            accent: "#2f6f4f".to_owned(),
            origins: Vec::new(),
            team: None,
            hours: Hours::default(),
            picture: None,
            position: Position::default(),
            look: Look::default(),
            form: Form::default(),
            proof: Proof::default(),
            texts: BTreeMap::new(),
        }
    }
}
