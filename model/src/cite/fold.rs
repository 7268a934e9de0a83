//! The model's citations: text as it is compared.

use unicode_normalization::UnicodeNormalization;

use crate::prompt::hidden;

/// NFKC, lower case, one kind of quotation mark, dash and blank, no emphasis. What [`crate::prompt`] escapes is plain.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.replace("&lt;", "<");
    for c in text.nfkc().filter(|c| !hidden(*c)).flat_map(char::to_lowercase) {
        let c = match c {
            '‘' | '’' | '‚' | '‛' | '`' | '´' => '\'',
            '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' => '"',
            '‐'..='―' | '−' => '-',
            '\u{ad}' => continue,
            '*' | '_' => continue,
            '|' => ' ',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Letters of scripts that put no blanks between words.
pub(super) const fn dense(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The words of a folded text: letters, digits and apostrophes; dense letters stay together.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(letter(c) || c == '\''))
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
}

/// A letter, a digit, or a mark that belongs to one.
pub(super) fn letter(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{0300}'..='\u{036f}' | '\u{064b}'..='\u{0652}' | '\u{0e31}'..='\u{0e4e}' | '\u{200c}'..='\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds() {
        for (text, expected) in [
            ("  It’s “FREE”  —\n now ", "it's \"free\" - now"),
            ("**Japan:** ＄１６ &lt;b>", "japan: $16 <b>"),
            ("| Tea | 50 g |", "tea 50 g"),
            ("co\u{ad}operate\u{200b}", "cooperate"),
        ] {
            assert_eq!(fold(text), expected);
        }
        assert_eq!(
            words("don't 'say' £3.50, 送料は無料!").collect::<Vec<_>>(),
            ["don't", "say", "3", "50", "送料は無料"]
        );
    }
}
