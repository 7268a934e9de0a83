//! Knowledge's entries: what an editor wrote, or an import brought.

/// One entry of the knowledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number; no two entries of a library have the same one.
    pub id: u64,
    /// What stands in it.
    pub what: Written,
}

/// What stands in an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// An answer, and the questions that it answers.
    Pair {
        /// Ways to ask, the first of them the one that is shown; without any the answer is found by its own words.
        questions: Vec<String>,
        /// Markdown, given whole.
        answer: String,
    },
    /// A text whose sentences answer.
    Article {
        /// What it is about.
        title: String,
        /// Markdown.
        body: String,
        /// The web page that it came from.
        address: Option<String>,
    },
}
