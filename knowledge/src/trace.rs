//! Knowledge's verdict on a question, with everything that led to it.

/// What is said to a question, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// What is said.
    pub decision: Decision,
    /// Why.
    pub why: Why,
    /// What was considered, best first, at most [`crate::CANDIDATES`].
    pub candidates: Vec<Candidate>,
    /// The part of the question, 0 to 1, in words that no pair's question has; rare words count more.
    pub unknown: f32,
}

/// What the AI agent says. Every text is Markdown.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// It knows.
    Answer {
        /// The answer in the knowledge's own words.
        text: String,
        /// Where they stand, in the order of the text.
        cited: Vec<Cited>,
    },
    /// It asks which of a few things is meant.
    AskBack {
        /// The question back.
        text: String,
        /// Two or three; each of them, sent as a message, is answered for certain.
        choices: Vec<String>,
    },
    /// It does not know.
    Unknown {
        /// How it says so.
        text: String,
        /// It offers a person; only where one may be requested.
        offers_person: bool,
    },
    /// It is polite.
    Talk {
        /// A short line.
        text: String,
        /// It offers a person; only where one may be requested.
        offers_person: bool,
    },
}

/// What led to the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The message is one of a pair's questions, or the name of an article or a section, word for word.
    Exact,
    /// The best candidate is as sure as the site wants it.
    Sure,
    /// Together with the message before it, the best candidate is as sure as the site wants it.
    FollowsUp,
    /// Two questions in one message, both of them sure.
    Several,
    /// A few candidates are close to each other, and one of them is likely right.
    Close,
    /// There are candidates, none of them sure enough.
    TooUnsure,
    /// Nothing in the knowledge speaks of it.
    NothingFound,
    /// A greeting, thanks, or a question about the AI agent itself.
    SmallTalk,
}

/// A passage that an answer was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The entry's number.
    pub entry: u64,
    /// The article's title, or the pair's first question.
    pub title: String,
    /// The passage as it is stored, or the pair's answer.
    pub passage: String,
    /// The web page that it came from.
    pub address: Option<String>,
}

/// One thing that was considered.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The entry's number.
    pub entry: u64,
    /// The pair's first question, or the name of the article's section.
    pub label: String,
    /// The passage as it is stored, or the pair's answer.
    pub passage: String,
    /// How likely it answers the question: of those with 0.8 about 8 in 10 do.
    pub confidence: f32,
    /// How much of the question it speaks of, 0 to 1.
    pub coverage: f32,
    /// What training on the pairs' questions says: about 1 for its own, about 0 for others; 0 where nothing is learnt yet.
    pub learnt: f32,
    /// The likeness of the question to the nearest of the pair's questions, 0 to 1; 0 for articles.
    pub nearest: f32,
}
