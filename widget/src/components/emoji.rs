//! widget: a small choice of emoji, written where the caret stands.

use web_sys::Element;

use super::{
    element::{append, element},
    icon::SMILE,
    popup::{self, Choice},
};
use crate::{session::Session, words::t};

/// Each is one letter to Rust.
const EMOJI: &str = "😀😄😁😅😂🙂😉😊😍😘😎🤔😐😴😢😭😡😱🥳🤗👍👎👌👏🙏💪👋🤝🧡💔🎉🎁🌹🌟🔥✅❌❓📦🚚";
/// As many stand in a row.
const COLUMNS: i32 = 8;

/// Puts the button and the choice here.
pub(super) fn fill(session: Session, tools: &Element) {
    let choice = Choice {
        icon: SMILE,
        label: || t("emoji"),
        class: "emoji",
        role: "group",
        columns: COLUMNS,
        fill: letters,
        pick: |session, letter| {
            session.insert(&letter.text_content().unwrap_or_default());
            true
        },
    };
    popup::put(session, tools, choice);
}

fn letters(_session: Session, grid: &Element) {
    for letter in EMOJI.chars() {
        let button = element("button", "letter");
        button.set_text_content(Some(letter.encode_utf8(&mut [0; 4])));
        append(grid, &button);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_fills_its_rows_and_has_each_once() {
        let letters: std::collections::BTreeSet<_> = EMOJI.chars().collect();
        assert_eq!(letters.len(), EMOJI.chars().count());
        assert_eq!(letters.len() as i32 % COLUMNS, 0);
    }
}
