//! line: who a message is from.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::split;

/// The longest name, in UTF-16 units.
const NAME_UNITS: usize = 20;
/// The longest address of a picture, in characters.
const ICON_CHARS: usize = 2_000;
/// What LINE lets nobody be called.
const RESERVED: &str = "line";

/// A name and a picture that LINE shows beside a message.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct Sender {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    icon_url: Option<String>,
}

impl Sender {
    /// `name` is made one that LINE takes: no marks that are not seen, 20 UTF-16 units at most, and where `LINE` is in it,
    /// the word is abbreviated (`Caroline` to `Carol.`). `icon` is left out where it is no `https:` address, or too long.
    #[must_use]
    pub fn new(name: &str, icon: Option<String>) -> Self {
        let name = fitted(&allowed(&seen(name)));
        let icon_url = icon.filter(|icon| {
            let plain = icon.chars().all(|letter| letter.is_ascii_graphic());
            icon.starts_with("https://") && plain && icon.len() <= ICON_CHARS
        });
        Self { name: Some(name).filter(|name| !name.is_empty()), icon_url }
    }

    pub(super) const fn is_nobody(&self) -> bool {
        self.name.is_none() && self.icon_url.is_none()
    }
}

/// The name on one line, without what is not seen or turns the order of letters round.
fn seen(name: &str) -> String {
    let unseen = |letter: char| {
        let format = matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
        format || (letter.is_control() && !letter.is_whitespace())
    };
    let name: String = name.chars().filter(|letter| !unseen(*letter)).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name without the word that LINE reserves.
fn allowed(name: &str) -> String {
    let mut name = name.to_owned();
    while let Some(found) = reserved(&name) {
        let first = name[found..].chars().next().map_or(0, char::len_utf8);
        let after = &name[found + first..];
        let word = after.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(after.len());
        let rest = after[word..].trim_start_matches('.').to_owned();
        name.truncate(found + first);
        name = name + "." + &rest;
    }
    name
}

/// Where the reserved word begins, in letters of any case and width.
fn reserved(name: &str) -> Option<usize> {
    let letters: Vec<_> = name.char_indices().map(|(at, letter)| (at, folded(letter))).collect();
    let word: Vec<char> = RESERVED.chars().collect();
    letters
        .windows(word.len())
        .find(|window| window.iter().map(|(_, letter)| letter).eq(&word))
        .map(|window| window[0].0)
}

fn folded(letter: char) -> char {
    let narrow = match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        // These two become an ordinary `i` in lower case.
        'İ' | 'ı' => 'i',
        other => other,
    };
    narrow.to_ascii_lowercase()
}

fn fitted(name: &str) -> String {
    if split::length(name) <= NAME_UNITS {
        return name.to_owned();
    }
    let mut fits = String::new();
    for cluster in name.graphemes(true) {
        if split::length(&fits) + split::length(cluster) + 1 > NAME_UNITS {
            break;
        }
        fits.push_str(cluster);
    }
    let fits = fits.trim_end();
    if fits.is_empty() { String::new() } else { format!("{fits}…") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str) -> String {
        Sender::new(name, None).name.unwrap_or_default()
    }

    #[test]
    fn a_name_keeps_within_twenty_units_and_whole_characters() {
        assert_eq!(name("Mia Wong"), "Mia Wong");
        assert_eq!(name("12345678901234567890"), "12345678901234567890");
        assert_eq!(name("123456789012345678901"), "1234567890123456789…");
        assert_eq!(name(&"👍".repeat(200)), "👍".repeat(9) + "…");
        assert_eq!(name(&"👨‍👩‍👧‍👦".repeat(3)), "👨‍👩‍👧‍👦…", "eleven units each");
        assert_eq!(name("ทีมงานลูกค้าสัมพันธ์ของร้าน"), "ทีมงานลูกค้าสัมพัน…", "no mark without its letter");
        assert_eq!(name(&format!("e{}", "\u{301}".repeat(40))), "", "one character that does not fit");
    }

    #[test]
    fn a_name_has_nothing_in_it_that_is_not_seen() {
        assert_eq!(name(" Mia\u{202e}\u{0}\n\u{2066}Wong\u{200b}\u{feff} "), "Mia Wong");
        assert_eq!(name("\u{200f}\u{7}\u{ad} "), "");
        assert_eq!(name("<b>&amp;"), "<b>&amp;", "markup is text");
    }

    #[test]
    fn nobody_is_called_line() {
        let cases = [
            ("LINE Support", "L. Support"),
            ("Caroline Meyer", "Carol. Meyer"),
            ("Li\u{200b}ne", "L."),
            ("ＬＩＮＥ公式", "Ｌ."),
            ("lİne", "l."),
            ("Line.Line", "L.L."),
            ("Lena", "Lena"),
        ];
        for (given, taken) in cases {
            assert_eq!(name(given), taken, "{given}");
            assert_eq!(reserved(&name(given)), None);
        }
    }

    #[test]
    fn only_an_address_that_line_fetches_is_a_picture() {
        let icon = |icon: &str| Sender::new("Mia", Some(icon.to_owned())).icon_url;
        let long = format!("https://a.example/{}", "a".repeat(1_982));
        assert_eq!(icon("https://a.example/a.png").as_deref(), Some("https://a.example/a.png"));
        assert_eq!(icon(&long).as_deref(), Some(long.as_str()), "2,000");
        for refused in ["http://a.example/a.png", "", "/a.png", "https://a.example/a b", &format!("{long}a")]
        {
            assert_eq!(icon(refused), None, "{refused}");
        }
        assert!(Sender::new("\u{200b}", None).is_nobody());
    }
}
