//! The AI agent's room: answers from the knowledge, hears when a person is wanted, makes Markdown into typed nodes.
//!
//! [`Answerer`] is the seam: whatever answers (embedded search today, a model behind it later) takes a [`Question`] and
//! sends [`Piece`]s. Nothing in here knows of conversations, storage or sockets.

mod article;
mod embedded;
mod excerpt;
mod fold;
mod index;
mod kin;
mod language;
mod markdown;
mod phrases;
mod sentences;
mod slip;
mod smalltalk;
mod wish;
mod words;

use baton_protocol::event::{Author, Source};
use tokio::sync::mpsc;

pub(crate) use article::Article;
pub(crate) use embedded::Embedded;
pub(crate) use markdown::blocks;
pub(crate) use wish::wants_person;

/// What a visitor asks, and what an answer may lean on.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    /// The visitor's words, as they were written.
    pub(crate) text: String,
    /// The visitor's locale, a BCP 47 tag; it decides the language of the AI agent's own sentences.
    pub(crate) locale: String,
    /// The languages that it may speak itself, the first where it may not speak the visitor's; empty: all it knows.
    pub(crate) languages: Vec<String>,
    /// Comes to the point: no more of a passage than its first paragraph.
    pub(crate) brief: bool,
    /// The last few messages before this one, oldest first, without the question itself.
    pub(crate) turns: Vec<Turn>,
    /// A live agent may be requested in this chat; without it the AI agent offers none.
    pub(crate) requests: bool,
    /// What the site wants to be said where nothing is found; empty: the AI agent's own words.
    pub(crate) no_answer: String,
}

/// One earlier message.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    /// Whose words.
    pub(crate) by: Author,
    /// The words.
    pub(crate) text: String,
}

/// What comes out of an answerer, in order: any number of `Words`, then one `Done`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// More Markdown; all of them joined are the answer's text.
    Words(String),
    /// The whole answer; nothing follows.
    Done(Answer),
}

/// A finished answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Markdown.
    pub(crate) text: String,
    /// The passages that the text was taken from; empty where the AI agent speaks for itself.
    pub(crate) sources: Vec<Source>,
    /// The AI agent has nothing to say to this, and offers a person.
    pub(crate) offers_person: bool,
}

/// Whoever answers.
pub(crate) trait Answerer: Send + Sync {
    /// Begins at once, on the current tokio runtime; dropping the receiver cancels the work.
    fn answer(&self, question: Question) -> mpsc::Receiver<Piece>;
}
