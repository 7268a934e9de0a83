//! line: a menu's words, typed by hand: the desktop app shows no menu.

use super::{ALL, Words};

/// The longest words that are looked at, in bytes: more than any label has.
const LONGEST: usize = 200;

/// What the words do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// As the menu's button that asks for a person.
    Talk,
    /// As the one that goes back to the AI agent.
    Back,
    /// As the one that takes a request back.
    Cancel,
}

/// What the words do, if they are a button's label in any of the languages, or short for it. Case, space around them and
/// punctuation after them do not count. An ordinary sentence does nothing. Some are ordinary words where there is nothing
/// to go back to or to take back: whether they do something then is the caller's to say.
#[must_use]
pub fn typed(text: &str) -> Option<Typed> {
    let text = Some(text).filter(|text| text.len() <= LONGEST).map(folded)?;
    ALL.iter().find_map(|words| all(words).find(|(label, _)| *label == text).map(|(_, typed)| typed))
}

/// All labels of a language, as they are compared.
pub(super) fn all(words: &Words) -> impl Iterator<Item = (String, Typed)> {
    let keys = [
        ("menu.talk", Typed::Talk),
        ("menu.back", Typed::Back),
        ("menu.cancel", Typed::Cancel),
        ("typed.talk", Typed::Talk),
        ("typed.back", Typed::Back),
        ("typed.cancel", Typed::Cancel),
    ];
    let labels =
        keys.into_iter().flat_map(|(key, typed)| words.get(key).split('|').map(move |label| (label, typed)));
    labels.map(|(label, typed)| (folded(label), typed)).filter(|(label, _)| !label.is_empty())
}

/// In lower case and narrow letters, with one space between words and nothing behind them.
fn folded(text: &str) -> String {
    let quotes = ['"', '\'', '“', '”', '„', '‘', '’', '«', '»', '「', '」', '『', '』'];
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || quotes.contains(&letter));
    let ends = ['.', '!', '?', '…', '。', '！', '？', '．', '؟', '۔', '｡', '~', '～'];
    let text = text.trim_end_matches(|letter: char| {
        letter.is_whitespace() || quotes.contains(&letter) || ends.contains(&letter)
    });
    let narrow = text.chars().map(|letter| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '’' | '‘' | 'ʼ' => '\'',
        other => other,
    });
    narrow.collect::<String>().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
