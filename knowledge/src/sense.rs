//! Knowledge's hearing between the words: how much two texts mean the same, whatever words they have.

use crate::{embedding::Embed, vectors};

/// How much of the likeness is in the meaning, the rest being in the words: by the English vectors where there is nothing
/// else, by these beside embeddings that the operator named, and by the embeddings. Chosen by cross-validation.
const ENGLISH: f32 = 0.35;
const BESIDE: f32 = 0.1;
const EMBEDDED: f32 = 0.3;
/// Texts of anybody, with no common meaning, that are counted beside the pairs' own questions.
const PRIOR: f32 = 100.0;

/// What a text means.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sense {
    /// All that is known of it, one part after the other; zeros for a part that is not known.
    vector: Vec<f32>,
    /// By how much the likeness of its words is shortened.
    words: f32,
}

/// What is known of a text before it is held against others: by the English vectors, and by the embeddings.
pub(crate) type Parts = [Option<Vec<f32>>; 2];

/// What all questions mean.
pub(crate) struct Senses {
    /// What they have in common, which tells none from another.
    means: [Vec<f32>; 2],
    shares: [f32; 2],
    width: usize,
    vectors: Vec<f32>,
    words: Vec<f32>,
}

/// What an embedding gives, if it is what it is said to be.
pub(crate) fn embedded(embed: &dyn Embed, text: &str) -> Option<Vec<f32>> {
    let vector = embed.embed(text);
    let sound = vector.len() == embed.dimensions() && vector.iter().all(|number| number.is_finite());
    (sound && vector.iter().any(|number| *number != 0.0)).then(|| unit(vector))
}

impl Senses {
    /// Of the questions; `dimensions`: of the embeddings, if there are any.
    pub(crate) fn new(questions: &[Parts], dimensions: Option<usize>) -> Self {
        let widths = [vectors::WIDTH, dimensions.unwrap_or_default()];
        let mean = |part: usize| {
            let mut mean = vec![0.0_f32; widths[part]];
            let known: Vec<&Vec<f32>> = questions.iter().filter_map(|parts| parts[part].as_ref()).collect();
            #[expect(clippy::cast_precision_loss, reason = "a count of questions")]
            let all = known.len() as f32 + PRIOR;
            for vector in known {
                for (mean, number) in mean.iter_mut().zip(vector) {
                    *mean += number / all;
                }
            }
            mean
        };
        let shares = if dimensions.is_some() { [BESIDE, EMBEDDED] } else { [ENGLISH, 0.0] };
        let mut senses = Self {
            means: [mean(0), mean(1)],
            shares,
            width: widths.iter().sum(),
            vectors: Vec::new(),
            words: Vec::new(),
        };
        for parts in questions {
            let sense = senses.sense(parts);
            senses.vectors.extend(sense.vector);
            senses.words.push(sense.words);
        }
        senses
    }

    /// Each known part has its share of the likeness, and the words have what is left.
    pub(crate) fn sense(&self, parts: &Parts) -> Sense {
        let mut vector = Vec::with_capacity(self.width);
        let mut left = 1.0;
        for ((part, mean), share) in parts.iter().zip(&self.means).zip(self.shares) {
            let Some(part) = part else {
                vector.resize(vector.len() + mean.len(), 0.0);
                continue;
            };
            left -= share;
            let own = unit(part.iter().zip(mean).map(|(number, mean)| number - mean).collect());
            vector.extend(own.into_iter().map(|number| number * share.sqrt()));
        }
        Sense { vector, words: left.max(0.0).sqrt() }
    }

    /// Turns the likeness of the words of each question into that of all.
    pub(crate) fn mix(&self, sense: &Sense, likeness: &mut [f32]) {
        let own = self.vectors.chunks_exact(self.width.max(1));
        for ((like, own), words) in likeness.iter_mut().zip(own).zip(&self.words) {
            *like = *like * sense.words * words + dot(&sense.vector, own);
        }
    }

    /// The same between two of the questions.
    pub(crate) fn between(&self, one: usize, other: usize, words: f32) -> f32 {
        words * self.words[one] * self.words[other] + dot(self.of(one), self.of(other))
    }

    /// What some of the questions mean together; of their words the likeness is kept as far as the first one's is.
    pub(crate) fn middle(&self, questions: std::ops::Range<usize>) -> Sense {
        let words = self.words.get(questions.start).copied().unwrap_or(1.0);
        #[expect(clippy::cast_precision_loss, reason = "a count of questions")]
        let count = questions.len().max(1) as f32;
        let mut vector = vec![0.0; self.width];
        for question in questions {
            for (sum, number) in vector.iter_mut().zip(self.of(question)) {
                *sum += number / count;
            }
        }
        Sense { vector, words }
    }

    fn of(&self, question: usize) -> &[f32] {
        &self.vectors[question * self.width..(question + 1) * self.width]
    }
}

pub(crate) fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let length = dot(&vector, &vector).sqrt().max(f32::EPSILON);
    for number in &mut vector {
        *number /= length;
    }
    vector
}

/// In eight sums side by side, which the processor can do at once.
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    const LANES: usize = 8;
    let mut sums = [0.0_f32; LANES];
    let (a, b) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest: f32 = a.remainder().iter().zip(b.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in a.zip(b) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    rest + sums.iter().sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// English vectors, along two axes.
    fn along(x: f32, y: f32) -> Parts {
        let mut vector = vec![0.0; vectors::WIDTH];
        (vector[0], vector[1]) = (x, y);
        [Some(vector), None]
    }

    #[test]
    fn meaning_has_its_share_where_it_is_known() {
        let senses = Senses::new(&[along(1.0, 0.0), along(0.0, 1.0), [None, None]], None);
        let mixed = |parts: Parts, words: f32| {
            let mut likeness = vec![words; 3];
            senses.mix(&senses.sense(&parts), &mut likeness);
            likeness
        };
        let same = mixed(along(2.0, 0.0), 1.0);
        assert!((same[0] - 1.0).abs() < 0.01 && same[1] < 1.0 - ENGLISH + 0.01, "{same:?}");
        let other_words = mixed(along(1.0, 0.0), 0.0);
        assert!((other_words[0] - ENGLISH).abs() < 0.01 && other_words[1].abs() < 0.01, "{other_words:?}");
        // Without a meaning the words are everything.
        assert!((mixed([None, None], 0.7)[2] - 0.7).abs() < 1e-6);
        assert!((senses.between(0, 0, 1.0) - 1.0).abs() < 1e-4 && senses.between(0, 1, 0.0).abs() < 0.01);
        assert!((senses.between(2, 2, 0.4) - 0.4).abs() < 1e-6);
    }

    #[test]
    fn what_all_have_in_common_says_nothing() {
        let many: Vec<Parts> =
            (0..2_000_u16).map(|at| along(10.0, if at % 2 == 0 { 1.0 } else { -1.0 })).collect();
        let senses = Senses::new(&many, None);
        assert!(senses.between(0, 1, 0.0) < 0.0, "{}", senses.between(0, 1, 0.0));
        assert!((senses.between(0, 2, 0.0) - ENGLISH).abs() < 1e-4);
    }

    #[test]
    fn products_of_any_length() {
        for length in [0, 1, 7, 8, 9, 20] {
            let ones = vec![1.0; length];
            assert_eq!(dot(&ones, &ones) as usize, length);
        }
    }
}
