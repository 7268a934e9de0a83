//! The model's citations: the mark `[2 "exact words"]`.

/// The longest quotation.
const QUOTE: usize = 800;

/// What stands at an opening bracket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// A citation, `len` bytes long.
    Is { len: usize, passage: usize, quote: &'a str },
    /// Could become one.
    Open,
    /// None.
    Not,
}

/// Reads the mark at the start of a text.
pub(super) fn mark(text: &str) -> Mark<'_> {
    let Some(rest) = text.strip_prefix('[') else { return Mark::Not };
    let rest = rest.trim_start_matches(' ');
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if rest.is_empty() || (digits <= 3 && digits == rest.len()) {
        return Mark::Open;
    }
    let Ok(passage) = rest[..digits].parse::<usize>() else { return Mark::Not };
    if digits > 3 {
        return Mark::Not;
    }
    let rest = rest[digits..].trim_start_matches([' ', ':', ',']);
    let Some(first) = rest.chars().next() else { return Mark::Open };
    if !matches!(first, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '『' | '＂') {
        return Mark::Not;
    }
    let quote = &rest[first.len_utf8()..];
    for (at, c) in quote.char_indices() {
        if at > QUOTE {
            return Mark::Not;
        }
        if matches!(c, '"' | '“' | '”' | '«' | '»' | '」' | '』' | '＂') {
            let after = quote[at + c.len_utf8()..].trim_start_matches(' ');
            if let Some(after) = after.strip_prefix(']') {
                return Mark::Is { len: text.len() - after.len(), passage, quote: &quote[..at] };
            }
        }
    }
    Mark::Open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_marks() {
        for (text, passage, quote) in [
            ("[1 \"some words\"]", 1, "some words"),
            ("[12: “some words”]", 12, "some words"),
            ("[ 3, \"say \"hi\" to us\" ]", 3, "say \"hi\" to us"),
            ("[2 「送料は無料」]", 2, "送料は無料"),
            ("[1 \"[2 \"x\"]", 1, "[2 \"x"),
            ("[1 \"\"]", 1, ""),
        ] {
            assert_eq!(mark(text), Mark::Is { len: text.len(), passage, quote }, "{text}");
            let more = format!("{text} more");
            assert_eq!(mark(&more), Mark::Is { len: text.len(), passage, quote }, "{text}");
        }
        for text in
            ["[", "[ ", "[1", "[1 ", "[1 \"", "[1 \"some words", "[1 \"some words\"", "[1 \"some words\" "]
        {
            assert_eq!(mark(text), Mark::Open, "{text}");
        }
        for text in
            ["", "x", "[x", "[]", "[1]", "[1 x", "[[1 \"x\"]]", "[-1 \"x\"]", "[1234 \"x\"]", "[1 'x y z']"]
        {
            assert_eq!(mark(text), Mark::Not, "{text}");
        }
        assert_eq!(mark(&format!("[1 \"{}", "x".repeat(900))), Mark::Not);
    }
}
