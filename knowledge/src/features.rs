//! Knowledge's reading of short texts: their words, neighbouring words, and runs of letters, each as a number.

use std::collections::{BTreeSet, HashMap, HashSet};

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    fold::{lower, unaccented},
    kin::meanings,
    language::{Language, dense},
    words::{Stems, quiet, stop::is_stop},
};

/// The kinds of features: words, neighbouring words, letters within a word, letters across words, families of words.
pub(crate) const KINDS: usize = 5;
/// The letters of a text that are read, and of a word.
const LETTERS: usize = 2_000;
const WORD: usize = 40;

/// Reads texts in a few languages: a word has a name in each of them.
pub(crate) struct Reader {
    tongues: Vec<Tongue>,
}

struct Tongue {
    language: Language,
    name: String,
    stems: Stems,
    /// For each stem the families that it belongs to.
    meanings: HashMap<String, Vec<usize>>,
}

/// What a text is known by.
#[derive(Debug, Default)]
pub(crate) struct Features {
    /// By kind; a feature stands in it as often as in the text.
    pub(crate) kinds: [Vec<u64>; KINDS],
    pub(crate) words: Vec<Word>,
    /// The features that have nothing but small words in them.
    pub(crate) small: HashSet<u64>,
}

/// One word of a text.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Word {
    /// Its names, one in each language.
    pub(crate) names: Vec<u64>,
    /// It is one of the small words that every text has.
    pub(crate) small: bool,
    /// It itself, without accents; empty in scripts without blanks.
    pub(crate) plain: String,
}

impl Reader {
    pub(crate) fn new(languages: &[Language]) -> Self {
        let languages = if languages.is_empty() { &[Language::Other] } else { languages };
        let tongue = |language: &Language| {
            let stems = Stems::of(*language);
            let meanings = meanings(*language, |word| stems.stem(word));
            Tongue { language: *language, name: format!("{language:?}"), stems, meanings }
        };
        Self { tongues: languages.iter().map(tongue).collect() }
    }

    pub(crate) fn speaks(&self, language: Language) -> bool {
        self.tongues.iter().any(|tongue| tongue.language == language)
    }

    pub(crate) fn read(&self, text: &str) -> Features {
        let end = text.char_indices().nth(LETTERS).map_or(text.len(), |(at, _)| at);
        let lower = lower(&text[..end]);
        let quieter = quiet(&lower);
        let text = if quieter.trim().is_empty() { lower } else { quieter };
        let mut features = Features::default();
        let mut spoken: Vec<String> = Vec::new();
        let mut start = 0;
        let mut inside = false;
        for (at, c) in text.char_indices().chain(std::iter::once((text.len(), '\0'))) {
            if dense(c) == inside && at < text.len() {
                continue;
            }
            if inside {
                self.letters(&text[start..at], &mut features);
            } else {
                spoken.extend(text[start..at].unicode_words().flat_map(apart));
            }
            start = at;
            inside = !inside;
        }
        self.words(&spoken, &mut features);
        features
    }

    /// A script without blanks: pairs of letters stand for words, triples for neighbouring words.
    fn letters(&self, text: &str, features: &mut Features) {
        let letters: Vec<&str> = text.graphemes(true).collect();
        let runs = |length: usize| letters.windows(length).map(<[&str]>::concat);
        let pairs: Vec<u64> = if letters.len() == 1 {
            letters.iter().map(|letter| number(0, &[letter])).collect()
        } else {
            runs(2).map(|pair| number(0, &[&pair])).collect()
        };
        features.words.extend(pairs.iter().map(|pair| Word { names: vec![*pair], ..Word::default() }));
        features.kinds[0].extend(pairs);
        features.kinds[1].extend(runs(3).map(|run| number(1, &[&run])));
        features.kinds[2].extend((1..=2).flat_map(runs).map(|run| number(2, &[&run])));
        features.kinds[3].extend(runs(4).map(|run| number(3, &[&run])));
    }

    fn words(&self, words: &[String], features: &mut Features) {
        if words.is_empty() {
            return;
        }
        let plain: Vec<String> =
            words.iter().map(|word| unaccented(word).chars().take(WORD).collect()).collect();
        let small = |word: &String| self.tongues.iter().any(|tongue| is_stop(tongue.language, word));
        let small: Vec<bool> = plain.iter().map(small).collect();
        let mut names: Vec<Vec<u64>> = vec![Vec::new(); words.len()];
        for Tongue { name: language, stems, meanings, .. } in &self.tongues {
            let stems: Vec<String> = words.iter().map(|word| stems.stem(word)).collect();
            let families: BTreeSet<&usize> =
                stems.iter().filter_map(|stem| meanings.get(stem)).flatten().collect();
            features.kinds[4]
                .extend(families.into_iter().map(|family| number(4, &[language, &family.to_string()])));
            let mut before = ("^", true);
            for ((name, stem), small) in names.iter_mut().zip(&stems).zip(&small) {
                let pair = number(1, &[language, before.0, stem]);
                name.push(number(0, &[language, stem]));
                features.kinds[1].push(pair);
                features.small.extend((*small && before.1).then_some(pair));
                before = (stem, *small);
            }
            let pair = number(1, &[language, before.0, "$"]);
            features.kinds[1].push(pair);
            features.small.extend(before.1.then_some(pair));
        }
        for ((names, plain), small) in names.into_iter().zip(&plain).zip(small) {
            let word: Vec<char> = format!("_{plain}_").chars().collect();
            let inside: Vec<u64> = (3..=5).flat_map(|length| runs(2, &word, length)).collect();
            if small {
                features.small.extend(names.iter().chain(&inside));
            }
            features.kinds[0].extend(&names);
            features.kinds[2].extend(inside);
            features.words.push(Word { names, small, plain: plain.clone() });
        }
        let whole: Vec<char> = format!("_{}_", plain.join("_")).chars().collect();
        features.kinds[3].extend((5..=6).flat_map(|length| runs(3, &whole, length)));
    }
}

/// What is written together and said apart: “what’s”, “dont”, “l’étranger”.
fn apart(word: &str) -> Vec<String> {
    const TOGETHER: [(&str, &str); 13] = [
        ("whats", "what's"),
        ("hows", "how's"),
        ("wheres", "where's"),
        ("whos", "who's"),
        ("thats", "that's"),
        ("im", "i'm"),
        ("ive", "i've"),
        ("dont", "don't"),
        ("doesnt", "doesn't"),
        ("didnt", "didn't"),
        ("isnt", "isn't"),
        ("cant", "can not"),
        ("cannot", "can not"),
    ];
    const ENDINGS: [(&str, &str); 9] = [
        ("can't", "can not"),
        ("won't", "will not"),
        ("n't", " not"),
        ("'s", " is"),
        ("'m", " am"),
        ("'re", " are"),
        ("'ve", " have"),
        ("'ll", " will"),
        ("'d", " would"),
    ];
    let word = word.replace('’', "'");
    let word =
        TOGETHER.iter().find(|(together, _)| *together == word).map_or(word.as_str(), |(_, apart)| apart);
    let ending =
        ENDINGS.iter().find_map(|(short, long)| Some(format!("{}{long}", word.strip_suffix(short)?)));
    let said = ending.unwrap_or_else(|| word.to_owned());
    said.split([' ', '\'']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn runs(kind: u8, letters: &[char], length: usize) -> impl Iterator<Item = u64> {
    letters.windows(length).map(move |run| number(kind, &[&run.iter().collect::<String>()]))
}

/// FNV-1a: the same on every machine, and two features are as good as never one.
fn number(kind: u8, parts: &[&str]) -> u64 {
    const PRIME: u64 = 0x0100_0000_01b3;
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    parts
        .iter()
        .fold(fold(0xcbf2_9ce4_8422_2325, kind), |hash, part| fold(part.bytes().fold(hash, fold), 0xff))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet_in_every_language() {
        let reader = Reader::new(&[Language::English, Language::German]);
        let words = |text: &str| reader.read(text).words;
        assert_eq!(words("Deliveries")[0].names[0], words("DELIVERY")[0].names[0]);
        assert_ne!(words("delivery"), words("returns"));
        assert_eq!(words("Größen")[0].names[1], words("größe")[0].names[1]);
        for (together, apart) in
            [("don’t", "do not"), ("dont", "do not"), ("What's", "what is"), ("l’étranger", "l étranger")]
        {
            assert_eq!(words(together), words(apart), "{together}");
        }
    }

    #[test]
    fn families_meet() {
        let reader = Reader::new(&[Language::English]);
        let families = |text: &str| reader.read(text).kinds[4].clone();
        assert!(
            families("who invented tea")
                .iter()
                .any(|family| families("tea makers who create").contains(family))
        );
        assert!(families("zebra").is_empty());
    }

    #[test]
    fn scripts_without_blanks_have_features_of_every_kind() {
        let reader = Reader::new(&[]);
        for text in ["送料無料です", "配送费用一览", "배송비안내문", "ค่าจัดส่งสินค้า"]
        {
            assert!(reader.read(text).kinds[..4].iter().all(|kind| !kind.is_empty()), "{text}");
        }
        assert!(!reader.read("吗").words.is_empty());
        for text in ["", " ", "🙂", "？"] {
            assert!(reader.read(text).words.is_empty(), "{text}");
        }
    }
}
