//! What a visitor asks for over plain HTTP besides the live connection: who they are, and their conversations.

use serde::{Deserialize, Serialize};

use crate::{agent::Snippet, id::ConversationId, state::StateView, time::Timestamp};

/// `POST /api/v1/visitor/identity`, with the visitor's token where there is one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identify {
    /// The site's key.
    pub site: String,
    /// A JSON Web Token (RFC 7519), signed by the shop with HS256 and the site's secret: `sub` and `exp` needed, `exp` at
    /// most 24 hours ahead; `name`, `email` and `attributes` as wanted.
    pub proof: String,
}

/// The answer: the proof was good.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identified {
    /// The visitor's token from now on; none: the one that the request brought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// `GET /api/v1/visitor/conversations`: newest first, at most 50.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastChats {
    /// The visitor's conversations.
    pub conversations: Vec<PastChat>,
}

/// One conversation of a visitor's list; `GET /api/v1/visitor/conversations/{id}?before=N` has a page of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastChat {
    /// Its name.
    pub id: ConversationId,
    /// When it began.
    pub opened: Timestamp,
    /// How it stands.
    pub state: StateView,
    /// Who spoke last, what they said, shortened, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Snippet>,
}

/// `POST /api/v1/visitor/conversations/{id}/transcript`: by e-mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailTranscript {
    /// To this address.
    pub email: String,
}
