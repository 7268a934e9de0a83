//! The AI agent's ear for languages: what a text is written in, and which scripts have no blanks between words.

use super::{
    fold::{lower, unaccented},
    words::stop,
};

/// What a text is written in, as far as cutting it into words depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Language {
    English,
    German,
    French,
    Spanish,
    Portuguese,
    Arabic,
    /// Any other; words are taken as they stand.
    Other,
}

/// Those with a list of small words to be known by.
pub(crate) const KNOWN: [Language; 5] =
    [Language::English, Language::German, Language::French, Language::Spanish, Language::Portuguese];

impl Language {
    /// The language of a whole text, by its script and its small words.
    pub(crate) fn of(text: &str) -> Self {
        let letters = text.chars().filter(|c| c.is_alphabetic()).take(4_000);
        let (all, arabic, without_blanks) = letters.fold((0, 0, 0), |(all, arabic, without), c| {
            (all + 1, arabic + usize::from(is_arabic(c)), without + usize::from(dense(c)))
        });
        if arabic * 2 > all {
            return Self::Arabic;
        }
        if without_blanks * 3 > all {
            return Self::Other;
        }
        let lower = text.to_lowercase();
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(2_000).collect();
        let best = KNOWN
            .into_iter()
            .map(|language| (words.iter().filter(|word| stop::marks(language, word)).count(), language))
            .max_by_key(|(count, language)| (*count, *language == Self::English));
        match best {
            Some((count, language)) if count * 20 >= words.len() && count > 0 => language,
            _ => Self::Other,
        }
    }
}

/// The language of a few words, which are taken to be in a certain one unless they speak for another.
pub(crate) fn of_few(text: &str, likely: Language) -> Language {
    let lower = lower(text);
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let small = |language: Language, word: &str| {
        stop::marks(language, word) || stop::is_stop(language, &unaccented(word))
    };
    let count = |language: Language| words.iter().filter(|word| small(language, word)).count();
    let known = KNOWN.into_iter().filter(|language| *language != likely);
    match known.map(|language| (count(language), language)).max_by_key(|(count, _)| *count) {
        Some((count_other, other)) if count_other > count(likely) + 1 => other,
        _ => likely,
    }
}

pub(crate) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06ff}' | '\u{0750}'..='\u{077f}')
}

pub(crate) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}')
}

pub(crate) fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{309f}')
}

pub(crate) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}')
}

pub(crate) fn is_thai(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0e7f}')
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Scripts whose words are not found by blanks; Korean is among them because its particles cling to the words.
pub(crate) fn dense(c: char) -> bool {
    is_han(c)
        || is_kana(c)
        || is_hangul(c)
        || is_thai(c)
        || matches!(c, '\u{0e80}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Letters and marks between which a line break in the source means nothing.
pub(crate) fn unspaced(c: char) -> bool {
    (dense(c) && !is_hangul(c)) || matches!(c, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_them_apart() {
        for (text, language) in [
            ("We ship to Japan and Taiwan within five working days of your order.", Language::English),
            ("Wir liefern nach Japan und Taiwan, und zwar in der Regel mit der Post.", Language::German),
            (
                "Nous livrons au Japon et à Taïwan dans les cinq jours qui suivent la commande.",
                Language::French,
            ),
            ("Enviamos a Japón y a Taiwán en los cinco días que siguen al pedido.", Language::Spanish),
            (
                "Enviamos para o Japão e para Taiwan em cinco dias, não mais do que isso.",
                Language::Portuguese,
            ),
            ("نشحن إلى اليابان وتايوان خلال خمسة أيام عمل", Language::Arabic),
            ("五営業日以内に日本へ発送します。", Language::Other),
            ("배송은 5일 이내에 도착합니다.", Language::Other),
            ("", Language::Other),
        ] {
            assert_eq!(Language::of(text), language, "{text}");
        }
    }

    #[test]
    fn few_words_need_to_speak_up() {
        for (text, likely, language) in [
            ("How do I change my e-mail address?", Language::English, Language::English),
            ("shipping costs", Language::German, Language::German),
            ("How do I send it back to you?", Language::German, Language::English),
            ("Wie kann ich das zurückgeben?", Language::English, Language::German),
            ("¿Cuándo llega mi pedido y cómo lo puedo ver?", Language::English, Language::Spanish),
        ] {
            assert_eq!(of_few(text, likely), language, "{text}");
        }
    }
}
