//! The model's question and what comes of it.

use crate::{Failure, Used, Why};

/// Everything that one answer is made from. Nothing else reaches the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The visitor's words; the first 4,000 characters count.
    pub question: String,
    /// The language to answer in, as a tag (`en`, `zh-TW`).
    pub locale: String,
    /// One or two sentences instead of a few.
    pub brief: bool,
    /// Whether a person may be asked for: only then is the model told how.
    pub requests: bool,
    /// What was said before, oldest first; the last eight count, 2,000 characters of each.
    pub turns: Vec<Turn>,
    /// What the answer may come from, best first; the first six count, 6,000 characters of all together.
    pub passages: Vec<Passage>,
}

/// A stored piece of knowledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands; helps the model, proves nothing.
    pub title: String,
    /// Markdown or plain text; what a citation is checked against.
    pub text: String,
}

/// Something said earlier in the same conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who said it.
    pub by: Author,
    /// The words.
    pub text: String,
}

/// Who said something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The person who writes.
    Visitor,
    /// The program that answers first.
    Ai,
    /// A person who took over.
    Agent,
}

/// What comes out of an answer, in order: any number of `Words`, then one `Done`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// More Markdown, proved; all of them joined are the answer's text.
    Words(String),
    /// Nothing follows.
    Done {
        /// What came of it.
        outcome: Outcome,
        /// What it cost, whatever came of it.
        used: Used,
    },
}

/// What came of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Every claim of the text is proved.
    Answered {
        /// Markdown without the marks of citations: the `Words` joined.
        text: String,
        /// Which of [`Ask::passages`] are cited, from 0, in order of appearance, each once.
        cited: Vec<usize>,
    },
    /// The passages do not hold the answer, says the model.
    NoAnswer,
    /// The model wants a person to take over.
    Person {
        /// Why, in the model's words: one line, at most 200 characters, may be empty. Text, and nothing proved.
        reason: String,
    },
    /// A sentence was not proved. What was given on before it was; the answer as a whole is not worth keeping.
    Unproved(Why),
    /// The provider did not deliver.
    Failed(Failure),
}
