//! tests: what a language model's stand-in can be told to say.

use serde_json::Value;

/// What a model answers.
#[derive(Clone, Debug)]
pub enum Says {
    /// These words, a piece at a time. In them `[? "…"]` becomes a citation of the passage with the quoted words.
    Words(Vec<String>),
    /// The first words, then nothing until the model goes on, then the others. Meanwhile it shows that it is alive.
    Holds(Vec<String>, Vec<String>),
    /// It calls `request_live_agent` for this reason.
    Person(String),
    /// This status, with an error in the provider's shape, and so many seconds in `Retry-After`.
    Fails(u16, Option<u64>),
    /// Not even a status.
    Silence,
    /// These words, and then nothing more.
    Stalls(Vec<String>),
    /// These words, and then the connection breaks.
    Breaks(Vec<String>),
    /// Ten megabytes of words.
    Floods,
    /// Bytes that are nothing.
    Rubbish,
}

impl Says {
    /// That the passages hold no answer.
    #[must_use]
    pub fn nothing() -> Self {
        Self::words("NO_ANSWER")
    }

    /// This text, in pieces that begin and end anywhere.
    #[must_use]
    pub fn words(text: &str) -> Self {
        Self::Words(pieces(text))
    }

    /// The first sentence, and the others once the model goes on.
    #[must_use]
    pub fn holds(first: &str, others: &str) -> Self {
        Self::Holds(pieces(first), pieces(others))
    }

    /// This text, and then nothing more.
    #[must_use]
    pub fn stalls(text: &str) -> Self {
        Self::Stalls(pieces(text))
    }

    /// This text, and then the connection breaks.
    #[must_use]
    pub fn breaks(text: &str) -> Self {
        Self::Breaks(pieces(text))
    }

    pub(super) const fn status(&self) -> u16 {
        match self {
            Self::Fails(status, _) => *status,
            _ => 200,
        }
    }

    /// The same with the numbers of passages in its citations.
    pub(super) fn cited(self, body: &Value) -> Self {
        let all = |words: Vec<String>| pieces(&number(&words.concat(), body));
        match self {
            Self::Words(words) => Self::Words(all(words)),
            Self::Holds(first, others) => Self::Holds(all(first), all(others)),
            Self::Stalls(words) => Self::Stalls(all(words)),
            Self::Breaks(words) => Self::Breaks(all(words)),
            other => other,
        }
    }
}

/// Pieces of up to seven characters, as tokens are: they respect neither words nor marks.
fn pieces(text: &str) -> Vec<String> {
    text.chars().collect::<Vec<_>>().chunks(7).map(|piece| piece.iter().collect()).collect()
}

/// The number of the passage that has these words; 99 where none has.
fn number(text: &str, body: &Value) -> String {
    let shown = body["messages"].as_array().and_then(|messages| messages.last());
    let shown = shown.and_then(|message| message["content"].as_str()).unwrap_or_default();
    let passages: Vec<&str> = shown.split("</passage>").collect();
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[? \"") {
        let quote = after.split_once("\"]").map_or("", |(quote, _)| quote);
        let place = passages.iter().position(|passage| passage.contains(quote)).map_or(99, |place| place + 1);
        out.push_str(&format!("{before}[{place} \""));
        rest = after;
    }
    out + rest
}
