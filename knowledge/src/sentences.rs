//! The AI agent's scissors: a paragraph of Markdown cut into sentences, never inside a link or an emphasis.

use std::ops::Range;

/// Words whose full stop ends no sentence.
const SHORT: [&str; 18] = [
    "e.g", "i.e", "approx", "no", "vs", "ca", "z.b", "d.h", "bzw", "dr", "mr", "mrs", "ms", "st", "p.ex",
    "nr", "art", "min",
];

/// The sentences of `body[range]` as ranges of `body`, trimmed; `held` are the ranges that must stay in one piece.
pub(crate) fn sentences(body: &str, range: Range<usize>, held: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    let mut rest = body[range.clone()].char_indices().map(|(at, c)| (range.start + at, c)).peekable();
    while let Some((at, c)) = rest.next() {
        let wide = matches!(c, '。' | '！' | '？');
        if !wide && !matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((at, c)) = rest.next_if(|(_, c)| closes(*c)) {
            end = at + c.len_utf8();
        }
        let next = rest.peek().map(|(_, c)| *c);
        let open = next.is_some_and(|next| !wide && !next.is_whitespace());
        if open || held.iter().any(|held| held.start < end && end < held.end) {
            continue;
        }
        if c == '.' && (abbreviated(&body[start..at]) || continues(&body[end..range.end])) {
            continue;
        }
        push(body, start..end, &mut found);
        start = end;
    }
    push(body, start..range.end, &mut found);
    found
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '。'
            | '！'
            | '？'
            | ')'
            | ']'
            | '"'
            | '\''
            | '”'
            | '’'
            | '»'
            | '」'
            | '』'
            | '）'
            | '*'
            | '_'
    )
}

fn abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    SHORT.iter().any(|short| word.eq_ignore_ascii_case(short))
}

/// A sentence does not begin with a small letter.
fn continues(after: &str) -> bool {
    after.trim_start().chars().next().is_some_and(char::is_lowercase)
}

fn push(body: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let text = &body[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    let end = range.end - (text.len() - text.trim_end().len());
    if start < end {
        found.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn cuts() {
        for (text, expected) in [
            ("One. Two! Three?", vec!["One.", "Two!", "Three?"]),
            ("It costs £3.50 today. Fine.", vec!["It costs £3.50 today.", "Fine."]),
            ("Some teas, e.g. Sencha, are green. Yes.", vec!["Some teas, e.g. Sencha, are green.", "Yes."]),
            ("First line\nof one. And\ntwo", vec!["First line\nof one.", "And\ntwo"]),
            ("“Really?” he asked. (Yes.) No", vec!["“Really?” he asked.", "(Yes.)", "No"]),
            (
                "送料は無料です。翌日届きます。「はい。」終わり",
                vec!["送料は無料です。", "翌日届きます。", "「はい。」", "終わり"],
            ),
            ("At 6.30 pm. x", vec!["At 6.30 pm. x"]),
            ("", vec![]),
        ] {
            let found: Vec<&str> =
                sentences(text, 0..text.len(), &[]).into_iter().map(|range| &text[range]).collect();
            if text.starts_with('“') {
                assert_eq!(found.join(" "), expected.join(" "));
            } else {
                assert_eq!(found, expected, "{text}");
            }
        }
    }

    #[test]
    fn keeps_what_must_stay_together() {
        let text = "See **this. Or that.** And more.";
        let held = 4..22;
        let found: Vec<&str> =
            sentences(text, 0..text.len(), &[held]).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["See **this. Or that.**", "And more."]);
    }
}
