//! A site's LINE official account, and what of its conversations has not reached LINE.

use serde::{Deserialize, Serialize};

use crate::{
    id::{ConversationId, FileId},
    time::Timestamp,
};

/// `GET /api/v1/sites/{key}/line`, and `POST …/line/check`, which asks LINE before it answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineView {
    /// The address to enter as the webhook's in LINE's console.
    pub webhook: String,
    /// The account; none: the site is not connected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<LineAccount>,
}

/// A connected account. Its secret and its token are never shown again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineAccount {
    /// Its language, one of the chat's: that of the menu, and of visitors of whom none is known.
    pub locale: String,
    /// As LINE knows it; empty where LINE was not reached yet.
    pub name: String,
    /// Such as `@shop`.
    pub basic_id: String,
    /// Its picture: `GET /api/v1/pictures/{id}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<FileId>,
    /// When LINE was last asked, with success.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<Timestamp>,
    /// Why messages wait, where they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<LineTrouble>,
    /// What has to be done before visitors can write.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<LineMissing>,
    /// Messages of this month; none where LINE was not asked yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<LineQuota>,
    /// The menu at the bottom of the chat.
    pub menu: LineMenu,
    /// Messages that have not reached LINE.
    pub waiting: u64,
}

/// Why nothing can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineTrouble {
    /// LINE refuses the access token. Nothing is tried before another one is given.
    TokenRefused,
    /// The month's messages are used up.
    QuotaUsedUp,
    /// LINE does not answer; it is tried again.
    Unreachable,
}

/// What is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineMissing {
    /// LINE calls public `https:` addresses alone, and this server does not know its own.
    PublicAddress,
    /// No webhook is entered.
    Webhook,
    /// Another address is entered.
    OtherWebhook {
        /// Which one.
        address: String,
    },
    /// *Use webhook* is off.
    WebhookOff,
    /// LINE called the webhook and did not like the answer.
    WebhookFails {
        /// In LINE's words.
        reason: String,
    },
}

/// How many messages the account may send in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineQuota {
    /// None: any number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// Sent this month. Replies are free and do not count.
    pub used: u64,
    /// When LINE was asked.
    pub at: Timestamp,
}

/// The menu at the bottom of the chat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineMenu {
    /// The site's visitors cannot ask for a person, so there is none.
    #[default]
    Off,
    /// It is being made.
    Making,
    /// Visitors see it.
    Shown,
    /// LINE did not take it.
    Failed {
        /// In LINE's words.
        why: String,
    },
}

/// `PUT /api/v1/sites/{key}/line`: connects the site, or changes what is connected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineChange {
    /// The channel secret, 32 hexadecimal digits; none: as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// The channel access token; none: as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// One of the chat's languages.
    pub locale: String,
}

/// A message of a live agent or the AI agent that has not reached LINE.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undelivered {
    /// The event.
    pub seq: u64,
    /// Why.
    pub why: Delivery,
}

/// Why a message has not reached LINE.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// It is on its way.
    Waiting,
    /// It waits because of this.
    Held(LineTrouble),
    /// The visitor has blocked the account, or left it. It is not tried again by itself.
    Blocked,
    /// The connection broke, and LINE cannot be asked whether it took it. It is not tried again by itself.
    Unsure,
    /// LINE does not take it. It is not tried again by itself.
    Refused {
        /// In LINE's words.
        why: String,
    },
}

/// All of a conversation's messages that have not reached LINE.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndeliveredList {
    /// Which conversation.
    pub conversation: ConversationId,
    /// In order; empty: all have.
    pub list: Vec<Undelivered>,
}

/// `POST /api/v1/conversations/{id}/resend`: tries a message again that is not tried again by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resend {
    /// Which one.
    pub seq: u64,
}
