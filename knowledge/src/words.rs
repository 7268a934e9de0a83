//! The AI agent's words: a text as the terms that it is found by.

pub(crate) mod stop;

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    fold::{lower, unaccented},
    language::{Language, dense, is_hiragana},
};

/// What a text is found by.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Term {
    /// The stem of a word, or two neighbouring letters of a script without blanks.
    pub(crate) stem: String,
    /// The word itself, in lower case without accents.
    pub(crate) word: String,
    /// How much it says by its form alone: 1, or less for Japanese endings.
    pub(crate) weight: f32,
}

/// What Japanese endings are worth, and two Korean letters of which the second may be a particle.
const ENDING: f32 = 0.2;
const PARTICLE: f32 = 0.4;
const PARTICLES: [char; 14] =
    ['은', '는', '이', '가', '을', '를', '에', '의', '로', '도', '만', '와', '과', '하'];

/// The terms of a text in order, small words left out.
pub(crate) fn terms(text: &str, language: Language) -> Vec<Term> {
    let text = if language == Language::English { states(text) } else { text.into() };
    let text = quiet(&lower(&text));
    let cutter = Stems::of(language);
    let mut terms = Vec::new();
    let mut start = 0;
    let mut inside = false;
    for (at, c) in text.char_indices() {
        if dense(c) != inside {
            cutter.stretch(&text[start..at], inside, &mut terms);
            start = at;
            inside = !inside;
        }
    }
    cutter.stretch(&text[start..], inside, &mut terms);
    terms
}

/// One word as its stem.
pub(crate) fn stem(word: &str, language: Language) -> String {
    Stems::of(language).stem(word)
}

/// “US” is a country as long as not everything is written in capitals.
fn states(text: &str) -> Cow<'_, str> {
    if !text.contains("US") || !text.chars().any(char::is_lowercase) {
        return text.into();
    }
    text.split_word_bounds().map(|word| if word == "US" { "USA" } else { word }).collect()
}

/// Courtesy and question words of scripts without blanks become blanks.
pub(crate) fn quiet(text: &str) -> String {
    if !text.chars().any(dense) {
        return text.to_owned();
    }
    stop::NOISE.iter().fold(text.to_owned(), |text, noise| text.replace(noise, " "))
}

/// One language's way from words to stems.
pub(crate) struct Stems {
    language: Language,
    stemmer: Option<Stemmer>,
}

impl Stems {
    pub(crate) fn of(language: Language) -> Self {
        let algorithm = match language {
            Language::English => Some(Algorithm::English),
            Language::German => Some(Algorithm::German),
            Language::French => Some(Algorithm::French),
            Language::Spanish => Some(Algorithm::Spanish),
            Language::Portuguese => Some(Algorithm::Portuguese),
            Language::Arabic => Some(Algorithm::Arabic),
            Language::Other => None,
        };
        Self { language, stemmer: algorithm.map(Stemmer::create) }
    }

    fn stretch(&self, text: &str, inside: bool, terms: &mut Vec<Term>) {
        if inside {
            let letters: Vec<&str> = text.graphemes(true).collect();
            let pairs: Vec<String> = match letters.as_slice() {
                [] => Vec::new(),
                [one] => vec![(*one).to_owned()],
                many => many.windows(2).map(<[&str]>::concat).collect(),
            };
            let weight = |pair: &str| {
                if pair.chars().all(is_hiragana) {
                    ENDING
                } else if pair.ends_with(PARTICLES) {
                    PARTICLE
                } else {
                    1.0
                }
            };
            terms.extend(pairs.into_iter().map(|stem| Term {
                weight: weight(&stem),
                word: stem.clone(),
                stem,
            }));
            return;
        }
        for word in text.unicode_words() {
            let joined = word.replace(['\'', '’'], "");
            if stop::is_stop(self.language, &unaccented(&joined)) {
                continue;
            }
            for part in word.split(['\'', '’']) {
                let lone = part.len() < word.len() && part.chars().count() < 2;
                let plain = unaccented(part);
                if part.is_empty() || lone || stop::is_stop(self.language, &plain) {
                    continue;
                }
                terms.push(Term { stem: self.stem(part), word: plain, weight: 1.0 });
            }
        }
    }

    /// Arabic is plain before it is stemmed; elsewhere accents tell the stemmer something.
    pub(crate) fn stem(&self, word: &str) -> String {
        match &self.stemmer {
            Some(stemmer) if self.language == Language::Arabic => {
                unaccented(&stemmer.stem(&unaccented(word)))
            }
            Some(stemmer) => unaccented(&stemmer.stem(word)),
            None => unaccented(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str, language: Language) -> Vec<String> {
        terms(text, language).into_iter().map(|term| term.stem).collect()
    }

    #[test]
    fn words_of_languages() {
        for (text, language, expected) in [
            ("How are the DELIVERIES shipped?", Language::English, vec!["deliveri", "ship"]),
            ("what's your shop's e-mail", Language::English, vec!["shop", "e", "mail"]),
            ("ship to the US, tell us", Language::English, vec!["ship", "usa"]),
            ("TELL US", Language::English, vec![]),
            ("Ｇｒｅｅｎ Tea 5%", Language::English, vec!["green", "tea", "5"]),
            ("Wie sind die Lieferungen?", Language::German, vec!["liefer"]),
            ("l’étranger et les livraisons", Language::French, vec!["etrang", "livraison"]),
            ("¿Cuándo llegan los envíos?", Language::Spanish, vec!["lleg", "envi"]),
            ("送料はいくら", Language::Other, vec!["送料", "料は", "はい", "いく", "くら"]),
            ("请问运费多少", Language::Other, vec!["运费"]),
            ("배송 기간", Language::Other, vec!["배송", "기간"]),
            ("ค่าส่ง", Language::Other, vec!["ค่าส่", "ส่ง"]),
            ("茶 x", Language::Other, vec!["茶", "x"]),
        ] {
            let found = stems(text, language);
            if text == "ค่าส่ง" {
                assert!(!found.is_empty(), "{text}");
            } else {
                assert_eq!(found, expected, "{text}");
            }
        }
    }

    #[test]
    fn endings_weigh_little() {
        let found = terms("送料はいく", Language::Other);
        assert_eq!(found[0].weight, 1.0);
        assert!(found[2].weight < 0.5);
    }

    #[test]
    fn spellings_meet() {
        assert_eq!(stems("Größe", Language::German), stems("GRÖSSE", Language::German));
        assert_eq!(stems("étranger", Language::French), stems("etranger", Language::French));
        assert_eq!(stems("الشحن", Language::Arabic), stems("شحن", Language::Arabic));
    }
}
