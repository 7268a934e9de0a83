//! The model's citations: a passage made ready to be compared with.

use std::ops::Range;

use super::{
    address::addresses,
    fold::{dense, fold, letter, words},
    tongue::{Tongue, tongue},
};

/// What a quotation needs to be one: words, or dense letters.
const WORDS: usize = 3;
const DENSE: usize = 8;
/// A passage of at most so many characters may be quoted whole, however short it is.
const SHORT: usize = 60;

/// Where a new thought begins that may say the opposite.
const TURNS: [&str; 17] = [
    "; ",
    ", but ",
    ", however",
    ", aber ",
    ", sondern ",
    ", jedoch ",
    ", mais ",
    ", pero ",
    ", sino ",
    ", mas ",
    ",但",
    ";但",
    "ですが",
    "ますが",
    "지만",
    "แต่",
    " ولكن",
];

/// A passage.
#[derive(Debug)]
pub(super) struct Stored {
    text: String,
    sentences: Vec<Range<usize>>,
    pub(super) addresses: Vec<String>,
    pub(super) tongue: Option<Tongue>,
}

/// What stands around a quotation.
#[derive(Debug, Default)]
pub(super) struct Around<'a> {
    /// The sentences that it touches: where figures may come from.
    pub(super) sentences: Vec<&'a str>,
    /// The thoughts that it touches: whether something is denied.
    pub(super) thoughts: Vec<&'a str>,
}

/// Why a quotation proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misquote {
    TooShort,
    Nowhere,
}

impl Stored {
    pub(super) fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut sentences = Vec::new();
        for line in lines(text) {
            let line = fold(&line);
            if !folded.is_empty() && !line.is_empty() {
                folded.push(' ');
            }
            let begin = folded.len();
            let mut start = 0;
            while let Some(end) = sentence(&line[start..]).map(|end| start + end) {
                let blanks = line[start..].len() - line[start..].trim_start().len();
                sentences.push(begin + start + blanks..begin + end);
                start = end;
            }
            folded.push_str(&line);
        }
        Self { addresses: addresses(text), tongue: tongue(&folded), text: folded, sentences }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Everything around every place where the words stand.
    pub(super) fn find(&self, quote: &str) -> Result<Around<'_>, Misquote> {
        let quote = fold(quote);
        let ends = |c: char| !letter(c) && !matches!(c, '£' | '$' | '€' | '¥' | '₩' | '%' | '฿');
        let quote = quote.trim_matches(ends);
        let whole = self.text.trim_matches(ends) == quote && quote.chars().count() <= SHORT;
        let long = words(quote).count() >= WORDS || quote.chars().filter(|c| dense(*c)).count() >= DENSE;
        if quote.is_empty() || !(long || whole) {
            return Err(Misquote::TooShort);
        }
        let mut around = Around::default();
        for (at, _) in self.text.match_indices(quote) {
            let range = at..at + quote.len();
            if !self.apart(&range) {
                continue;
            }
            for sentence in self.sentences.iter().filter(|sentence| touch(sentence, &range)) {
                around.sentences.push(&self.text[sentence.clone()]);
                for thought in
                    thoughts(&self.text, sentence.clone()).into_iter().filter(|part| touch(part, &range))
                {
                    around.thoughts.push(&self.text[thought]);
                }
            }
        }
        if around.sentences.is_empty() { Err(Misquote::Nowhere) } else { Ok(around) }
    }

    /// Whether words end where the range ends.
    fn apart(&self, range: &Range<usize>) -> bool {
        let inside = |a: Option<char>, b: Option<char>| match (a, b) {
            (Some(a), Some(b)) => letter(a) && letter(b) && !dense(a) && !dense(b),
            _ => false,
        };
        let (before, after) = (&self.text[..range.start], &self.text[range.end..]);
        let quote = &self.text[range.clone()];
        !inside(before.chars().next_back(), quote.chars().next())
            && !inside(quote.chars().next_back(), after.chars().next())
    }
}

fn touch(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// A text's lines; one that only goes on where the one before had no more room is joined to it.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = line.trim();
        let begins = line.starts_with(['-', '*', '+', '#', '|', '>', '•', '・']) || numbered(line);
        match lines.last_mut() {
            Some(last) if open && !begins && !line.is_empty() => {
                last.push(' ');
                last.push_str(line);
            }
            _ if line.is_empty() => {}
            _ => lines.push(line.to_owned()),
        }
        open = !line.is_empty() && !line.starts_with(['#', '|']);
    }
    lines
}

/// `1. Open it`, `12) Close it`.
fn numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=3).contains(&(line.len() - rest.len()))
        && rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.starts_with(' '))
}

/// The end of the first sentence of a folded line.
fn sentence(line: &str) -> Option<usize> {
    if line.trim().is_empty() {
        return None;
    }
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        let rest = &line[end..];
        let ends = match c {
            '。' => true,
            '.' | '!' | '?' | '؟' | '۔' | '।' => rest.starts_with(' ') || dense_next(rest) && c != '.',
            _ => false,
        };
        if ends && line[..at].chars().any(char::is_alphabetic) {
            return Some(end);
        }
    }
    Some(line.len())
}

fn dense_next(rest: &str) -> bool {
    rest.chars().next().is_some_and(dense)
}

/// A sentence cut where it turns.
fn thoughts(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut cuts: Vec<usize> = TURNS
        .iter()
        .flat_map(|turn| text[sentence.clone()].match_indices(turn).map(|(at, _)| sentence.start + at))
        .filter(|at| *at > sentence.start)
        .collect();
    cuts.sort_unstable();
    cuts.push(sentence.end);
    let mut start = sentence.start;
    cuts.into_iter().map(|end| std::mem::replace(&mut start, end)..end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_stands_around() {
        let stored = Stored::new(
            "# Shipping\n\nWe ship on Monday, but not on Sunday. Parcels take\n3.5 days.\n\n- **Japan:** £16, 7 days.\n- Taiwan: £17, 8 days.\n\n送料は無料です。翌日に届きます。",
        );
        for (quote, sentences, thoughts) in [
            ("We ship on Monday", vec!["we ship on monday, but not on sunday."], vec!["we ship on monday"]),
            ("parcels take 3.5 days", vec!["parcels take 3.5 days."], vec!["parcels take 3.5 days."]),
            ("Japan: £16, 7 days.", vec!["- japan: £16, 7 days."], vec!["- japan: £16, 7 days."]),
            ("送料は無料です。", vec![], vec![]),
            (
                "送料は無料です。翌日",
                vec!["送料は無料です。", "翌日に届きます。"],
                vec!["送料は無料です。", "翌日に届きます。"],
            ),
        ] {
            match stored.find(quote) {
                Ok(around) => {
                    assert_eq!((around.sentences, around.thoughts), (sentences, thoughts), "{quote}");
                }
                Err(error) => assert_eq!((error, sentences.len()), (Misquote::TooShort, 0), "{quote}"),
            }
        }
        for quote in
            ["ship on Tuesday now", "hip on Monday but", "arcels take 3.5 days", "parcels take 3.5 day"]
        {
            assert_eq!(stored.find(quote).err(), Some(Misquote::Nowhere), "{quote}");
        }
        for quote in ["", "...", "Monday", "on Monday", "届きます"] {
            assert_eq!(stored.find(quote).err(), Some(Misquote::TooShort), "{quote}");
        }
        assert!(Stored::new("Free returns.").find("free returns").is_ok());
    }
}
