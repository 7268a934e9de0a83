//! Knowledge's vote: which pair's questions, all taken together, have the words of a question and which have not.
//!
//! Complement naive Bayes: what a pair has is held against what all others have. It needs no training beyond counting.

use crate::space::{Space, Vector};

/// What a pair is credited with of a feature that it has never had.
const UNSEEN: f32 = 0.02;
/// How sharply the pairs' scores are told apart.
const SHARP: f32 = 0.5;

/// The counts, as what each feature adds for the pairs that have it.
#[derive(Debug, Default)]
pub(crate) struct Bayes {
    /// By feature: the pairs that have it, and what it says for them beyond what it says for all others.
    gains: Vec<Vec<(u32, f32)>>,
    /// By pair: what every feature says, had or not.
    base: Vec<f32>,
}

impl Bayes {
    /// `owners`: the pair of each question, those of a pair together.
    pub(crate) fn new(space: &Space, owners: &[u32]) -> Self {
        let questions = space.questions();
        let mut all = vec![0.0_f32; space.width()];
        let mut counts: Vec<Vec<(u32, f32)>> = vec![Vec::new(); space.width()];
        let mut sums = vec![0.0_f32; owners.last().map_or(0, |last| *last as usize + 1)];
        for (question, owner) in questions.iter().zip(owners) {
            for (feature, weight) in question {
                all[*feature as usize] += weight;
                sums[*owner as usize] += weight;
                let counts = &mut counts[*feature as usize];
                match counts.last_mut().filter(|(last, _)| last == owner) {
                    Some((_, count)) => *count += weight,
                    None => counts.push((*owner, *weight)),
                }
            }
        }
        let total: f32 = sums.iter().sum();
        #[expect(clippy::cast_precision_loss, reason = "a count of features")]
        let unseen = UNSEEN * space.width() as f32;
        let base = sums.iter().map(|own| ((total - own + unseen) / (own + unseen)).ln()).collect();
        let gain = |count: f32, all: f32| {
            ((count + UNSEEN) / UNSEEN).ln() - (((all - count).max(0.0) + UNSEEN) / (all + UNSEEN)).ln()
        };
        let gains = counts.into_iter().zip(&all);
        let gains = gains
            .map(|(counts, all)| counts.into_iter().map(|(of, count)| (of, gain(count, *all))).collect());
        Self { gains: gains.collect(), base }
    }

    /// Each pair's part of the vote; together they are 1.
    pub(crate) fn vote(&self, vector: &Vector) -> Vec<f32> {
        let said: f32 = vector.iter().map(|(_, weight)| weight).sum();
        let mut votes: Vec<f32> = self.base.iter().map(|base| base * said).collect();
        for (feature, weight) in vector {
            for (pair, gain) in &self.gains[*feature as usize] {
                votes[*pair as usize] += weight * gain;
            }
        }
        let best = votes.iter().copied().fold(f32::MIN, f32::max);
        for vote in &mut votes {
            *vote = ((*vote - best) * SHARP).exp();
        }
        let sum: f32 = votes.iter().sum();
        votes.iter().map(|vote| vote / sum.max(f32::EPSILON)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{features::Reader, language::Language};

    #[test]
    fn votes_for_whoever_has_the_words() {
        let questions = ["ship to japan", "shipping to taiwan", "return opened tea", "return broken tea"];
        let space = Space::new(Reader::new(&[Language::English]), questions.into_iter(), None);
        let bayes = Bayes::new(&space, &[0, 0, 1, 1]);
        for (text, best) in [("do you ship to korea", 0), ("return my tea", 1)] {
            let votes = bayes.vote(&space.see(text).vector);
            assert!((votes.iter().sum::<f32>() - 1.0).abs() < 1e-4);
            assert!(votes[best] > 0.6, "{text} {votes:?}");
        }
        assert!(Bayes::new(&space, &[]).vote(&Vector::new()).is_empty());
    }
}
