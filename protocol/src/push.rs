//! Web Push: how a closed console still rings.

use serde::{Deserialize, Serialize};

use crate::id::ConversationId;

/// `GET /api/v1/push`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushKey {
    /// The server's public key (RFC 8292, 3.2): an uncompressed P-256 point, unpadded base64url.
    pub key: String,
}

/// `PUT /api/v1/push`: rings this browser, until its session ends. The browser's own `PushSubscription` as JSON.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// The push service's address for this browser.
    pub endpoint: String,
    /// What its messages are encrypted with.
    pub keys: SubscriptionKeys,
}

/// The keys of a subscription (RFC 8291, 3.1), unpadded base64url.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionKeys {
    /// The browser's public key: an uncompressed P-256 point.
    pub p256dh: String,
    /// 16 random bytes.
    pub auth: String,
}

/// What the service worker is told, as JSON inside the encrypted message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushNote {
    /// What has happened.
    pub kind: PushKind,
    /// In which conversation.
    pub conversation: ConversationId,
    /// The visitor's name, once known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the visitor asked, or the message that they left, shortened; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What a push tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PushKind {
    /// A visitor asks for a person.
    Request,
    /// A visitor has left a message.
    Left,
}
