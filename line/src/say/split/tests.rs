//! line: messages of exactly the length that LINE takes, and of one unit more.

use super::*;

fn lengths(text: &str) -> Vec<usize> {
    split(text).iter().map(|piece| length(piece)).collect()
}

/// No message too long or blank, nothing lost but blank space, and no character cut, as people count them.
fn check(text: &str) -> Vec<String> {
    let pieces = split(text);
    let solid = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    assert_eq!(solid(&pieces.concat()), solid(text));
    let clusters: usize = pieces.iter().map(|piece| piece.trim().graphemes(true).count()).sum();
    assert!(clusters <= text.graphemes(true).count());
    for piece in &pieces {
        assert!(length(piece) <= TEXT_UNITS && !piece.trim().is_empty());
    }
    pieces
}

#[test]
fn the_limit_is_five_thousand_units() {
    assert_eq!(lengths(&"a".repeat(4_999)), [4_999]);
    assert_eq!(lengths(&"a".repeat(5_000)), [5_000]);
    assert_eq!(lengths(&"a".repeat(5_001)), [5_000, 1]);
    assert_eq!(lengths(&"あ".repeat(5_001)), [5_000, 1]);
    assert_eq!(lengths(&"😀".repeat(2_500)), [5_000]);
    assert_eq!(lengths(&"😀".repeat(2_501)), [5_000, 2]);
    assert_eq!(lengths(&format!("a{}", "😀".repeat(2_500))), [4_999, 2], "no half of a pair");
}

#[test]
fn nothing_said_is_no_message() {
    for text in ["", " ", "\n\n", &" ".repeat(20_000), "\u{3000}\r\n"] {
        assert!(split(text).is_empty(), "{text:?}");
    }
    assert_eq!(split("Hello\n"), ["Hello"]);
    assert_eq!(split("  indented\n    more"), ["  indented\n    more"]);
}

#[test]
fn no_character_is_cut_as_people_count_them() {
    // Units: a family 8, a flag 4, a letter with two marks 3, a Thai syllable with a vowel and a tone 3.
    for cluster in ["👨‍👩‍👧", "🇯🇵", "e\u{301}\u{323}", "ที่", "👍🏽", "\r\n", "각", "क्षि"]
    {
        for before in 0..10 {
            let text = "x".repeat(4_990 + before) + &cluster.repeat(700);
            let pieces = check(&text);
            assert!(pieces.len() > 1 || cluster == "\r\n", "{cluster:?}");
            for piece in pieces {
                let rest = piece.trim_start_matches('x');
                assert_eq!(rest.len() % cluster.len(), 0, "{cluster:?} after {before}");
            }
        }
    }
}

#[test]
fn a_character_longer_than_a_message_is_cut_but_no_letter_of_it() {
    let marks = "e".to_owned() + &"\u{301}".repeat(12_000);
    assert_eq!(lengths(&marks), [5_000, 5_000, 2_001]);
    let family = vec!["👩"; 4_000].join("\u{200d}");
    assert_eq!(split(&family).concat(), family);
    assert!(lengths(&family).iter().all(|units| *units <= TEXT_UNITS));
    assert_eq!(lengths(&format!("Hello {marks}"))[0], 5, "what comes before it is whole");
}

#[test]
fn a_cut_is_made_where_the_reader_pauses() {
    let words = "word ".repeat(900);
    let late = "x".repeat(600);
    let line = format!("{words}\n  - next. item\n{late}");
    assert_eq!(check(&line)[1], late);
    let sentence = format!("{words}It ends. {late}");
    assert_eq!(check(&sentence)[1], late);
    let japanese = "あ".repeat(4_500) + "です。" + &"い".repeat(600);
    assert_eq!(check(&japanese)[1], "い".repeat(600));
    let word = "word".repeat(1_200) + " " + &"https://a.example/b?c=d&e=".repeat(20);
    assert!(check(&word)[1].starts_with("https://"));
    let early = "a. ".to_owned() + &"x".repeat(5_500);
    assert_eq!(length(&check(&early)[0]), TEXT_UNITS, "a pause that comes too early makes too many messages");
}

#[test]
fn space_at_a_cut_begins_no_message() {
    let text = "a".repeat(5_000) + "   next";
    assert_eq!(split(&text), ["a".repeat(5_000), "next".to_owned()]);
    let text = "a".repeat(5_000) + "\n    indented";
    assert_eq!(split(&text)[1].trim_start_matches('\n'), "    indented");
}
