//! tests, bench: a text of one conversation as a pattern for many: its times and some of its words are left open.

use super::dice::{Dice, Vocabulary};

/// Numbers from here on are times: 2014, milliseconds.
const TIMES: i64 = 1_400_000_000_000;
/// What an open word begins with; two letters that tell it from others follow.
pub(crate) const WORD: &str = "zq";
pub(crate) const NOUN: &str = "zj";
pub(crate) const LABEL: &str = "zx";
/// An open word's length, bytes.
const LENGTH: usize = 4;
/// What stands before how long a request has waited.
const WAITED: &str = "\"waited\":";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    Noun,
    Label,
}

#[derive(Debug)]
enum Piece {
    Text(String),
    /// Milliseconds after the conversation's opening.
    Time(i64),
    /// A duration, milliseconds.
    Lasts(i64),
    Open(Kind, usize),
}

#[derive(Debug)]
pub(crate) struct Pattern(Vec<Piece>);

/// How long what happened in a pattern takes in its copies: people are slower than programs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// The pattern's length, milliseconds.
    pub(crate) length: i64,
    pub(crate) factor: i64,
}

impl Pace {
    /// What lies far ahead, such as a deadline, stays as far.
    pub(crate) const fn of(self, time: i64) -> i64 {
        if time <= self.length { time * self.factor } else { time }
    }
}

/// One copy: when it was opened, and its words.
pub(crate) struct Filling {
    pub(crate) opened: i64,
    words: [Vec<String>; 3],
}

impl Filling {
    /// `first` stands for the first open word, where it is given.
    pub(crate) fn new(opened: i64, first: Option<&str>, words: &Vocabulary, dice: &mut Dice) -> Self {
        let mut chosen = [
            (0..SLOTS).map(|_| words.word(dice).to_owned()).collect::<Vec<_>>(),
            (0..SLOTS).map(|_| words.noun(dice).to_owned()).collect(),
            (0..2).map(|_| Vocabulary::label(dice).to_owned()).collect(),
        ];
        if let (Some(first), Some(slot)) = (first, chosen[0].first_mut()) {
            first.clone_into(slot);
        }
        Self { opened, words: chosen }
    }

    fn word(&self, kind: Kind, slot: usize) -> &str {
        let words = &self.words[kind as usize];
        &words[slot % words.len()]
    }
}

/// Open words of a kind, in one conversation.
pub(crate) const SLOTS: usize = 160;

impl Pattern {
    /// Reads a text of a conversation that was opened then.
    pub(crate) fn new(text: &str, opened: i64) -> Self {
        let mut pieces = Vec::new();
        let (mut from, mut at) = (0, 0);
        while at < text.len() {
            let rest = &text[at..];
            let found = time(&text[..at], rest, opened).or_else(|| open(rest));
            match found {
                Some((piece, length)) => {
                    pieces.push(Piece::Text(text[from..at].to_owned()));
                    pieces.push(piece);
                    at += length;
                    from = at;
                }
                None => at += rest.chars().next().map_or(1, char::len_utf8),
            }
        }
        pieces.push(Piece::Text(text[from..].to_owned()));
        Self(pieces)
    }

    pub(crate) fn fill(&self, with: &Filling, pace: Pace) -> String {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(plain) => text.push_str(plain),
                Piece::Time(after) => text.push_str(&(with.opened + pace.of(*after)).to_string()),
                Piece::Lasts(long) => text.push_str(&pace.of(*long).to_string()),
                Piece::Open(kind, slot) => text.push_str(with.word(*kind, *slot)),
            }
        }
        text
    }

    /// How long the request had waited, where this is an acceptance.
    pub(crate) fn waited(&self, pace: Pace) -> Option<i64> {
        self.0.iter().find_map(|piece| match piece {
            Piece::Lasts(long) => Some(pace.of(*long)),
            Piece::Text(_) | Piece::Time(_) | Piece::Open(..) => None,
        })
    }
}

/// A number at the beginning of `rest`, which nothing in `before` is a part of: a time, or how long somebody waited.
fn time(before: &str, rest: &str, opened: i64) -> Option<(Piece, usize)> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || before.ends_with(|c: char| c.is_ascii_digit() || c == '.' || c == '-') {
        return None;
    }
    let number: i64 = rest[..digits].parse().ok()?;
    if before.ends_with(WAITED) {
        return Some((Piece::Lasts(number), digits));
    }
    is_time(number).then(|| (Piece::Time(number - opened), digits))
}

pub(crate) const fn is_time(number: i64) -> bool {
    number >= TIMES && number < 2 * TIMES
}

fn open(rest: &str) -> Option<(Piece, usize)> {
    let kinds = [(WORD, Kind::Word), (NOUN, Kind::Noun), (LABEL, Kind::Label)];
    let (_, kind) = kinds.into_iter().find(|(mark, _)| rest.starts_with(mark))?;
    let letters = rest.as_bytes().get(2..LENGTH)?;
    let number = |letter: &u8| letter.checked_sub(b'a').filter(|number| *number < 26).map(usize::from);
    let slot = number(&letters[0])? * 26 + number(&letters[1])?;
    Some((Piece::Open(kind, slot), LENGTH))
}

/// The open word of this number, as a conversation says it.
pub(crate) fn slot(mark: &str, number: usize) -> String {
    let letter = |number: usize| char::from(b"abcdefghijklmnopqrstuvwxyz"[number % 26]);
    format!("{mark}{}{}", letter(number / 26), letter(number))
}
