//! console: the signs that can be put into a reply, in a few groups.

use crate::words::t;

/// So many stand in a row.
pub(super) const COLUMNS: usize = 8;

const FACES: [&str; 24] = [
    "😀", "😃", "😄", "😁", "😅", "😂", "🙂", "😉", "😊", "😇", "😍", "😘", "😋", "😎", "🤗", "🤔", "😐",
    "🙄", "😮", "😴", "😔", "😢", "😭", "😡",
];
const HANDS: [&str; 16] =
    ["👍", "👎", "👌", "✌️", "🤞", "👏", "🙌", "🙏", "🤝", "💪", "👋", "✋", "👉", "👈", "☝️", "✍️"];
const HEARTS: [&str; 16] =
    ["❤️", "🧡", "💛", "💚", "💙", "💜", "💔", "✨", "🎉", "🎁", "🌟", "🔥", "🌸", "☀️", "🌈", "🍀"];
const SIGNS: [&str; 24] = [
    "✅", "❌", "⚠️", "❗", "❓", "ℹ️", "➡️", "🔄", "📦", "🚚", "✈️", "🏠", "🛒", "💳", "🧾", "📅", "⏰",
    "📍", "📞", "📧", "🔗", "📎", "🔒", "💡",
];

/// Each group's name and signs.
pub(super) fn groups() -> [(&'static str, &'static [&'static str]); 4] {
    [
        (t("emoji.faces"), &FACES),
        (t("emoji.hands"), &HANDS),
        (t("emoji.hearts"), &HEARTS),
        (t("emoji.signs"), &SIGNS),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_sign_stands_once_and_rows_are_full() {
        let mut seen = HashSet::new();
        for (_, signs) in groups() {
            assert_eq!(signs.len() % COLUMNS, 0);
            assert!(signs.iter().all(|sign| seen.insert(*sign)));
        }
    }
}
