//! line: the messaging app LINE: what it tells, what it is told, and the menus of a chat there.
//!
//! - [`signature`], [`webhook`]: what LINE delivers: whether it is LINE's, and what happened
//! - [`say`]: messages that go out, within LINE's limits
//! - [`words`]: everything that a visitor there reads or types, in eleven languages
//! - [`menu`]: the button at the bottom of the chat, and its picture
//! - [`api`]: the calls; the only part that does more than think
//!
//! Nothing here remembers anything: what is stored, sent again and shown is the caller's.

#![warn(missing_docs)]

pub mod api;
pub mod menu;
pub mod say;
pub mod signature;
pub mod webhook;
pub mod words;
