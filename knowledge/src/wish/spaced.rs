//! The wish in languages with blanks between words: a few patterns over a language's tables.

use crate::slip::one_slip;

/// A language's words for the wish, in plain spelling, with blanks between them.
pub(super) struct Tongue {
    /// To talk, to connect: verbs that take a person, most of them with a link.
    pub(super) talk: &'static str,
    /// Those that may stand apart from the person: “speak about my order with somebody”.
    pub(super) apart: &'static str,
    /// With, to.
    pub(super) links: &'static str,
    /// To want, to need: what they take directly must be a person.
    pub(super) want: &'static str,
    /// What may stand before a person: articles, “real”, “live”.
    pub(super) fill: &'static str,
    /// A person whom one asks for.
    pub(super) person: &'static str,
    /// Less certain ones: somebody, the support, people. They need a verb.
    pub(super) some: &'static str,
    /// What else may stand in a message that is nothing but “a person, please”.
    pub(super) polite: &'static str,
    pub(super) not: &'static str,
    /// After one of these, an earlier “not” belongs to something else: “I can't find it I want …”.
    pub(super) anew: &'static str,
    /// Questions about the past or about others begin with these.
    pub(super) other: &'static str,
    /// After a person, these make it something else: “human hands”.
    pub(super) tails: &'static str,
    /// What clings to the front of a word.
    pub(super) prefixes: &'static str,
}

/// How far a “not” reaches, and how far a person may stand from its verb, in words.
const REACH: usize = 6;
/// The longest message that is taken for a bare “a person, please”.
const BARE: usize = 5;
/// Words that are no slips although they look like some.
const REAL: [&str; 16] = [
    "hunan",
    "humane",
    "humans",
    "agents",
    "persons",
    "persona",
    "personal",
    "operate",
    "operators",
    "regent",
    "argent",
    "urgent",
    "speaks",
    "speck",
    "steak",
    "reparent",
];

pub(super) fn wants(tongue: &Tongue, words: &[&str], alone: bool) -> bool {
    if words.is_empty() || words.first().is_some_and(|first| has(tongue.other, first)) {
        return false;
    }
    (alone && bare(tongue, words))
        || (0..words.len()).any(|at| {
            let found = talking(tongue, words, at)
                .or_else(|| apart(tongue, words, at))
                .or_else(|| wanting(tongue, words, at));
            found.is_some_and(|(start, end)| !denied(tongue, words, start, end))
        })
}

/// “Talk to a human”.
fn talking(tongue: &Tongue, words: &[&str], at: usize) -> Option<(usize, usize)> {
    if !tongue.is(tongue.talk, words[at]) {
        return None;
    }
    person(tongue, words, at + 1, tongue.links, tongue.some).map(|person| (at, person))
}

/// “With a human … talk”, “talk … with a human”.
fn apart(tongue: &Tongue, words: &[&str], at: usize) -> Option<(usize, usize)> {
    if !has(tongue.links, words[at]) {
        return None;
    }
    let person = person(tongue, words, at + 1, "", tongue.some)?;
    let verb =
        |range: std::ops::Range<usize>| range.into_iter().find(|at| tongue.is(tongue.apart, words[*at]));
    let before = verb(at.saturating_sub(REACH)..at);
    let behind = verb(person + 1..words.len().min(person + 1 + REACH));
    let verb = before.or(behind)?;
    Some((verb.min(at), person.max(verb)))
}

/// “I need a human”.
fn wanting(tongue: &Tongue, words: &[&str], at: usize) -> Option<(usize, usize)> {
    if !has(tongue.want, tongue.bare(words[at])) && !has(tongue.want, words[at]) {
        return None;
    }
    person(tongue, words, at + 1, "", "").map(|person| (at, person))
}

/// “Human please”.
fn bare(tongue: &Tongue, words: &[&str]) -> bool {
    words.len() <= BARE
        && words.iter().any(|word| tongue.is(tongue.person, word))
        && words
            .iter()
            .all(|word| tongue.is(tongue.person, word) || has(tongue.fill, word) || has(tongue.polite, word))
}

/// The last person in a row of persons and what may stand before them: “a live human agent”.
fn person(tongue: &Tongue, words: &[&str], from: usize, also: &str, some: &str) -> Option<usize> {
    let mut found = None;
    for (at, word) in words.iter().enumerate().skip(from).take(REACH) {
        if tongue.is(tongue.person, word) || tongue.is(some, word) {
            found = Some(at);
        } else if !has(also, word) && !has(tongue.fill, word) {
            break;
        }
    }
    found.filter(|at| words.get(at + 1).is_none_or(|tail| !has(tongue.tails, tail)))
}

fn denied(tongue: &Tongue, words: &[&str], start: usize, end: usize) -> bool {
    let first = start.saturating_sub(REACH);
    let Some(not) = (first..=end).rev().find(|at| has(tongue.not, words[*at])) else { return false };
    let doubt = words.get(not + 1).is_some_and(|word| matches!(*word, "think" | "believe"));
    let anew = !doubt && (not + 2..start).any(|at| has(tongue.anew, words[at]));
    let why = not > 0 && matches!(words[not - 1], "why" | "warum" | "porque" | "pourquoi");
    !why && !anew
}

impl Tongue {
    fn is(&self, list: &str, word: &str) -> bool {
        let bare = self.bare(word);
        let slip = |known: &str| known.chars().count() >= 5 && one_slip(known, word);
        let swapped = |known: &str| {
            known.len() == 4 && word.len() == 4 && one_slip(known, word) && anagram(known, word)
        };
        has(list, word)
            || has(list, bare)
            || (!REAL.contains(&word)
                && word.len() >= 4
                && list.split(' ').any(|known| slip(known) || swapped(known)))
    }

    fn bare<'w>(&self, word: &'w str) -> &'w str {
        let cut = |prefix: &str| word.strip_prefix(prefix).filter(|rest| rest.chars().count() >= 2);
        self.prefixes.split(' ').filter(|prefix| !prefix.is_empty()).find_map(cut).unwrap_or(word)
    }
}

/// Whether the word stands in a list of words with blanks between them.
fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

fn anagram(a: &str, b: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(a) == sorted(b)
}
