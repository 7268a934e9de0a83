//! The AI agent's common denominator: text without case, width, accents and invisible marks.

use unicode_normalization::UnicodeNormalization;

use super::language::is_arabic;

/// NFKC, lower case, without invisible and direction marks.
pub(crate) fn lower(text: &str) -> String {
    text.nfkc().filter(|c| !invisible(*c)).flat_map(char::to_lowercase).collect()
}

/// [`lower`], and Latin letters without their accents, Arabic ones without vowel signs and in one spelling.
pub(crate) fn plain(text: &str) -> String {
    unaccented(&lower(text))
}

/// Latin and Arabic letters in their plainest form; everything else as it is.
pub(crate) fn unaccented(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            '\u{00c0}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}' => {
                out.extend(std::iter::once(c).nfd().filter(|c| !matches!(c, '\u{0300}'..='\u{036f}')));
            }
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            'ى' => out.push('ي'),
            'ة' => out.push('ه'),
            '\u{0640}' | '\u{0670}' => {}
            '\u{064b}'..='\u{065f}' => {}
            _ => out.push(c),
        }
    }
    out
}

/// A text cut where a reader pauses, marks dropped, empty parts left out.
pub(crate) fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| {
        matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\n' | '\r' | '(' | ')' | '"' | '«' | '»' | '“' | '”'
        ) || matches!(c, '、' | '。' | '「' | '」' | '『' | '』' | '،' | '؛' | '؟' | '—' | '–' | '¿' | '¡')
    })
    .map(str::trim)
    .filter(|clause| clause.chars().any(char::is_alphanumeric))
}

/// The words of a clause. English contractions stay one word (`dont`), other apostrophes part two.
pub(crate) fn words(clause: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut contracts = false;
    for part in clause.split_inclusive(|c: char| !(c.is_alphanumeric() || is_arabic(c))) {
        let word = part.trim_end_matches(|c: char| !(c.is_alphanumeric() || is_arabic(c)));
        if !word.is_empty() {
            match words.last_mut() {
                Some(last) if contracts && matches!(word, "t" | "s" | "d" | "m" | "ll" | "re" | "ve") => {
                    last.push_str(word);
                }
                _ => words.push(word.to_owned()),
            }
        }
        contracts = part.len() > word.len() && part.ends_with(['\'', '’']);
    }
    words
}

fn invisible(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::{clauses, plain, words};

    #[test]
    fn folds() {
        for (text, expected) in [
            ("ＨＵＭＡＮ", "human"),
            ("Größe Élève año", "grosse eleve ano"),
            ("hu\u{200b}man", "human"),
            ("إنسانٌ مدرسة", "انسان مدرسه"),
            ("がギ 사람 คุย", "がギ 사람 คุย"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }

    #[test]
    fn cuts() {
        assert_eq!(
            clauses("No, thanks! A human? 。はい、人").collect::<Vec<_>>(),
            ["No", "thanks", "A human", "はい", "人"]
        );
        assert_eq!(
            words("i don't know quelqu'un d’autre i'd"),
            ["i", "dont", "know", "quelqu", "un", "d", "autre", "id"]
        );
    }
}
