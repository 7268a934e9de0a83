//! line: long words in several messages.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The longest text of one message, in UTF-16 units.
pub const TEXT_UNITS: usize = 5_000;

/// The part of a full message after which a cut looks for a better place: the last quarter.
const PREFERRED_FROM: usize = TEXT_UNITS / 4 * 3;

/// What ends a sentence where space follows.
const ENDS: [char; 6] = ['.', '!', '?', '…', '؟', '۔'];
/// What ends one in languages that put no space between sentences.
const FULL_WIDTH_ENDS: [char; 4] = ['。', '！', '？', '｡'];

/// The text in messages of at most [`TEXT_UNITS`] each, none of them blank. A cut is made at the end of a line where
/// there is one near the limit, else of a sentence, else of a word, else between two characters as people count them; only
/// such a one that is longer than a message is cut itself. Blank space where a message ends is left out.
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let full = head(rest, TEXT_UNITS);
        let end = if full.len() == rest.len() { rest.len() } else { cut(rest, full) };
        let (piece, more) = rest.split_at(end);
        let piece = piece.trim_end();
        if !piece.is_empty() {
            pieces.push(piece.to_owned());
        }
        rest = more;
    }
    pieces
}

/// As much of the text's beginning as fits, whole characters as people count them. It is empty only if the text is: of
/// one that is longer than all that fits, as much is taken as fits.
pub(super) fn head(text: &str, units: usize) -> &str {
    let clusters = text.grapheme_indices(true).map(|(at, cluster)| (at + cluster.len(), length(cluster)));
    match fitting(clusters, units) {
        0 => {
            let letters =
                text.char_indices().map(|(at, letter)| (at + letter.len_utf8(), letter.len_utf16()));
            &text[..fitting(letters, units)]
        }
        end => &text[..end],
    }
}

/// The end of the last part that fits, of parts each with its end and its length.
fn fitting(parts: impl Iterator<Item = (usize, usize)>, units: usize) -> usize {
    let mut used = 0_usize;
    let mut fits = 0;
    for (end, length) in parts {
        used = used.saturating_add(length);
        if used > units {
            break;
        }
        fits = end;
    }
    fits
}

/// UTF-16 units.
pub(super) fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Where to cut `text`, of which `full` fits.
fn cut(text: &str, full: &str) -> usize {
    // Space that follows would begin the next message; it goes with this one, whose end is left blank.
    let after = &text[full.len()..];
    let blank = after.len() - after.trim_start_matches(' ').len();
    if blank > 0 || after.starts_with(['\n', '\r']) {
        return full.len() + blank;
    }
    let from = head(full, PREFERRED_FROM).len();
    let late = |end: usize| end > from && end <= full.len() && is_between_clusters(text, end);
    let after_last = |found: fn(char) -> bool| {
        full.char_indices()
            .rev()
            .filter(move |(_, letter)| found(*letter))
            .map(|(at, letter)| at + letter.len_utf8())
    };
    let sentence = || {
        let starts = full.split_sentence_bound_indices().map(|(at, _)| at);
        starts.filter(|at| late(*at) && ends_sentence(&full[..*at])).last()
    };
    // The end of what fits may be a bound as well, which what follows tells.
    let known = head(text, TEXT_UNITS * 2);
    let word = || known.split_word_bound_indices().map(|(at, _)| at).rfind(|at| late(*at));
    let line = after_last(|letter| letter == '\n').find(|end| late(*end));
    // Words before bounds of words: an address has bounds in it.
    line.or_else(sentence)
        .or_else(|| after_last(|letter| letter.is_whitespace() && letter != '\u{a0}').find(|end| late(*end)))
        .or_else(word)
        .unwrap_or(full.len())
}

fn ends_sentence(text: &str) -> bool {
    let words = text.trim_end();
    words.ends_with(FULL_WIDTH_ENDS) || (words.len() < text.len() && words.ends_with(ENDS))
}

fn is_between_clusters(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(false)
}

#[cfg(test)]
mod tests;
