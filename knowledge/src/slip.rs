//! The AI agent's tolerance: whether two words are one slip of the finger apart.

use std::collections::{BTreeSet, HashMap, HashSet};

/// The letters of the shortest word that may be a slip, and of the shortest that it may be meant for.
const SLIPPED: usize = 5;
const MEANT: usize = 4;

/// Known words, found by what a slip leaves as it was: no slip touches both ends of a word.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    known: HashSet<String>,
    /// Each word with its stem, by its first two letters and by its last two.
    by_end: HashMap<(bool, char, char), Vec<(String, String)>>,
}

impl Forms {
    pub(crate) fn add(&mut self, word: &str, stem: &str) {
        if word.chars().count() < MEANT || !self.known.insert(word.to_owned()) {
            return;
        }
        for end in ends(word) {
            self.by_end.entry(end).or_default().push((word.to_owned(), stem.to_owned()));
        }
    }

    /// The stems of the words that this one may be a slip of, in their order.
    pub(crate) fn near(&self, word: &str) -> BTreeSet<&str> {
        if word.chars().count() < SLIPPED {
            return BTreeSet::new();
        }
        let near = ends(word).filter_map(|end| self.by_end.get(&end)).flatten();
        near.filter(|(form, _)| one_slip(form, word)).map(|(_, stem)| stem.as_str()).collect()
    }
}

fn ends(word: &str) -> impl Iterator<Item = (bool, char, char)> {
    let head = word.chars().next().zip(word.chars().nth(1)).map(|(a, b)| (true, a, b));
    let mut letters = word.chars().rev();
    let tail = letters.next().zip(letters.next()).map(|(a, b)| (false, a, b));
    head.into_iter().chain(tail)
}

/// One letter too many, too few or wrong, or two neighbours swapped. Equal words are no slip.
pub(crate) fn one_slip(a: &str, b: &str) -> bool {
    let same = |(x, y): &(char, char)| x == y;
    let head: usize = a.chars().zip(b.chars()).take_while(same).map(|(x, _)| x.len_utf8()).sum();
    let (a, b) = (&a[head..], &b[head..]);
    let tail: usize = a.chars().rev().zip(b.chars().rev()).take_while(same).map(|(x, _)| x.len_utf8()).sum();
    let mut a = a[..a.len() - tail].chars();
    let mut b = b[..b.len() - tail].chars();
    match (a.next(), a.next(), a.next(), b.next(), b.next(), b.next()) {
        (Some(_), None, None, None, None, None)
        | (None, None, None, Some(_), None, None)
        | (Some(_), None, None, Some(_), None, None) => true,
        (Some(a1), Some(a2), None, Some(b1), Some(b2), None) => a1 == b2 && a2 == b1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slip_is_found_by_an_end() {
        let mut forms = Forms::default();
        for word in ["delivery", "taiwan", "teapot", "green", "gree", "abc"] {
            forms.add(word, word);
        }
        for (word, near) in [
            ("delivrey", vec!["delivery"]),
            ("edlivery", vec!["delivery"]),
            ("deliveyr", vec!["delivery"]),
            ("taiwn", vec!["taiwan"]),
            ("aiwan", vec!["taiwan"]),
            ("taiwanx", vec!["taiwan"]),
            ("gteen", vec!["green"]),
            ("grene", vec!["gree", "green"]),
            ("abcd", vec![]),
            ("teapot", vec![]),
            ("coffee", vec![]),
        ] {
            assert_eq!(forms.near(word).into_iter().collect::<Vec<_>>(), near, "{word}");
        }
    }

    #[test]
    fn slips() {
        for (a, b) in [
            ("human", "humna"),
            ("agent", "agnet"),
            ("person", "persn"),
            ("person", "perrson"),
            ("speak", "spesk"),
            ("agent", "gent"),
            ("größe", "grösse"),
        ] {
            assert_eq!(one_slip(a, b), a != "größe", "{a} {b}");
            assert_eq!(one_slip(b, a), a != "größe", "{b} {a}");
        }
    }

    #[test]
    fn no_slips() {
        for (a, b) in
            [("human", "human"), ("tea", "coffee"), ("human", "hamun x"), ("abcd", "badc"), ("", "")]
        {
            assert!(!one_slip(a, b), "{a} {b}");
        }
        assert!(one_slip("", "a"));
    }
}
