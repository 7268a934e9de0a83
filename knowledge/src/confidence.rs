//! Knowledge's doubt: what is known of a candidate, as the likelihood that it answers.

/// What speaks for a pair.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Evidence {
    /// What training says, and how far that is ahead of the best other pair (below 0: behind it).
    pub(crate) learnt: Option<(f32, f32)>,
    /// The likeness of its nearest question, and how far that is ahead.
    pub(crate) nearest: (f32, f32),
    /// How much of the question it speaks of, and how far that is ahead.
    pub(crate) coverage: (f32, f32),
    /// Its part of the vote, and how far that is ahead.
    pub(crate) votes: (f32, f32),
    /// The part of the question's words that no pair's question has.
    pub(crate) unknown: f32,
    /// Embeddings know what the question means, whatever its words.
    pub(crate) heard: bool,
    /// How many words the question has.
    pub(crate) words: usize,
    /// How many questions the pair has.
    pub(crate) questions: usize,
}

/// The numbers of one candidate's evidence, as [`Evidence::values`] gives them.
pub const EVIDENCE: usize = 13;

/// What each value is worth. `cargo xtask eval --fit` finds these numbers.
type Worth = [f32; EVIDENCE];
const LEARNT: Worth = [6.95, 7.30, 1.43, -1.24, -0.13, 1.15, -0.52, -0.36, 0.07, -0.27, 0.01, -0.39, -2.89];
const UNLEARNT: Worth = [0.00, 0.00, 4.31, 4.50, 0.45, 1.14, -0.48, 1.21, 1.65, -0.27, -0.07, -0.20, -2.98];
/// A passage that speaks of this part of a question is right in `RIGHT` of the cases; found on the demo shop's questions.
const ENOUGH: f32 = 0.6;
const RIGHT: f32 = 0.8;
const STEEP: f32 = 6.0;
/// How sharply a passage must be better than another one before that counts for nothing.
const SHARP: f32 = 40.0;

impl Evidence {
    /// The learnt score and its lead, the nearest likeness and its lead, coverage and its lead, 1 without
    /// any, the vote and its lead, unknown words, the logarithms
    /// of the numbers of words and of the pair's questions, and 1.
    #[expect(clippy::cast_precision_loss, reason = "counts of words and of questions")]
    pub(crate) fn values(&self) -> [f32; EVIDENCE] {
        let Self { nearest, coverage, votes, unknown, .. } = *self;
        let learnt = self.learnt.unwrap_or_default();
        let words = (self.words.max(1) as f32).ln();
        let questions = (self.questions.max(1) as f32).ln();
        let nothing = f32::from(u8::from(coverage.0 <= 0.0));
        [
            learnt.0, learnt.1, nearest.0, nearest.1, coverage.0, coverage.1, nothing, votes.0, votes.1,
            unknown, words, questions, 1.0,
        ]
    }
}

/// Of a pair.
pub(crate) fn pair(evidence: &Evidence) -> f32 {
    let worth = if evidence.learnt.is_some() { LEARNT } else { UNLEARNT };
    let likely = logistic(evidence.values().iter().zip(worth).map(|(value, worth)| value * worth).sum());
    // Alike in its small words alone: no more likely than the part of it that is known at all.
    if evidence.coverage.0 > 0.0 || evidence.heard { likely } else { likely.min(1.0 - evidence.unknown) }
}

/// Of a passage that speaks of this part of the question. `share`: how good it is beside the best one; `others`: the same of
/// the passages of other articles.
pub(crate) fn passage(coverage: f32, share: f32, others: impl Iterator<Item = f32>) -> f32 {
    if coverage <= 0.0 {
        return 0.0;
    }
    let rivals: f32 = others.map(|other| other.powf(SHARP)).sum();
    let own = share.powf(SHARP);
    let right = (RIGHT / (1.0 - RIGHT)).ln();
    logistic(right + STEEP * (coverage - ENOUGH)) * own / (own + rivals).max(f32::EPSILON)
}

fn logistic(value: f32) -> f32 {
    1.0 / (1.0 + (-value).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_evidence_is_more_sure() {
        let weak = Evidence {
            nearest: (0.3, 0.05),
            coverage: (0.3, 0.0),
            unknown: 0.5,
            words: 6,
            ..Evidence::default()
        };
        let strong = Evidence { nearest: (0.8, 0.5), coverage: (1.0, 0.6), unknown: 0.0, ..weak };
        assert!(pair(&weak) < 0.4 && pair(&strong) > 0.7, "{} {}", pair(&weak), pair(&strong));
        let learnt = |score, ahead| pair(&Evidence { learnt: Some((score, ahead)), ..strong });
        assert!(learnt(0.9, 0.8) > 0.9 && learnt(0.9, 0.8) > learnt(0.4, 0.1));
    }

    #[test]
    fn passages_share_what_they_are_equally_good_for() {
        let alone = passage(ENOUGH, 1.0, std::iter::empty());
        assert!((alone - RIGHT).abs() < 1e-4);
        let beside = passage(ENOUGH, 1.0, std::iter::once(1.0));
        assert!((beside - RIGHT / 2.0).abs() < 1e-4);
        assert!(passage(ENOUGH, 1.0, std::iter::once(0.8)) > RIGHT - 0.01);
        assert!(passage(0.0, 0.0, std::iter::empty()) == 0.0);
    }
}
