//! What the store keeps of who visitors are.

use std::collections::BTreeMap;

use baton_protocol::{ConversationId, Timestamp, VisitorId};
use serde::{Deserialize, Serialize};

/// What a shop has proved of a visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Proved {
    /// The shop's own name of them.
    pub(crate) subject: String,
    /// None leaves what was proved before, as with the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) email: Option<String>,
    #[serde(default)]
    pub(crate) attributes: BTreeMap<String, String>,
}

/// Whom a proof led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) visitor: VisitorId,
    /// The token that was brought names them; else the fresh one does.
    pub(crate) keeps: bool,
    /// It did not before, or nothing was proved of them.
    pub(crate) news: bool,
    /// The visitor who has become this one, and their conversations.
    pub(crate) merged: Option<(VisitorId, Vec<ConversationId>)>,
}

/// What a site's proofs are signed with, encrypted.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SiteSecret {
    pub(crate) sealed: Vec<u8>,
    pub(crate) made: Timestamp,
    /// The one before, and until when it is good.
    pub(crate) former: Option<(Vec<u8>, Timestamp)>,
}
