//! The model's citations: every sentence is held back until a quotation proves it.
//!
//! Pure: text in as it streams, proved Markdown out. A sentence passes if behind each of its claims stands a mark
//! (`[2 "exact words"]`) whose words are in that passage, and the sentences of the passage around those words hold the
//! claim's figures with their units, deny exactly if the claim denies, and speak of the same thing. That is strict on
//! purpose: a good answer that is refused costs a fallback, a wrong one that passes costs the visitor.
//!
//! What it cannot see: a claim in another language than the passage is held to its figures, addresses and denials only,
//! and a claim that turns a true sentence round with its own words ("A pays B", "B pays A") passes.

mod address;
mod calendar;
mod claim;
mod cut;
mod figures;
mod fold;
mod manners;
mod mark;
mod opposite;
mod polarity;
mod stored;
mod tongue;
mod units;

use thiserror::Error;

use crate::{
    Passage,
    prompt::{NO_ANSWER, REQUEST_LIVE_AGENT},
};
use claim::{Claim, claims, open};
use stored::{Misquote, Stored};

pub(crate) use address::addresses;

/// Where the first sentence of a text ends; its whole length where it has but one.
pub(crate) fn sentence(text: &str) -> usize {
    cut::cut(text, true).unwrap_or(text.len())
}

/// Whether a text is drawn from another: its figures and addresses, most of its words, and whether it denies something.
pub(crate) fn drawn(text: &str, own: &str) -> bool {
    let known = address::addresses(own);
    let stands = address::addresses(text).iter().all(|address| address::stands(address, &known));
    let (folded, own) = (fold::fold(text), fold::fold(own));
    let denies = |text: &str| polarity::denies(text, false);
    let content = tongue::content(&own);
    address::harmless(text)
        && stands
        && figures::stand(&folded, &[&own])
        && (denies(&own) || !denies(&folded))
        && tongue::mostly(&folded, &content)
}

/// Why a sentence is not proved.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Why {
    /// Nothing was said.
    #[error("The model said nothing.")]
    Empty,
    /// A claim without a citation, or more of a claim behind its citation.
    #[error("A claim has no citation behind it.")]
    Uncited,
    /// A mark that has no end, or stands where no claim is.
    #[error("A citation is broken.")]
    Broken,
    /// A number that no passage has.
    #[error("A citation names a passage that was not given.")]
    NoSuchPassage,
    /// Too little to prove anything.
    #[error("A citation quotes too few words.")]
    TooShort,
    /// Words that the passage does not have.
    #[error("A citation quotes words that the passage does not have.")]
    Misquoted,
    /// A number, price, date or share that is not there.
    #[error("A number, price or date is not in the quoted sentence.")]
    Figure,
    /// A link or address that is not there.
    #[error("A link or address is not in the cited passage.")]
    Address,
    /// Images, HTML, odd schemes, loose brackets, hidden characters.
    #[error("The answer holds an image, HTML or a link that may not be.")]
    Markup,
    /// The passage denies what the claim does not, or the other way round; `open` for `closed` is the same.
    #[error("The claim says the opposite of the quoted sentence.")]
    Denial,
    /// A true quotation behind another subject.
    #[error("The claim speaks of something else than the cited passage.")]
    Unrelated,
}

/// What ends a check before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The model says that the passages do not hold the answer.
    NoAnswer,
    /// The model wrote the name of the tool instead of calling it.
    Person,
    /// A sentence is not proved.
    Unproved(Why),
}

/// What was proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// Markdown without marks: all that was given on, joined.
    pub text: String,
    /// The passages cited, from 0, in order of appearance, each once.
    pub cited: Vec<usize>,
}

/// Checks one answer while it streams.
#[derive(Debug)]
pub struct Check {
    passages: Vec<Stored>,
    locale: String,
    buffer: String,
    held: String,
    text: String,
    cited: Vec<usize>,
}

impl Check {
    /// `passages` as they were shown to the model (see [`crate::prompt::shown`]), `locale` as it was asked for.
    #[must_use]
    pub fn new(passages: &[Passage], locale: &str) -> Self {
        Self {
            passages: passages.iter().map(|passage| Stored::new(&passage.text)).collect(),
            locale: locale.to_owned(),
            buffer: String::new(),
            held: String::new(),
            text: String::new(),
            cited: Vec::new(),
        }
    }

    /// More of the stream, cut anywhere. Gives what is proved by now; may be empty.
    ///
    /// # Errors
    ///
    /// What ended the answer. Nothing may be fed afterwards.
    pub fn feed(&mut self, more: &str) -> Result<String, End> {
        self.buffer.push_str(more);
        self.take(false)
    }

    /// The rest, once no more comes; [`Check::proved`] then has the whole.
    ///
    /// # Errors
    ///
    /// What ended the answer, an answer without any claim included.
    pub fn finish(&mut self) -> Result<String, End> {
        let mut out = self.take(true)?;
        if self.cited.is_empty() {
            let nothing = self.held.trim().is_empty();
            return Err(End::Unproved(if nothing { Why::Empty } else { Why::Uncited }));
        }
        let held = std::mem::take(&mut self.held);
        self.text.push_str(&held);
        out.push_str(&held);
        Ok(out)
    }

    /// What was given on so far.
    #[must_use]
    pub fn proved(self) -> Proved {
        Proved { text: self.text, cited: self.cited }
    }

    fn take(&mut self, last: bool) -> Result<String, End> {
        let mut out = String::new();
        while let Some(end) = cut::cut(&self.buffer, last) {
            let rest = self.buffer.split_off(end);
            let sentence = std::mem::replace(&mut self.buffer, rest);
            let (text, cited) = self.judge(&sentence)?;
            let text = if self.text.is_empty() && self.held.is_empty() { text.trim_start() } else { &text };
            self.held.push_str(text);
            // Manners wait for a claim, so that they never go alone.
            if !cited.is_empty() {
                let held = std::mem::take(&mut self.held);
                self.text.push_str(&held);
                out.push_str(&held);
                for passage in cited {
                    if !self.cited.contains(&passage) {
                        self.cited.push(passage);
                    }
                }
            }
        }
        Ok(out)
    }

    /// One sentence with its marks: its text without them, and the passages that prove it.
    fn judge(&self, sentence: &str) -> Result<(String, Vec<usize>), End> {
        let bare = sentence.trim_matches(|c: char| !c.is_alphanumeric());
        if bare == NO_ANSWER {
            return Err(if self.cited.is_empty() { End::NoAnswer } else { End::Unproved(Why::Uncited) });
        }
        if bare.starts_with(REQUEST_LIVE_AGENT) {
            return Err(End::Person);
        }
        let (claims, rest) = claims(sentence);
        let mut text: String = claims.iter().map(|claim| claim.text.trim_end()).collect();
        text.push_str(if claims.is_empty() { rest } else { rest.trim_end() });
        if claims.is_empty() && open(rest) {
            return Err(End::Unproved(Why::Broken));
        }
        if !address::harmless(&text) {
            return Err(End::Unproved(Why::Markup));
        }
        if claims.is_empty() {
            return if manners::polite(&text) {
                Ok((text, Vec::new()))
            } else {
                Err(End::Unproved(Why::Uncited))
            };
        }
        if rest.chars().any(char::is_alphanumeric) {
            return Err(End::Unproved(if open(rest) { Why::Broken } else { Why::Uncited }));
        }
        let mut cited = Vec::new();
        for claim in &claims {
            self.prove(claim).map_err(End::Unproved)?;
            cited.extend(claim.marks.iter().map(|(passage, _)| passage - 1));
        }
        Ok((text, cited))
    }

    fn prove(&self, claim: &Claim<'_>) -> Result<(), Why> {
        let text = fold::fold(claim.text);
        if !text.chars().any(char::is_alphanumeric) {
            return Err(Why::Broken);
        }
        let mut sentences = Vec::new();
        let mut denied = false;
        let mut passages = Vec::new();
        for (number, quote) in &claim.marks {
            let passage =
                number.checked_sub(1).and_then(|at| self.passages.get(at)).ok_or(Why::NoSuchPassage)?;
            let around = passage.find(quote).map_err(|misquote| match misquote {
                Misquote::TooShort => Why::TooShort,
                Misquote::Nowhere => Why::Misquoted,
            })?;
            sentences.extend(around.sentences);
            let theirs = tongue::portuguese(passage.tongue, "");
            denied |= around.thoughts.iter().any(|thought| polarity::denies(thought, theirs));
            passages.push(passage);
        }
        let stands =
            |address: &String| passages.iter().any(|passage| address::stands(address, &passage.addresses));
        if !address::addresses(claim.text).iter().all(stands) {
            return Err(Why::Address);
        }
        if !figures::stand(&text, &sentences) {
            return Err(Why::Figure);
        }
        let tongue = tongue::tongue(&text);
        let denies = polarity::denies(&text, tongue::portuguese(tongue, &self.locale));
        if denies != denied || opposite::opposed(&text, &sentences) {
            return Err(Why::Denial);
        }
        // A translation shares no words with what it translates; only into the visitor's language is it expected.
        let translated = tongue.is_some_and(|tongue| {
            let other = |passage: &&Stored| passage.tongue.is_some_and(|theirs| theirs != tongue);
            tongue::speaks(&self.locale, tongue) && passages.iter().all(other)
        });
        let known = passages.iter().flat_map(|passage| tongue::content(passage.text())).collect();
        if translated || tongue::related(&text, &known) { Ok(()) } else { Err(Why::Unrelated) }
    }
}

#[cfg(test)]
mod tests;
