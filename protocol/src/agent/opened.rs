//! A conversation as a live agent opens it: its card, its newest page, its visitor, its brief.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::card::Summary;
use crate::{
    event::Event,
    id::{ConversationId, VisitorId},
    line::Undelivered,
    state::Snapshot,
    time::Timestamp,
    visitor::PageView,
};

/// A conversation as a live agent opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Its card.
    pub card: Summary,
    /// Its newest page.
    pub snapshot: Snapshot,
    /// Its visitor.
    pub visitor: VisitorDetails,
    /// The site's name.
    #[serde(default)]
    pub site: String,
    /// What has happened so far, in a few lines.
    #[serde(default)]
    pub brief: Brief,
    /// Messages that have not reached LINE.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undelivered: Vec<Undelivered>,
}

/// A conversation in a few lines: each names the event that it is taken from, but for what a model wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// The question in the visitor's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<BriefLine>,
    /// What the AI agent answered, by the titles of its articles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tried: Vec<BriefLine>,
    /// What stayed open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<BriefLine>,
    /// Addresses and numbers that the visitor gave.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contact: Vec<BriefLine>,
    /// What a model makes of it, where the site has one; it may be wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
}

/// One line of a brief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BriefLine {
    /// The event that it is taken from.
    pub seq: u64,
    /// Words of that event, shortened.
    pub text: String,
}

/// What is known of a visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitorDetails {
    /// Their number.
    pub id: VisitorId,
    /// What they call themselves; not proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The address that they gave; not proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The shop's own name of them, proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// They have a picture: `GET /api/v1/visitors/{id}/picture`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub picture: bool,
    /// In the messaging app, they have blocked the account or left it: nothing reaches them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
    /// The site has signed who they are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub verified: bool,
    /// The shop's own attributes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// BCP 47.
    pub locale: String,
    /// IANA name; empty where unknown.
    pub time_zone: String,
    /// The browser's own description.
    pub user_agent: String,
    /// The page that they are, or were last, on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageView>,
    /// First visit.
    pub first_seen: Timestamp,
    /// Last sign of life.
    pub last_seen: Timestamp,
    /// A connection is open now.
    pub online: bool,
    /// How many conversations they have had, this one included.
    pub conversations: u32,
}

/// `GET /api/v1/visitors/{id}`: a visitor, and every conversation that they have had, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitorRecord {
    /// Who they are.
    pub visitor: VisitorDetails,
    /// Their conversations.
    pub conversations: Vec<Summary>,
}

/// `GET /api/v1/visitors/{id}/export`: everything that is kept of a visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitorExport {
    /// Who they are.
    pub visitor: VisitorDetails,
    /// Every conversation, newest first.
    pub conversations: Vec<WholeConversation>,
}

/// A conversation with its whole log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WholeConversation {
    /// Its card.
    pub card: Summary,
    /// Its log, oldest first.
    pub events: Vec<Event>,
}

/// The answer to `DELETE /api/v1/visitors/{id}`: what was erased. Nothing of it is left in the store or its search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Whose it was.
    pub visitor: VisitorId,
    /// The conversations that are gone.
    pub conversations: Vec<ConversationId>,
    /// How many events they had.
    pub events: u64,
    /// How many pictures and files.
    #[serde(default)]
    pub files: u64,
    /// When.
    pub at: Timestamp,
}
