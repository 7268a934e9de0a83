//! The model's citations: a stream cut into sentences, each with the marks behind it.

use super::mark::{Mark, mark};

/// Words whose full stop ends no sentence.
const SHORT: [&str; 19] = [
    "approx", "no", "vs", "ca", "bzw", "dr", "mr", "mrs", "ms", "st", "nr", "art", "inkl", "incl", "evtl",
    "max", "min", "sr", "sra",
];

/// Where the first sentence of a text ends, its marks included; nothing while that is not certain. `last`: no more comes.
pub(super) fn cut(text: &str, last: bool) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    let mut at = start;
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        match c {
            '[' => match mark(&text[at..]) {
                Mark::Is { len, .. } => at += len,
                Mark::Open => return last.then_some(text.len()),
                Mark::Not => at = next,
            },
            '\n' => {
                let end = start + text[start..at].trim_end().len();
                return marks(text, end, last);
            }
            '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '。' | '！' | '？' => {
                let end = next + closers(&text[next..]);
                let wide = matches!(c, '。' | '！' | '？');
                let ends = match text[end..].chars().next() {
                    None => true,
                    Some('[') => mark(&text[end..]) != Mark::Not,
                    Some(next) => wide || next.is_whitespace(),
                };
                if ends && !(c == '.' && abbreviated(&text[start..at])) {
                    return marks(text, end, last);
                }
                at = end;
            }
            _ => at = next,
        }
    }
    (last && start < text.len()).then_some(text.len())
}

/// The end with all marks that follow, and what closes behind them.
fn marks(text: &str, mut end: usize, last: bool) -> Option<usize> {
    loop {
        let rest = text[end..].trim_start();
        let at = text.len() - rest.len();
        match mark(rest) {
            Mark::Is { len, .. } => end = at + len + closers(&rest[len..]),
            Mark::Open => return last.then_some(text.len()),
            Mark::Not if rest.is_empty() && !last => return None,
            Mark::Not => return Some(end),
        }
    }
}

fn closers(text: &str) -> usize {
    let rest = text.trim_start_matches([
        '.', '!', '?', '…', '。', '！', '？', ')', '"', '\'', '”', '’', '»', '」', '』', '）', '】', '*', '_',
    ]);
    text.len() - rest.len()
}

/// `e.g`, `z.B`, `No`, a single letter, the number of a list's line.
fn abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let number = word.len() == before.trim_start().len() && word.chars().all(|c| c.is_ascii_digit());
    number
        || word.chars().filter(|c| c.is_alphabetic()).count() == 1 && word.chars().count() == 1
        || (word.contains('.') && word.split('.').all(|part| part.chars().count() == 1))
        || SHORT.iter().any(|short| word.eq_ignore_ascii_case(short))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut rest = text;
        while let Some(end) = cut(rest, true) {
            found.push(rest[..end].trim());
            rest = &rest[end..];
        }
        assert_eq!(rest.trim(), "");
        found
    }

    #[test]
    fn cuts() {
        for (text, expected) in [
            ("One. Two! Three", vec!["One.", "Two!", "Three"]),
            (
                "One. [1 \"a. b\"] Two. [2 \"c\"][3 \"d\"]",
                vec!["One. [1 \"a. b\"]", "Two. [2 \"c\"][3 \"d\"]"],
            ),
            ("One [1 \"a\"]. Two[1 \"a\"].", vec!["One [1 \"a\"].", "Two[1 \"a\"]."]),
            (
                "One.\n[1 \"a\"]\n\n- Two [2 \"b\"]\n- Three",
                vec!["One.\n[1 \"a\"]", "- Two [2 \"b\"]", "- Three"],
            ),
            ("1. Open it. [1 \"x\"]\n2. Close it.", vec!["1. Open it. [1 \"x\"]", "2. Close it."]),
            (
                "Some teas, e.g. Sencha, z. B. this, cost £3.50 a bag. No. 5.",
                vec!["Some teas, e.g. Sencha, z. B. this, cost £3.50 a bag.", "No. 5."],
            ),
            (
                "送料は無料です。[1 「送料は無料」]翌日届く。",
                vec!["送料は無料です。[1 「送料は無料」]", "翌日届く。"],
            ),
            ("**One.** (Two.) “Three.” Four", vec!["**One.**", "(Two.)", "“Three.”", "Four"]),
            ("كم؟ الشحن مجاني. [1 \"س\"]", vec!["كم؟", "الشحن مجاني. [1 \"س\"]"]),
            ("See [here](https://a.example/b). Yes", vec!["See [here](https://a.example/b).", "Yes"]),
            ("One. [1 \"a", vec!["One. [1 \"a"]),
        ] {
            assert_eq!(all(text), expected, "{text}");
        }
    }

    #[test]
    fn waits_until_it_is_certain() {
        for text in [
            "",
            " ",
            "One",
            "One.",
            "One. ",
            "One.\n",
            "One. [",
            "One. [1 \"a",
            "One. [1 \"a\"]",
            "One. [1 \"a\"] ",
        ] {
            assert_eq!(cut(text, false), None, "{text}");
        }
        assert_eq!(cut("One. T", false), Some(4));
        assert_eq!(cut("One. [1 \"a\"] T", false), Some(12));
        assert_eq!(cut("\n", true), None);
    }
}
