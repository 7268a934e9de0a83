//! Knowledge's map of the pairs' questions: how alike any text is to each of them.

use std::{collections::HashMap, sync::Arc};

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    embedding::Embed,
    features::{Features, KINDS, Reader, Word},
    fold::{lower, unaccented},
    language::{Language, of_few},
    sense::{Parts, Sense, Senses, embedded},
    slip::Forms,
    vectors,
};

/// What each kind of feature is worth; chosen by cross-validation on the evaluation set's own phrasings.
const WORTH: [f32; KINDS] = [1.0, 0.25, 0.5, 0.25, 0.75];

/// Questions of anybody that are counted beside the pairs' own, and one in how many of them has a small word.
const PRIOR: f32 = 100.0;
const SMALL: f32 = 10.0;

/// A text as its known features with their weights.
pub(crate) type Vector = Vec<(u32, f32)>;

/// All questions of all pairs, found by their features.
pub(crate) struct Space {
    reader: Reader,
    ids: HashMap<u64, u32>,
    idf: Vec<f32>,
    /// For each feature the questions that have it, with its weight there.
    postings: Vec<Vec<(u32, f32)>>,
    /// The words of the questions.
    forms: Forms,
    /// How many questions there are.
    count: usize,
    senses: Senses,
    embed: Option<Arc<dyn Embed>>,
}

/// A text as the map sees it.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) vector: Vector,
    pub(crate) sense: Sense,
    /// By the embeddings.
    pub(crate) embedded: Option<Vec<f32>>,
    /// The part of its words that no question has.
    pub(crate) unknown: f32,
    /// How many words it has.
    pub(crate) words: usize,
}

impl Space {
    pub(crate) fn new<'t>(
        reader: Reader,
        questions: impl Iterator<Item = &'t str>,
        embed: Option<Arc<dyn Embed>>,
    ) -> Self {
        let dimensions = embed.as_ref().map(|embed| embed.dimensions());
        let mut space = Self {
            reader,
            ids: HashMap::new(),
            idf: Vec::new(),
            postings: Vec::new(),
            forms: Forms::default(),
            count: 0,
            senses: Senses::new(&[], dimensions),
            embed,
        };
        let questions: Vec<&str> = questions.collect();
        let read: Vec<Features> = questions.iter().map(|text| space.reader.read(text)).collect();
        let mut holding: Vec<f32> = Vec::new();
        let mut small: Vec<bool> = Vec::new();
        for features in &read {
            let mut own: Vec<u64> = features.kinds.iter().flatten().copied().collect();
            own.sort_unstable();
            own.dedup();
            for feature in own {
                let next = u32::try_from(holding.len()).unwrap_or(u32::MAX);
                let id = *space.ids.entry(feature).or_insert(next);
                if id == next {
                    holding.push(0.0);
                }
                holding[id as usize] += 1.0;
                small.resize(holding.len(), false);
                small[id as usize] |= features.small.contains(&feature);
            }
        }
        for word in read.iter().flat_map(|features| &features.words) {
            space.forms.add(&word.plain, &word.plain);
        }
        space.count = read.len();
        space.idf = holding.iter().zip(small).map(|(holding, small)| space.rarity(*holding, small)).collect();
        space.postings = vec![Vec::new(); holding.len()];
        for (at, features) in (0_u32..).zip(&read) {
            for (id, weight) in space.vector(features) {
                space.postings[id as usize].push((at, weight));
            }
        }
        let parts: Vec<Parts> =
            questions.iter().zip(&read).map(|(text, features)| space.parts(text, features)).collect();
        space.senses = Senses::new(&parts, dimensions);
        space
    }

    pub(crate) fn see(&self, text: &str) -> Seen {
        let mut features = self.reader.read(text);
        let meant = self.without_slips(text, &features);
        if let Some(meant) = &meant {
            features = self.reader.read(meant);
        }
        let parts = self.parts(meant.as_deref().unwrap_or(text), &features);
        let (mut known, mut unknown) = (0.0, 0.0);
        for word in &features.words {
            match self.known(word) {
                Some(idf) => known += idf * idf,
                None => unknown += self.rarity(0.0, word.small).powi(2),
            }
        }
        let unknown = if unknown > 0.0 { unknown / (known + unknown) } else { 0.0 };
        let sense = self.senses.sense(&parts);
        let [_, embedded] = parts;
        Seen { vector: self.vector(&features), sense, embedded, unknown, words: features.words.len() }
    }

    /// How rare a word is in the language where it is least so; none where no question has it.
    fn known(&self, word: &Word) -> Option<f32> {
        let ids = word.names.iter().filter_map(|name| self.ids.get(name));
        ids.map(|id| self.idf[*id as usize]).reduce(f32::min)
    }

    /// What is known of a text's meaning. Words of other languages that are spelt like English ones would mislead.
    fn parts(&self, text: &str, features: &Features) -> Parts {
        let english =
            self.reader.speaks(Language::English) && of_few(text, Language::English) == Language::English;
        let weight = |word: &Word| self.known(word).unwrap_or_else(|| self.rarity(0.0, word.small));
        let words = features.words.iter().filter(|_| english);
        let together = vectors::together(words.map(|word| (word.plain.as_str(), weight(word))));
        let embedded = self.embed.as_ref().and_then(|embed| embedded(embed.as_ref(), text));
        [together.map(Vec::from), embedded]
    }

    /// The text with its unknown words as the known ones that they are a slip away from; none where there are no such.
    fn without_slips(&self, text: &str, features: &Features) -> Option<String> {
        let unknown = |word: &&Word| word.names.iter().all(|name| !self.ids.contains_key(name));
        let meant: HashMap<&str, &str> = features
            .words
            .iter()
            .filter(unknown)
            .filter_map(|word| Some((word.plain.as_str(), self.forms.near(&word.plain).into_iter().next()?)))
            .collect();
        if meant.is_empty() {
            return None;
        }
        let lower = lower(text);
        let word = |word| meant.get(unaccented(word).as_str()).copied().unwrap_or(word);
        Some(lower.split_word_bounds().map(word).collect())
    }

    /// How alike each question is in words and meaning, at most 1.
    pub(crate) fn nearness(&self, vector: &Vector, sense: &Sense) -> Vec<f32> {
        let mut likeness = self.likeness(vector);
        self.senses.mix(sense, &mut likeness);
        likeness
    }

    /// What the questions mean.
    pub(crate) fn senses(&self) -> &Senses {
        &self.senses
    }

    /// How alike each question is in its words, 0 to 1.
    pub(crate) fn likeness(&self, vector: &Vector) -> Vec<f32> {
        let mut likeness = vec![0.0; self.count];
        for (id, weight) in vector {
            for (question, other) in &self.postings[*id as usize] {
                likeness[*question as usize] += weight * other;
            }
        }
        likeness
    }

    /// The questions themselves, as they were read.
    pub(crate) fn questions(&self) -> Vec<Vector> {
        let mut questions = vec![Vector::new(); self.count];
        for (id, postings) in (0_u32..).zip(&self.postings) {
            for (question, weight) in postings {
                questions[*question as usize].push((id, *weight));
            }
        }
        questions
    }

    /// How many features there are.
    pub(crate) fn width(&self) -> usize {
        self.idf.len()
    }

    /// Each kind has its fixed share of the length, whatever it counts; unknown features have none.
    fn vector(&self, features: &Features) -> Vector {
        let present = features.kinds.iter().zip(WORTH).filter(|(kind, _)| !kind.is_empty());
        let whole: f32 = present.map(|(_, worth)| worth).sum();
        let mut vector = Vector::new();
        for (kind, worth) in features.kinds.iter().zip(WORTH) {
            let start = vector.len();
            let mut ids: Vec<u32> =
                kind.iter().filter_map(|feature| self.ids.get(feature)).copied().collect();
            ids.sort_unstable();
            for same in ids.chunk_by(|a, b| a == b) {
                #[expect(clippy::cast_precision_loss, reason = "a count of words in a text")]
                let often = 1.0 + (same.len() as f32).ln();
                vector.push((same[0], often * self.idf[same[0] as usize]));
            }
            let length = vector[start..].iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
            let scale = (worth / whole).sqrt() / length.max(f32::EPSILON);
            for (_, weight) in &mut vector[start..] {
                *weight *= scale;
            }
        }
        vector
    }

    /// As if there were [`PRIOR`] more questions of anybody, of which one in [`SMALL`] has the small words: a shop with ten
    /// questions cannot know that “what is” is said everywhere.
    #[expect(clippy::cast_precision_loss, reason = "a count of questions")]
    fn rarity(&self, holding: f32, small: bool) -> f32 {
        let small = if small { PRIOR / SMALL } else { 0.0 };
        ((self.count as f32 + PRIOR + 1.0) / (holding + small + 1.0)).ln() + 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_question_is_like_itself_and_less_like_others() {
        let questions = ["how much is shipping", "how much is the teapot", "can i return my tea"];
        let space = Space::new(Reader::new(&[Language::English]), questions.into_iter(), None);
        for (at, question) in questions.iter().enumerate() {
            let likeness = space.likeness(&space.see(question).vector);
            assert!((likeness[at] - 1.0).abs() < 1e-4, "{question} {likeness:?}");
            assert!(likeness.iter().enumerate().all(|(other, like)| other == at || *like < 0.7));
        }
    }

    #[test]
    fn unknown_words_are_counted() {
        let space = Space::new(Reader::new(&[Language::English]), ["how much is shipping"].into_iter(), None);
        assert!(space.see("how much is shipping").unknown < f32::EPSILON);
        assert!(space.see("elephants").unknown > 0.99);
        let part = space.see("how much are elephants").unknown;
        assert!(0.2 < part && part < 0.9, "{part}");
        assert!(space.see("how much is shiping").unknown < f32::EPSILON);
        assert!(space.see("").unknown < f32::EPSILON);
        assert!(Space::new(Reader::new(&[]), std::iter::empty(), None).see("tea").vector.is_empty());
    }
}
