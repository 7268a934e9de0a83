//! Import's yield: what was read, piece by piece, and what could not be.

use serde::{Deserialize, Serialize};

/// What knowledge consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Piece {
    /// A text under a title.
    Article {
        /// Plain text of one line.
        title: String,
        /// Markdown without the title; never markup of another kind, except where a Markdown file has it.
        body: String,
    },
    /// An answer with the ways to ask for it.
    Pair {
        /// Plain text; at least one.
        questions: Vec<String>,
        /// Markdown.
        answer: String,
    },
}

/// What came of one file or page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What was read, in the file's order.
    pub pieces: Vec<Piece>,
    /// What was not, by row.
    pub faults: Vec<Fault>,
    /// How many faults there are beside those listed.
    pub more_faults: u64,
    /// The language that a page says it is in, as it writes it.
    pub language: Option<String>,
    /// The address that a page says it belongs under.
    pub canonical: Option<String>,
    /// A page asks search engines to leave it out.
    pub noindex: bool,
}

impl Report {
    /// A report of one article.
    pub(crate) fn article(title: String, body: String) -> Self {
        Self { pieces: vec![Piece::Article { title, body }], ..Self::default() }
    }
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Its number in the file, from 1; the heading counts.
    pub row: u64,
    /// What is wrong with it.
    pub why: Flaw,
}

/// What can be wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// No question in it.
    #[error("There is no question.")]
    NoQuestion,
    /// No answer in it.
    #[error("There is no answer.")]
    NoAnswer,
    /// A question over 1,000 letters.
    #[error("A question is longer than 1,000 letters.")]
    LongQuestion,
    /// An answer over 20,000 letters.
    #[error("The answer is longer than 20,000 letters.")]
    LongAnswer,
    /// More than 50 questions for one answer.
    #[error("There are more than 50 questions for one answer.")]
    ManyQuestions,
    /// Beyond the rows that are read.
    #[error("Only the first 20,000 rows are read.")]
    Beyond,
}
