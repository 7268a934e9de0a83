//! The headless live client that the widget and the console share: what is said, heard and held, without a pixel.
//!
//! # Layout
//! - [`party`]: the two kinds of client, visitor and live agent, and how their frames differ
//! - [`link`]: the connection as a pure state machine: socket, HTTP twin, when to try again
//! - [`backoff`]: how long to wait before trying again
//! - [`outbox`]: commands that the server has not answered yet
//! - [`wire`]: texts and what they say
//! - [`timeline`]: one conversation's events, in order
//! - [`browser`]: the only impure part: the socket, requests, files, timers, storage and
//!   randomness of a browser

#![warn(missing_docs)]

pub mod backoff;
pub mod browser;
pub mod link;
pub mod outbox;
pub mod party;
pub mod timeline;
pub mod wire;

pub use browser::Line;
pub use link::{Heard, Status};
pub use outbox::{Outbox, Unsent, Verb};
pub use party::{Agent, Party, Visitor};
pub use timeline::{Applied, Timeline};
