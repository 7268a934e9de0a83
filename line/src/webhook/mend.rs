//! line: JSON with half a character in it. JavaScript and Java write a lone surrogate as `\ud83d`; no text can hold it.

use serde_json::Value;

/// What is put in the place of half a character: U+FFFD.
const REPLACEMENT: &str = "\\ufffd";

/// The value; halves of characters are replaced, as everything else of an event is still worth reading.
pub(super) fn parse(json: &str) -> Option<Value> {
    serde_json::from_str(json).or_else(|_| serde_json::from_str(&mended(json))).ok()
}

/// The same, each escaped half of a pair replaced.
fn mended(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(start) = rest.find('\\') {
        let (before, escape) = rest.split_at(start);
        text.push_str(before);
        let length = match unit(escape) {
            Some(0xd800..=0xdbff) if matches!(unit(&escape[6..]), Some(0xdc00..=0xdfff)) => 12,
            Some(0xd800..=0xdfff) => {
                text.push_str(REPLACEMENT);
                rest = &escape[6..];
                continue;
            }
            Some(_) => 6,
            None => 1 + escape[1..].chars().next().map_or(0, char::len_utf8),
        };
        text.push_str(&escape[..length]);
        rest = &escape[length..];
    }
    text + rest
}

/// The UTF-16 unit of the escape that the text begins with.
fn unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_character_costs_no_more_than_itself() {
        let cases = [
            (r#""a\ud83db""#, "a\u{fffd}b"),
            (r#""\ude00\ud83d""#, "\u{fffd}\u{fffd}"),
            (r#""\ud83d\ude00\ud83d""#, "\u{1f600}\u{fffd}"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}\u{1f600}"),
            (r#""\\ud83d\ud83d\n\u00e9""#, "\\ud83d\u{fffd}\n\u{e9}"),
            (r#""\ud83dé""#, "\u{fffd}é"),
        ];
        for (json, text) in cases {
            assert_eq!(parse(json).unwrap(), text, "{json}");
        }
    }

    #[test]
    fn what_is_broken_otherwise_stays_so() {
        for json in ["", "\\", "\"\\", r#""\u12"#, r#""\uzzzz""#, r#"{"a":\ud83d}"#, r#""\é""#] {
            assert_eq!(parse(json), None, "{json}");
        }
    }
}
