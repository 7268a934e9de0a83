//! line: a button under a message, which says something when it is pressed.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::split::head;

/// How many buttons a message has at most.
pub const QUICKS: usize = 13;

/// The longest label, in characters as people count them.
const LABEL: usize = 20;
/// The longest words that a button says, in UTF-16 units.
const SAID_UNITS: usize = 300;

/// A quick reply.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
#[serde(tag = "type", rename = "action")]
pub struct Quick {
    action: Action,
}

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Action {
    Message { label: String, text: String },
    Postback { label: String, data: String, display_text: String },
}

impl Quick {
    /// A press says `text` as if it had been typed. Neither may be empty. A label of more than 20 characters is cut, a
    /// text of more than 300 UTF-16 units as well.
    #[must_use]
    pub fn say(label: &str, text: &str) -> Self {
        let text = head(text, SAID_UNITS).to_owned();
        Self { action: Action::Message { label: cut(label), text } }
    }

    /// A press delivers `data`, 300 characters at most, and shows `shown` as the visitor's words.
    #[must_use]
    pub fn press(label: &str, data: &str, shown: &str) -> Self {
        let display_text = head(shown, SAID_UNITS).to_owned();
        Self { action: Action::Postback { label: cut(label), data: data.to_owned(), display_text } }
    }
}

fn cut(label: &str) -> String {
    let label = label.trim();
    match label.grapheme_indices(true).nth(LABEL) {
        None => label.to_owned(),
        Some(_) => label.graphemes(true).take(LABEL - 1).collect::<String>().trim_end().to_owned() + "…",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_twenty_characters_as_people_count_them() {
        assert_eq!(cut("12345678901234567890"), "12345678901234567890");
        assert_eq!(cut("123456789012345678901"), "1234567890123456789…");
        assert_eq!(cut("What are your delivery costs?"), "What are your deliv…");
        assert_eq!(cut(&"👨‍👩‍👧".repeat(20)), "👨‍👩‍👧".repeat(20));
        assert_eq!(cut(&"กำ".repeat(21)).graphemes(true).count(), LABEL);
    }

    #[test]
    fn what_a_button_says_is_cut_where_line_would_refuse_it() {
        let Action::Message { text, .. } = Quick::say("x", &"😀".repeat(151)).action else { panic!() };
        assert_eq!(text, "😀".repeat(150));
    }
}
