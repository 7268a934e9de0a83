//! Tokens: text cut into what the search compares. Pure.
//!
//! Words of scripts with spaces are folded: compatibility forms, case and accents do not matter. Scripts without spaces
//! (Chinese, Japanese, Thai, Khmer, Lao, Burmese) become overlapping pairs of characters, and a query in them a phrase of
//! such pairs, so that any piece of a text finds it. The last word of a query may go on.

use std::ops::Range;

use baton_protocol::agent::Piece;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use crate::store::model::{Phrase, Phrases};

/// Phrases of one query; what comes after them is left out.
const PHRASES: usize = 12;
/// Tokens of one text that the index takes in.
const TOKENS: usize = 4_000;
/// The longest token, in characters.
const TOKEN_CHARS: usize = 40;
/// A hit's words: so many characters around the first match.
const AROUND: usize = 60;

/// A word, or a run of a script without spaces, folded; and where it stands.
struct Part {
    text: String,
    dense: bool,
    bytes: Range<usize>,
}

/// The text's tokens, with spaces between them.
pub(super) fn index_text(text: &str) -> String {
    let mut tokens = Vec::new();
    for part in parts(text) {
        if part.dense {
            tokens.extend(pairs(&part.text, true));
        } else {
            tokens.push(part.text);
        }
        if tokens.len() >= TOKENS {
            break;
        }
    }
    tokens.truncate(TOKENS);
    tokens.join(" ")
}

/// What a query asks for; `None` where it asks for nothing that could be found.
pub(super) fn phrases(query: &str) -> Option<Phrases> {
    let open = query.chars().next_back().is_some_and(char::is_alphanumeric);
    let parts: Vec<Part> = parts(query).into_iter().take(PHRASES).collect();
    let last = parts.len().checked_sub(1)?;
    let phrase = |(at, part): (usize, Part)| {
        // One letter of a script with spaces begins too much.
        let open = open && at == last && (part.dense || part.text.chars().nth(1).is_some());
        if !part.dense {
            return Phrase { tokens: vec![part.text], open };
        }
        // One character alone is the beginning of pairs.
        let single = part.text.chars().nth(1).is_none();
        Phrase { tokens: pairs(&part.text, false), open: single }
    };
    Some(Phrases(parts.into_iter().enumerate().map(phrase).collect()))
}

/// The words around the first match, those that were looked for marked.
pub(super) fn marked(text: &str, phrases: &Phrases) -> Vec<Piece> {
    let found = matches(text, phrases);
    let middle = found.first().map_or(0, |range| range.start);
    let start = back(text, middle, AROUND);
    let end = forth(text, found.first().map_or(0, |range| range.end), AROUND * 2);
    let mut pieces = Vec::new();
    let mut push = |text: &str, hit| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), hit });
        }
    };
    let mut at = start;
    if start > 0 {
        push("\u{2026}", false);
    }
    for range in found.into_iter().filter(|range| range.start >= start && range.end <= end) {
        if range.start >= at {
            push(&text[at..range.start], false);
            push(&text[range.clone()], true);
            at = range.end;
        }
    }
    push(&text[at..end], false);
    if end < text.len() {
        push("\u{2026}", false);
    }
    pieces
}

/// Where the phrases stand in the text, in order.
fn matches(text: &str, Phrases(phrases): &Phrases) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for part in parts(text) {
        for phrase in phrases {
            if part.dense {
                found.extend(dense_matches(text, &part, &joined(phrase)));
            } else if let [token] = phrase.tokens.as_slice()
                && (part.text == *token || (phrase.open && part.text.starts_with(token.as_str())))
            {
                found.push(part.bytes.clone());
            }
        }
    }
    found.sort_by_key(|range| (range.start, range.end));
    found
}

/// Where `wanted` stands in a run of a script without spaces. A character may be folded into several.
fn dense_matches(text: &str, part: &Part, wanted: &str) -> Vec<Range<usize>> {
    let run = &text[part.bytes.clone()];
    let ends_at = |start: usize| {
        let mut rest = wanted.chars();
        for (at, c) in run[start..].char_indices() {
            if rest.as_str().is_empty() {
                return Some(start + at);
            }
            if !folded(c).all(|c| rest.next() == Some(c)) {
                return None;
            }
        }
        rest.as_str().is_empty().then_some(run.len())
    };
    let place = |start| ends_at(start).map(|end| part.bytes.start + start..part.bytes.start + end);
    run.char_indices().filter_map(|(start, _)| place(start)).collect()
}

/// The run that these pairs were cut from.
fn joined(phrase: &Phrase) -> String {
    let mut text = String::new();
    for token in &phrase.tokens {
        if text.is_empty() { text.push_str(token) } else { text.extend(token.chars().skip(1)) }
    }
    text
}

/// Every two neighbours, and with `tail` the last one alone, so that it is found by itself.
fn pairs(run: &str, tail: bool) -> Vec<String> {
    let chars: Vec<char> = run.chars().collect();
    let mut pairs: Vec<String> = chars.windows(2).map(|pair| pair.iter().collect()).collect();
    if let Some(last) = chars.last().filter(|_| tail || pairs.is_empty()) {
        pairs.push(last.to_string());
    }
    pairs
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (start, word) in text.unicode_word_indices() {
        let bytes = start..start + word.len();
        let dense = word.chars().any(is_dense);
        let text: String =
            word.chars().flat_map(folded).take(if dense { usize::MAX } else { TOKEN_CHARS }).collect();
        match parts.last_mut() {
            // A run goes on where its words touch: how it is cut into words is a matter of dictionaries.
            Some(run) if dense && run.dense && run.bytes.end == start => {
                run.text.push_str(&text);
                run.bytes.end = bytes.end;
            }
            _ if text.is_empty() => {}
            _ => parts.push(Part { text, dense, bytes }),
        }
    }
    parts
}

/// A character as the search compares it: without its accents, but for scripts in which such signs are letters.
fn folded(c: char) -> impl Iterator<Item = char> {
    let dense = is_dense(c);
    let parts: Vec<char> = if dense {
        std::iter::once(c).nfkc().collect()
    } else {
        std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)).collect()
    };
    // What is left of ligatures and the like may be signs.
    let kept = move |c: &char| c.is_alphanumeric() || (dense && is_combining_mark(*c));
    parts.into_iter().flat_map(char::to_lowercase).filter(kept)
}

/// Scripts that are written without spaces.
fn is_dense(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Burmese
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}' // Hiragana, Katakana
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{9fff}' // Han
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

fn back(text: &str, from: usize, chars: usize) -> usize {
    text[..from].char_indices().rev().nth(chars.saturating_sub(1)).map_or(0, |(at, _)| at)
}

fn forth(text: &str, from: usize, chars: usize) -> usize {
    text[from..].char_indices().nth(chars).map_or(text.len(), |(at, _)| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, query: &str, shown: &str) {
        let phrases = phrases(query).unwrap();
        let pieces = marked(text, &phrases);
        let told: String = pieces
            .iter()
            .map(|Piece { text, hit }| if *hit { format!("[{text}]") } else { text.clone() })
            .collect();
        assert_eq!(told, shown, "{query:?} in {text:?}");
    }

    #[test]
    fn case_accents_and_forms_do_not_matter() {
        check("Das Caf\u{e9} \u{d6}ffnet um 9", "cafe offnet ", "Das [Caf\u{e9}] [\u{d6}ffnet] um 9");
        check("\u{ff21}bc", "abc ", "[\u{ff21}bc]");
        assert_eq!(index_text("Don't PANIC, it's 42."), "dont panic its 42");
    }

    #[test]
    fn the_last_word_may_go_on() {
        check("Lamps and lampshades", "lamp", "[Lamps] and [lampshades]");
        check("Lamps and lampshades", "lamp ", "Lamps and lampshades");
    }

    #[test]
    fn scripts_without_spaces_are_found_by_any_piece() {
        assert_eq!(
            index_text("\u{8fd4}\u{54c1}\u{3067}\u{304d}"),
            "\u{8fd4}\u{54c1} \u{54c1}\u{3067} \u{3067}\u{304d} \u{304d}"
        );
        check(
            "\u{8336}\u{306e}\u{8fd4}\u{54c1}\u{306f}",
            "\u{8fd4}\u{54c1}",
            "\u{8336}\u{306e}[\u{8fd4}\u{54c1}]\u{306f}",
        );
        check(
            "\u{e19}\u{e49}\u{e33}\u{e0a}\u{e32}",
            "\u{e19}\u{e49}\u{e33}",
            "[\u{e19}\u{e49}\u{e33}]\u{e0a}\u{e32}",
        );
        check("\u{8336}\u{306e}\u{8fd4}\u{54c1}", "\u{54c1}", "\u{8336}\u{306e}\u{8fd4}[\u{54c1}]");
    }

    #[test]
    fn signs_alone_ask_for_nothing() {
        for query in ["", " ", "\"", "* - ()", "%", "\u{202e}"] {
            assert_eq!(phrases(query), None, "{query:?}");
        }
        let odd = phrases("a\" OR NEAR(b*) -c %d").unwrap();
        assert_eq!(odd.0.len(), 6);
    }

    #[test]
    fn a_long_text_is_shown_around_its_match() {
        let text = format!("{} needle {}", "a ".repeat(200), "b ".repeat(200));
        let pieces = marked(&text, &phrases("needle").unwrap());
        assert!(pieces.iter().any(|piece| piece.hit && piece.text == "needle"));
        let length: usize = pieces.iter().map(|piece| piece.text.chars().count()).sum();
        assert!(length < 200, "{length}");
    }
}
