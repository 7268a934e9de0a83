//! The AI agent's tact: anger, an answer that did not help, and a yes or no to its offer, heard in every language.

use crate::{
    fold::{clauses, plain},
    language::dense,
    phrases::{self, Heard},
    smalltalk::joined,
};

/// Which of a language's expressions are listened for.
type List = fn(&Heard) -> &Vec<String>;

/// A message longer than this says more than a mood.
const LETTERS: usize = 600;
/// A yes or no has at most this many letters, and this many words (in scripts without blanks: letters) beyond its own.
const REPLY: usize = 60;
const MORE: usize = 2;
/// Before one of these words a mood is its opposite: “not stupid”.
const NOT: [&str; 19] = [
    "not", "isnt", "arent", "wasnt", "never", "no", "nicht", "kein", "keine", "nie", "pas", "nunca", "nao",
    "sin", "ni", "jamais", "ليس", "ليست", "لست",
];

/// Whether the message insults or shows anger at what answers.
#[must_use]
pub fn is_angry(text: &str) -> bool {
    says(text, |heard| &heard.angry) || shouts(text)
}

/// Whether the message says that the answer before it did not help, or was wrong.
#[must_use]
pub fn not_helped(text: &str) -> bool {
    says(text, |heard| &heard.useless)
}

/// Whether the message declines an offer, and hardly says anything else.
#[must_use]
pub fn says_no(text: &str) -> bool {
    replies(text, |heard| &heard.no, |heard| &heard.yes)
}

/// Whether the message accepts an offer, and hardly says anything else.
#[must_use]
pub fn says_yes(text: &str) -> bool {
    replies(text, |heard| &heard.yes, |heard| &heard.no)
}

/// One of the expressions stands in the message, as whole words, with no “not” before it.
fn says(text: &str, list: List) -> bool {
    let text = plain(&text.chars().take(LETTERS).collect::<String>());
    clauses(&text).map(joined).any(|clause| {
        let clause = format!(" {clause} ");
        phrases::all().any(|(_, phrases)| {
            list(&phrases.heard).iter().any(|phrase| {
                if phrase.chars().any(dense) {
                    return clause.contains(phrase);
                }
                let found = clause.find(&format!(" {phrase} "));
                found.is_some_and(|at| !clause[..at].split(' ').rev().take(3).any(|word| NOT.contains(&word)))
            })
        })
    })
}

/// The message begins with an expression of the list, longer than any of the opposite one, and the rest says no opposite.
fn replies(text: &str, list: List, opposite: List) -> bool {
    if text.chars().count() > REPLY || text.contains(['?', '？', '؟']) {
        return false;
    }
    let text = plain(text);
    let said: Vec<String> = clauses(&text).map(joined).collect();
    let Some((first, rest)) = said.split_first() else { return false };
    let own = lead(first, list);
    own > lead(first, opposite) && rest.iter().all(|clause| lead(clause, opposite) == 0)
}

/// How long the longest expression of the list is that the clause consists of, or that it begins with and goes on for a word
/// or two. A single word must stand alone: “no one answers” declines nothing.
fn lead(clause: &str, list: List) -> usize {
    let length = |phrase: &String| {
        let rest = clause.strip_prefix(phrase.as_str())?;
        let ends = if phrase.chars().any(dense) {
            rest.is_empty() || (phrase.chars().count() > 1 && rest.chars().count() <= MORE)
        } else {
            let goes_on = rest.starts_with(' ') && rest.split_whitespace().count() <= MORE;
            rest.is_empty() || (phrase.contains(' ') && goes_on)
        };
        ends.then_some(phrase.len())
    };
    phrases::all().flat_map(|(_, phrases)| list(&phrases.heard)).filter_map(length).max().unwrap_or(0)
}

/// At least three exclamation marks after words in capitals.
fn shouts(text: &str) -> bool {
    let loud = text.chars().filter(|c| matches!(c, '!' | '！')).count() >= 3;
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    loud && letters.len() >= 12 && capitals * 10 >= letters.len() * 8
}

#[cfg(test)]
mod tests;
