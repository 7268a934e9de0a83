//! The visitor's live connection: `/api/v1/visitor/live`, and its HTTP twin.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    event::{Author, Contact, Rating},
    id::{ClientId, ConversationId, FileId},
    refusal::Refusal,
    rich::Block,
    site::{Form, Look, Proof},
    state::{Events, Marks, Page, Queue, Snapshot},
    time::Timestamp,
};

/// What a visitor's client says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum VisitorFrame {
    /// The first frame: who I am and what I have.
    Hello(Hello),
    /// Do this; answered by `ack` or `refused` with the same id.
    Do {
        /// The client's own name for this command.
        id: ClientId,
        /// The command.
        what: VisitorVerb,
    },
    /// I am writing, or have stopped.
    Typing(bool),
    /// How far I have got.
    Marks {
        /// In which conversation.
        conversation: ConversationId,
        /// The last event received.
        delivered: u64,
        /// The last event seen.
        read: u64,
    },
    /// Send the page before this event.
    Older {
        /// Of which conversation.
        conversation: ConversationId,
        /// Events before this number.
        before: u64,
    },
    /// The visitor has gone to another page.
    At(PageView),
    /// What the page says of its visitor.
    Is(Identity),
}

/// A visitor's command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum VisitorVerb {
    /// Say something. Opens a conversation where there is none.
    Send {
        /// Plain text.
        text: String,
        /// Files that this visitor uploaded; the text may then be empty.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileId>,
    },
    /// Talk to Live Agent.
    Request,
    /// Take the request back.
    Cancel,
    /// Close the chat.
    End,
    /// Leave a message and how to reach me.
    Contact(Contact),
    /// Say what I think of the chat.
    Rate(Rating),
    /// Say what I think of an answer of the AI agent.
    Judge {
        /// The number of the answer.
        seq: u64,
        /// It helped.
        helpful: bool,
    },
}

/// A visitor's greeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hello {
    /// The site's key.
    pub site: String,
    /// The visitor's token from an earlier welcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// What the client already holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub have: Option<Have>,
    /// BCP 47, such as `en` or `zh-Hant`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub locale: String,
    /// IANA name, such as `Asia/Tokyo`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time_zone: String,
    /// The page that the visitor is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageView>,
}

/// What a page says of its visitor; nothing of it is proved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Name; none leaves it as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address; none leaves it as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The shop's own attributes, such as an order's number: these are set, and empty ones go. At most 30 in all, with
    /// names of at most 40 characters and values of at most 200.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
}

/// What a client already holds of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Have {
    /// The log's epoch, from the welcome it came with.
    pub epoch: String,
    /// Which conversation.
    pub conversation: ConversationId,
    /// Its last event.
    pub after: u64,
}

/// A page of the shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageView {
    /// Its address.
    pub url: String,
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// Where the visitor came from.
    #[serde(default)]
    pub referrer: String,
}

/// What the server tells a visitor's client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    target_pointer_width = "64",
    expect(
        clippy::large_enum_variant,
        reason = "a welcome is made once a connection, and none is kept in a list"
    )
)]
pub enum VisitorNews {
    /// The answer to the greeting.
    Welcome(Welcome),
    /// A conversation as a whole: there is a new one, or the client's was too old to continue.
    Snapshot(Snapshot),
    /// New events.
    Events(Events),
    /// An older page.
    Page(Page),
    /// The command is stored and committed.
    Ack {
        /// The command's id.
        id: ClientId,
        /// Where it stands.
        conversation: ConversationId,
        /// The number of its first event.
        seq: u64,
    },
    /// It was not done.
    Refused {
        /// The command's id, where it could be read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<ClientId>,
        /// Why.
        why: Refusal,
    },
    /// So many live agents are available.
    Available(u32),
    /// The visitor's place among those who wait.
    Queue(Queue),
    /// Somebody is writing, or has stopped.
    Typing {
        /// Who.
        by: Author,
        /// Writing, or stopped.
        on: bool,
    },
    /// The AI agent's words so far; each draft replaces the last, and none means that it was dropped.
    Draft(Vec<Block>),
    /// How far the other side has got.
    Marks(Marks),
    /// The site's look and settings have changed.
    Site(SiteView),
}

/// The answer to a visitor's greeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The visitor's token, where the greeting brought none that is good. Keep it; it is shown once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The log's epoch: another one means that what the client holds is void.
    pub epoch: String,
    /// The server's clock.
    pub now: Timestamp,
    /// The site.
    pub site: SiteView,
    /// Live agents available now.
    pub available: u32,
    /// The current conversation, where there is one and the client does not hold it already. A client whose `have`
    /// is still good gets the rest as `events` right after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<Snapshot>,
    /// The visitor has proved who they are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub verified: bool,
    /// The client's `have` is good: it keeps what it holds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub resumed: bool,
}

/// A site as its visitors see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteView {
    /// The shop's name.
    pub name: String,
    /// The AI agent's name.
    pub ai_name: String,
    /// Said before the first message.
    pub greeting: String,
    /// Questions offered at the start.
    pub suggestions: Vec<String>,
    /// *Users can request a live agent during chat*.
    pub requests: bool,
    /// The accent colour, `#rrggbb`.
    pub accent: String,
    /// The AI agent's picture: `GET /api/v1/pictures/{id}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<FileId>,
    /// How the panel looks.
    #[serde(default, skip_serializing_if = "is_default")]
    pub look: Look,
    /// What is asked for before the first message.
    #[serde(default, skip_serializing_if = "is_default")]
    pub form: Form,
    /// Whether visitors have to prove who they are.
    #[serde(default, skip_serializing_if = "is_default")]
    pub proof: Proof,
    /// This server can send e-mail.
    #[serde(default, skip_serializing_if = "is_default")]
    pub mails: bool,
    /// The site's own words, in place of the chat's, by their keys.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<String, String>,
    /// Closed now, and open again then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<Timestamp>,
}

/// What is as it is by itself need not be said.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
