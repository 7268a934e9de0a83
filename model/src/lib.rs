//! Model: answers in a language model's words, each claim checked against the passage that it cites.
//!
//! [`Client::answer`] is one call: the question, what was said before and the passages go out, sentences come back as
//! they are proved. Settings, storage, conversations and what to say instead of an answer that failed are the caller's.

#![warn(missing_docs)]

mod ask;
mod breaker;
pub mod cite;
mod client;
mod failure;
mod limits;
mod pairs;
pub mod prompt;
mod settings;
mod summary;
mod tally;
mod web;
mod wire;

pub use ask::{Ask, Author, Outcome, Passage, Piece, Turn};
pub use breaker::State;
pub use cite::Why;
pub use client::{Client, Health, Tried};
pub use failure::Failure;
pub use limits::Limits;
pub use pairs::Pair;
pub use settings::{Kind, Secret, Settings, SettingsError};
pub use tally::Used;
