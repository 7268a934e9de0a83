//! The model's citations: roughly which language a text is in, and what of it carries meaning.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use super::fold::{dense, words};

/// A language, or a script where the script is all that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    Latin(&'static str),
    Chinese,
    Japanese,
    Korean,
    Thai,
    Arabic,
    /// Cyrillic, Greek, Hebrew and whatever else: the first letter's block of 256.
    Other(u32),
}

/// Small words that give a language away and mean nothing by themselves.
const SMALL: [(&str, &str); 8] = [
    (
        "en",
        "the of and to is are you your we our it for with this that from can will be have was were which their there when what",
    ),
    (
        "de",
        "der die das und ist sind sie ihr ihre wir unser für mit von zu im den dem ein eine einen nicht kann werden wird auf bei haben",
    ),
    (
        "fr",
        "le la les des et est sont vous votre vos nous notre pour avec une un dans du au aux sur ce cette qui que peut être par",
    ),
    (
        "es",
        "el los las y es son usted su sus nosotros nuestro para con una un en del al que se puede por como esta este más hay",
    ),
    (
        "pt",
        "o os as e é são você seu sua nós nosso para com uma um em do da dos das na que se pode por como esta este mais não",
    ),
    (
        "it",
        "il lo gli e è sono lei suo sua noi nostro per con una un di del della nel alla che si può come questo questa più non",
    ),
    (
        "nl",
        "de het een en is zijn u uw wij we onze voor met van te op aan dat die niet kan worden wordt bij ook naar",
    ),
    ("pl", "i w na z do jest są nie to że się dla od po za jak czy może oraz lub przez"),
];

/// The language that most of a folded text is in, if it can be told.
pub(super) fn tongue(text: &str) -> Option<Tongue> {
    let mut scripts: Vec<(Tongue, usize)> = Vec::new();
    let mut kana = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let script = match c {
            '\u{3040}'..='\u{30ff}' => {
                kana += 1;
                Tongue::Chinese
            }
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Tongue::Chinese,
            '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}' => Tongue::Korean,
            '\u{0e00}'..='\u{0e7f}' => Tongue::Thai,
            '\u{0600}'..='\u{06ff}' | '\u{0750}'..='\u{077f}' => Tongue::Arabic,
            '\0'..='\u{024f}' | '\u{1e00}'..='\u{1eff}' => Tongue::Latin(""),
            c => Tongue::Other(u32::from(c) >> 8),
        };
        // A syllable says as much as three letters do.
        let weight = if dense(c) || script == Tongue::Korean { 3 } else { 1 };
        match scripts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += weight,
            None => scripts.push((script, weight)),
        }
    }
    let (script, _) = scripts.into_iter().max_by_key(|(_, count)| *count)?;
    if matches!(script, Tongue::Latin(_)) {
        latin(text).map(Tongue::Latin)
    } else {
        Some(if script == Tongue::Chinese && kana > 0 { Tongue::Japanese } else { script })
    }
}

fn latin(text: &str) -> Option<&'static str> {
    let mut best: Option<(&'static str, usize)> = None;
    let mut tie = false;
    for (name, small) in SMALL {
        let small: HashSet<&str> = small.split(' ').collect();
        let count = words(text).filter(|word| small.contains(word)).count();
        let most = best.map_or(0, |(_, most)| most);
        if count > most {
            best = Some((name, count));
            tie = false;
        } else if count == most && count > 0 {
            tie = true;
        }
    }
    best.filter(|_| !tie).map(|(name, _)| name)
}

/// Whether a text is Portuguese, its language being told or, where it cannot be, expected.
pub(super) fn portuguese(told: Option<Tongue>, locale: &str) -> bool {
    told.map_or_else(|| speaks(locale, Tongue::Latin("pt")), |tongue| tongue == Tongue::Latin("pt"))
}

/// Whether a locale's texts are in this language, as far as can be told.
pub(super) fn speaks(locale: &str, tongue: Tongue) -> bool {
    let language = locale.split('-').next().unwrap_or_default().to_ascii_lowercase();
    match tongue {
        Tongue::Latin(name) => name == language,
        Tongue::Chinese => matches!(language.as_str(), "zh" | "yue"),
        Tongue::Japanese => language == "ja",
        Tongue::Korean => language == "ko",
        Tongue::Thai => language == "th",
        Tongue::Arabic => matches!(language.as_str(), "ar" | "fa" | "ur"),
        Tongue::Other(_) => {
            !SMALL.iter().any(|(name, _)| *name == language)
                && !matches!(language.as_str(), "zh" | "ja" | "ko" | "th")
        }
    }
}

/// What carries meaning in a folded text, in a form in which its inflections are mostly the same: stems of long words, pairs
/// of dense letters.
pub(super) fn content(text: &str) -> HashSet<String> {
    let mut found = HashSet::new();
    for word in words(text) {
        if word.chars().any(dense) {
            let letters: Vec<char> = word.chars().collect();
            for pair in letters.windows(2) {
                // Kana alone is mostly grammar.
                if pair.iter().all(|c| dense(*c))
                    && !pair.iter().all(|c| matches!(c, '\u{3040}'..='\u{309f}'))
                {
                    found.insert(pair.iter().collect());
                }
            }
        } else if let Some(stem) = stem(word) {
            found.insert(stem);
        }
    }
    found
}

fn stem(word: &str) -> Option<String> {
    if word.chars().any(|c| c.is_ascii_digit())
        || SMALL.iter().any(|(_, small)| small.split(' ').any(|s| s == word))
    {
        return None;
    }
    let bare: Vec<char> = word.nfd().filter(|c| c.is_alphabetic()).collect();
    let first = *bare.first()?;
    let (least, kept, bare) = match first {
        '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}' => {
            let syllables: Vec<char> = word.chars().collect();
            (2, 2, syllables)
        }
        '\u{0600}'..='\u{06ff}' => {
            let text: String = bare.iter().collect();
            let text = ["وال", "بال", "لل", "ال"]
                .iter()
                .find_map(|article| text.strip_prefix(article))
                .unwrap_or(&text);
            (3, 4, text.chars().collect())
        }
        _ => (4, 5, bare),
    };
    (bare.len() >= least).then(|| bare.into_iter().take(kept).collect())
}

/// Whether a text speaks of what another one speaks of: at least half of what carries meaning in it, a third of pairs of dense
/// letters, occurs there. A text that carries none speaks of anything.
pub(super) fn related(text: &str, other: &HashSet<String>) -> bool {
    let content = content(text);
    let hits = content.iter().filter(|stem| other.contains(*stem)).count();
    let pairs = content.iter().filter(|stem| stem.chars().any(dense)).count();
    let share = if pairs * 2 > content.len() { 3 } else { 2 };
    content.is_empty() || hits >= (content.len() / share).max(1)
}

/// Whether four fifths of what carries meaning in a text occurs in another one, and there is something of it.
pub(super) fn mostly(text: &str, other: &HashSet<String>) -> bool {
    let content = content(text);
    let hits = content.iter().filter(|stem| other.contains(*stem)).count();
    !content.is_empty() && hits * 5 >= content.len() * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_languages_apart() {
        for (text, expected) in [
            ("the parcel is on its way to you", Some(Tongue::Latin("en"))),
            ("der versand ist für sie kostenlos", Some(Tongue::Latin("de"))),
            ("la livraison est gratuite pour les clients", Some(Tongue::Latin("fr"))),
            ("o envio é grátis para você", Some(Tongue::Latin("pt"))),
            ("sencha 50 g", None),
            ("baton chat の送料は無料です", Some(Tongue::Japanese)),
            ("配送需要三天", Some(Tongue::Chinese)),
            ("배송은 무료입니다", Some(Tongue::Korean)),
            ("จัดส่งฟรี", Some(Tongue::Thai)),
            ("الشحن مجاني", Some(Tongue::Arabic)),
            ("доставка бесплатна", Some(Tongue::Other(4))),
            ("123", None),
        ] {
            assert_eq!(tongue(text), expected, "{text}");
        }
        assert!(speaks("zh-TW", Tongue::Chinese) && !speaks("ja", Tongue::Chinese));
        assert!(speaks("en-GB", Tongue::Latin("en")) && speaks("ru", Tongue::Other(4)));
    }

    #[test]
    fn tells_subjects_apart() {
        for (text, passage, expected) in [
            ("you can return tea within 30 days", "returns of tea are accepted within 30 days", true),
            ("the moon consists of cheese", "delivery takes three working days", false),
            ("送料は無料です", "全国どこでも送料は無料です", true),
            ("社長は田中さんです", "全国どこでも送料は無料です", false),
            ("配送需要三天", "我们的配送一般需要三天", true),
            ("老板住在上海", "我们的配送一般需要三天", false),
            ("배송은 무료예요", "배송이 무료입니다", true),
            ("يصل الشحن خلال ثلاثة أيام", "الشحن يصل خلال ثلاثة أيام", true),
            ("it is £5", "delivery is £5", true),
        ] {
            assert_eq!(related(text, &content(passage)), expected, "{text}");
        }
    }
}
