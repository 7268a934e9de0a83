//! Knowledge: what the AI agent answers from, and how sure it is. Pure: no IO, no clock, no sockets.
//!
//! With the feature `embeddings` it reads one folder from the disk, when it is told to: a model of static sentence embeddings.
//!
//! Nothing in here knows of conversations, storage or connections; the server loads what an editor wrote, asks, and says
//! what comes back.

#![warn(missing_docs)]

mod alike;
mod article;
mod bayes;
mod confidence;
mod decide;
mod embedding;
mod entry;
mod excerpt;
mod features;
mod fold;
mod index;
mod kin;
mod language;
mod leaning;
mod learnt;
mod library;
mod markdown;
mod mentions;
mod mood;
mod phrases;
mod reply;
mod ridge;
mod sense;
mod sentences;
mod slip;
mod smalltalk;
mod space;
mod trace;
mod vectors;
mod wish;
mod words;

use baton_protocol::event::Author;

pub use alike::alike;
pub use confidence::EVIDENCE;
pub use embedding::Embed;
#[cfg(feature = "embeddings")]
pub use embedding::{Embeddings, EmbeddingsError};
pub use entry::{Entry, Written};
pub use library::Library;
pub use markdown::blocks;
pub use mentions::mentions;
pub use mood::{is_angry, not_helped, says_no, says_yes};
pub use smalltalk::is_small_talk;
pub use trace::{Candidate, Cited, Decision, Trace, Why};
pub use wish::wants_person;

/// The most candidates of a [`Trace`].
pub const CANDIDATES: usize = 8;
/// How sure it must be where the site does not say.
pub const SURE: f32 = 0.8;

/// What a visitor asks, and what an answer may lean on.
#[derive(Clone, Debug)]
pub struct Question {
    /// The visitor's words, as they were written.
    pub text: String,
    /// The visitor's locale, a BCP 47 tag; it decides the language of the AI agent's own sentences.
    pub locale: String,
    /// The languages that it may speak itself, the first where it may not speak the visitor's; empty: all it knows.
    pub languages: Vec<String>,
    /// Comes to the point: no more of a passage than its first paragraph.
    pub brief: bool,
    /// The last few messages before this one, oldest first, without the question itself.
    pub turns: Vec<Turn>,
    /// A live agent may be requested in this chat; without it the AI agent offers none.
    pub requests: bool,
    /// How likely an answer must be right before it is given, 0.5 to 0.99; [`SURE`] where the site does not say.
    pub sure: f32,
    /// What the site wants to be said where nothing is found; empty: the AI agent's own words.
    pub no_answer: String,
}

/// One earlier message.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Whose words.
    pub by: Author,
    /// The words.
    pub text: String,
}
