//! The AI agent's first duty: to hear, in any supported language, that a visitor wants a person. Pure, and needs nothing else.

mod dense;
mod scripts;
mod spaced;
mod tongues;

use super::fold::{clauses, plain, words};

/// Letters that are listened to at the beginning and at the end of a message.
const HEARD: usize = 2_000;

/// Whether the visitor asks for a person: “I want to talk to a human” and its like, in any supported language whatever
/// the locale. A person who is only mentioned, or expressly not wanted, does not count.
pub fn wants_person(text: &str) -> bool {
    let length = text.chars().count();
    if length > HEARD * 2 {
        let head: String = text.chars().take(HEARD).collect();
        let tail: String = text.chars().skip(length - HEARD).collect();
        return wants_person(&head) || wants_person(&tail);
    }
    let text = plain(text);
    let clauses: Vec<&str> = clauses(&text).collect();
    let alone = clauses.len() <= 2;
    clauses.into_iter().any(|clause| {
        let said = words(clause);
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        tongues::ALL.iter().any(|tongue| spaced::wants(tongue, &said, alone))
            || scripts::ALL.iter().any(|script| dense::wants(script, clause))
    })
}

#[cfg(test)]
mod tests;
