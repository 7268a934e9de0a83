//! The store's LINE, as plain data: accounts, users, what arrived and what goes out.

use baton_protocol::{
    FileId, Timestamp, VisitorId,
    line::{LineMenu, LineMissing, LineQuota, LineTrouble},
};
use serde::{Deserialize, Serialize};

use super::{ConversationKey, SiteId};

/// A site's account. Its secrets are encrypted.
#[derive(Clone, Debug)]
pub(crate) struct StoredLine {
    pub(crate) site: SiteId,
    pub(crate) secret: Vec<u8>,
    pub(crate) token: Vec<u8>,
    pub(crate) about: LineAbout,
}

/// What is known of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LineAbout {
    /// Its own language.
    pub(crate) locale: String,
    /// LINE's name of it.
    pub(crate) user: String,
    pub(crate) name: String,
    pub(crate) basic_id: String,
    pub(crate) picture: Option<FileId>,
    /// Where that picture came from.
    pub(crate) picture_from: Option<String>,
    pub(crate) checked: Option<Timestamp>,
    pub(crate) trouble: Option<LineTrouble>,
    pub(crate) missing: Vec<LineMissing>,
    pub(crate) quota: Option<LineQuota>,
    pub(crate) menu: LineMenu,
    /// The menus that LINE has.
    pub(crate) menus: Option<LineMenus>,
}

/// Two menus at LINE, and how they were drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LineMenus {
    pub(crate) design: String,
    pub(crate) talk: String,
    pub(crate) back: String,
}

/// Who writes at LINE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LineUser {
    pub(crate) visitor: VisitorId,
    pub(crate) site: SiteId,
    pub(crate) user: String,
    /// What answers their last event for free, and since when it is known.
    pub(crate) reply: Option<(String, Timestamp)>,
    /// Since when nothing reaches them.
    pub(crate) gone: Option<Timestamp>,
    /// The menu that leads back to the AI agent is theirs.
    pub(crate) back: bool,
    /// What tells LINE that all up to this event was read.
    pub(crate) unread: Option<(ConversationKey, u64, String)>,
    pub(crate) picture: Option<FileId>,
    pub(crate) picture_from: Option<String>,
    /// When LINE was last asked who they are.
    pub(crate) profile_at: Timestamp,
}

/// What has changed of somebody who writes at LINE.
#[derive(Clone, Debug)]
pub(crate) enum LineUserChange {
    /// This answers their last event for free.
    Reply(String, Timestamp),
    /// Nothing reaches them since then, or they are back.
    Gone(Option<Timestamp>),
    /// The menu that leads back to the AI agent is theirs, or not.
    Back(bool),
    /// This tells LINE that all up to this event was read.
    Unread(ConversationKey, u64, String),
    /// LINE was told that all was read with this.
    Read(String),
    /// What they are called and what language they read, as LINE said at that time.
    Profile { name: Option<String>, locale: String, at: Timestamp },
}

/// An event of LINE's that is to be kept.
#[derive(Clone, Debug)]
pub(crate) struct NewArrival {
    pub(crate) event: String,
    /// By LINE's clock.
    pub(crate) at: Timestamp,
    pub(crate) user: Option<String>,
    /// The event's own JSON.
    pub(crate) body: String,
}

/// An event of LINE's that waits to be worked on.
#[derive(Clone, Debug)]
pub(crate) struct Arrival {
    pub(crate) id: i64,
    pub(crate) received: Timestamp,
    pub(crate) body: String,
}

/// Something that has to go out.
#[derive(Clone, Debug)]
pub(crate) struct Out {
    pub(crate) id: i64,
    pub(crate) what: OutWhat,
}

/// What has to go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OutWhat {
    Event(ConversationKey, u64),
    /// Messages that stand in no log, as JSON.
    Words(String),
}

/// A request to LINE that has no answer yet.
#[derive(Clone, Debug)]
pub(crate) struct LineCall {
    pub(crate) id: i64,
    /// The same at every try.
    pub(crate) key: String,
    /// The token that it replies with, and since when it is known; none: it is pushed.
    pub(crate) reply: Option<(String, Timestamp)>,
    /// It may have arrived before.
    pub(crate) tried: bool,
    /// JSON.
    pub(crate) messages: String,
}

/// A request to LINE that is to be made.
#[derive(Clone, Debug)]
pub(crate) struct NewCall {
    pub(crate) key: String,
    pub(crate) reply: Option<(String, Timestamp)>,
    pub(crate) messages: String,
    /// What it carries, whole or in part.
    pub(crate) outs: Vec<i64>,
}

/// What waits for one visitor.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outbox {
    /// Requests without an answer, in order.
    pub(crate) calls: Vec<LineCall>,
    /// What no request carries yet, in order; asked for only where there is no request.
    pub(crate) outs: Vec<Out>,
}
