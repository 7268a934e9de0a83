//! The model's citations: a sentence taken apart into what it claims and what it quotes for that.

use super::mark::{Mark, mark};

/// Part of a sentence, and the marks right behind it.
pub(super) struct Claim<'a> {
    pub(super) text: &'a str,
    pub(super) marks: Vec<(usize, &'a str)>,
}

/// A sentence's claims, and what stands behind the last mark.
pub(super) fn claims(sentence: &str) -> (Vec<Claim<'_>>, &str) {
    let mut claims: Vec<Claim<'_>> = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(found) = sentence[at..].find('[') {
        at += found;
        let Mark::Is { len, passage, quote } = mark(&sentence[at..]) else {
            at += 1;
            continue;
        };
        match claims.last_mut() {
            Some(last) if !sentence[start..at].chars().any(char::is_alphanumeric) => {
                last.marks.push((passage, quote));
            }
            _ => claims.push(Claim { text: &sentence[start..at], marks: vec![(passage, quote)] }),
        }
        at += len;
        start = at;
    }
    (claims, &sentence[start..])
}

/// Whether a text ends within a mark.
pub(super) fn open(text: &str) -> bool {
    text.match_indices('[').any(|(at, _)| mark(&text[at..]) == Mark::Open)
}
