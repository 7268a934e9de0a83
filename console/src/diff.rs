//! console: what two texts have in common, and what each has for itself; nothing of it depends on the page.

use leptos::prelude::*;
use similar::{Algorithm, ChangeTag, capture_diff_slices};

/// Above so many words together, lines are compared, which are fewer.
const WORDS: usize = 6_000;
/// Above so many lines together, only what stands at the start and at the end is held against each other.
const LINES: usize = 4_000;

/// A piece of either text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) kind: Kind,
    pub(crate) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// In both.
    Same,
    /// Only in the one before.
    Gone,
    /// Only in the one after.
    New,
}

/// The pieces in order; those that are gone stand before the new ones in their place.
pub(crate) fn diff(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    if old.len() + new.len() <= WORDS {
        return pieces(&old, &new);
    }
    let (old, new): (Vec<_>, Vec<_>) = (lines(before), lines(after));
    if old.len() + new.len() <= LINES { pieces(&old, &new) } else { ends(&old, &new) }
}

fn pieces(old: &[&str], new: &[&str]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        for change in op.iter_changes(old, new) {
            let kind = match change.tag() {
                ChangeTag::Equal => Kind::Same,
                ChangeTag::Delete => Kind::Gone,
                ChangeTag::Insert => Kind::New,
            };
            push(&mut pieces, kind, change.value());
        }
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, kind: Kind, text: &str) {
    match pieces.last_mut() {
        Some(last) if last.kind == kind => last.text.push_str(text),
        _ if text.is_empty() => {}
        _ => pieces.push(Piece { kind, text: text.to_owned() }),
    }
}

/// What both begin and end with, and between them all of the one and all of the other.
fn ends(old: &[&str], new: &[&str]) -> Vec<Piece> {
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
    let mut pieces = Vec::new();
    push(&mut pieces, Kind::Same, &old[..head].concat());
    push(&mut pieces, Kind::Gone, &old_rest[..old_rest.len() - tail].concat());
    push(&mut pieces, Kind::New, &new_rest[..new_rest.len() - tail].concat());
    push(&mut pieces, Kind::Same, &old_rest[old_rest.len() - tail..].concat());
    pieces
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Words, the room between them, and each sign for itself; a letter of a script without spaces is a word.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, letter) in text.char_indices() {
        let class = class(letter);
        if at != 0 && (last != Some(class) || class == Class::Single) {
            words.push(&text[start..at]);
            start = at;
        }
        last = Some(class);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Room,
    Single,
}

fn class(letter: char) -> Class {
    match letter {
        letter if letter.is_whitespace() => Class::Room,
        // Thai to Khmer, and from the Chinese, Japanese and Korean blocks on, but not the combining marks beside them.
        '\u{0e00}'..='\u{0eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Class::Single,
        letter if letter.is_alphanumeric() || matches!(letter, '_' | '\'' | '\u{300}'..='\u{36f}') => {
            Class::Word
        }
        _ => Class::Single,
    }
}

/// One text above another, as one: what is gone is crossed out, what is new is underlined.
pub(crate) fn diff_view(before: &str, after: &str) -> impl IntoView + use<> {
    let pieces = diff(before, after).into_iter().map(|Piece { kind, text }| match kind {
        Kind::Same => text.into_any(),
        Kind::Gone => view! { <del>{text}</del> }.into_any(),
        Kind::New => view! { <ins>{text}</ins> }.into_any(),
    });
    view! { <p class="diff" dir="auto">{pieces.collect_view()}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> String {
        diff(before, after)
            .into_iter()
            .map(|piece| match piece.kind {
                Kind::Same => piece.text,
                Kind::Gone => format!("[-{}-]", piece.text),
                Kind::New => format!("[+{}+]", piece.text),
            })
            .collect()
    }

    #[test]
    fn a_changed_word_is_all_that_is_marked() {
        assert_eq!(told("within 14 days.", "within 30 days."), "within [-14-][+30+] days.");
        assert_eq!(told("same", "same"), "same");
        assert_eq!(told("", "new"), "[+new+]");
        assert_eq!(told("old", ""), "[-old-]");
        assert_eq!(told("", ""), "");
    }

    #[test]
    fn texts_without_spaces_are_compared_letter_by_letter() {
        assert_eq!(told("退貨期限七天", "退貨期限九天"), "退貨期限[-七-][+九+]天");
    }

    #[test]
    fn both_texts_can_be_read_back() {
        let long = |word: &str| (0..4_000).map(|n| format!("{word} {n}\n")).collect::<String>();
        for (before, after) in [
            ("a b c\nd".to_owned(), "a c b\nd e".to_owned()),
            (long("line"), long("line").replace("line 77\n", "other\n")),
            (format!("{}x", long("a")), format!("{}x", long("b"))),
        ] {
            let pieces = diff(&before, &after);
            let without = |kind: Kind| {
                pieces
                    .iter()
                    .filter(|piece| piece.kind != kind)
                    .map(|piece| piece.text.as_str())
                    .collect::<String>()
            };
            assert_eq!(without(Kind::New), before);
            assert_eq!(without(Kind::Gone), after);
        }
    }
}
