//! Wire types: what visitors, live agents and the server say to each other. Data only; builds for WASM.
//!
//! Every message is one JSON text: an externally tagged enum, `{"send":{…}}`, because that needs no buffering while
//! decoding and is the smallest in WASM. `docs/protocol.md` describes each frame; its examples are tests of this crate.
//!
//! # Layout
//! - [`id`], [`time`]: names of things, and when
//! - [`event`], [`message`]: the numbered entries of a conversation's log, and what is said in them
//! - [`rich`]: formatted text as typed nodes, never markup
//! - [`state`]: where a conversation stands, as both sides see it
//! - [`visitor`], [`agent`]: the frames of the two live connections
//! - [`poll`]: the same over plain HTTP; [`past`]: who a visitor is, and their conversations
//! - [`people`], [`profile`], [`team`], [`site`]: plain HTTP: who may sign in, and what they set
//! - [`file`]: plain HTTP: pictures and files that go with messages
//! - [`knowledge`], [`answering`], [`publishing`], [`teaching`]: plain HTTP: what the AI agent knows, says and learns
//! - [`line`]: plain HTTP: a LINE official account
//! - [`report`], [`push`]: plain HTTP: figures, and how a closed console still rings
//! - [`refusal`]: why something was not done
//! - [`limits`]: sizes that both sides know

#![warn(missing_docs)]

pub mod agent;
pub mod answering;
pub mod event;
pub mod file;
pub mod id;
pub mod knowledge;
pub mod limits;
pub mod line;
pub mod message;
pub mod past;
pub mod people;
pub mod poll;
pub mod profile;
pub mod publishing;
pub mod push;
pub mod refusal;
pub mod report;
pub mod rich;
pub mod site;
pub mod state;
pub mod teaching;
pub mod team;
pub mod time;
pub mod visitor;

pub use event::{Author, Event, What};
pub use id::{
    AgentId, ClientId, ConversationId, EntryId, FileId, ImportId, LessonId, TeamId, TestId, VisitorId,
};
pub use refusal::{Code, Refusal};
pub use state::StateView;
pub use time::Timestamp;
