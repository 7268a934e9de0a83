//! Knowledge's choice: answer, ask back, or admit that it does not know.

/// What is known of a candidate when it is chosen or not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    /// Which entry it is of.
    pub(crate) entry: usize,
    /// It is a pair: what a person wrote as the answer to questions.
    pub(crate) pair: bool,
    pub(crate) confidence: f32,
    /// Which part of the question's words stands in it, by what each of them tells.
    pub(crate) coverage: f32,
    /// How much what was learnt speaks for it, between 0 and 1.
    pub(crate) learnt: f32,
}

/// What to do; the numbers are places in the list of candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Answer(usize),
    /// Two or three, best first.
    AskBack(Vec<usize>),
    Unknown,
}

/// A pair is preferred to a passage that is more likely by no more than this.
const WRITTEN: f32 = 0.15;
/// The most choices, and what makes a candidate one: a likelihood of its own, and one beside the best.
const CHOICES: usize = 3;
const LIKELY: f32 = 0.1;
const BESIDE: f32 = 0.25;
/// The choices must together be likely to hold what is meant; to offer a wrong one costs less than to answer wrongly.
const TOGETHER: f32 = 0.75;
/// What was learnt speaks for another pair nearly as much.
const NEAR: f32 = 0.6;
/// The words fit as well, but for what rounding leaves.
const SAME: f32 = 0.001;

/// The candidates are given with the best first; `sure` is how likely an answer must be right.
pub(crate) fn decide(candidates: &[Standing], sure: f32) -> Verdict {
    let Some(best) = candidates.first() else { return Verdict::Unknown };
    let written = candidates.iter().position(|candidate| {
        candidate.pair && candidate.confidence >= sure && candidate.confidence >= best.confidence - WRITTEN
    });
    if let Some(at) = written {
        let meant = alike(candidates, at);
        return if meant.len() > 1 { Verdict::AskBack(meant) } else { Verdict::Answer(at) };
    }
    if best.confidence >= sure {
        return Verdict::Answer(0);
    }
    let mut close: Vec<usize> = Vec::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let likely = candidate.confidence >= LIKELY.max(best.confidence * BESIDE);
        let new = close.iter().all(|other| candidates[*other].entry != candidate.entry);
        if likely && new && close.len() < CHOICES {
            close.push(at);
        }
    }
    let together: f32 = close.iter().map(|at| candidates[*at].confidence).sum();
    if close.len() > 1 && together >= sure * TOGETHER { Verdict::AskBack(close) } else { Verdict::Unknown }
}

/// The pair at this place, and those that the question's words fit as well: words that all of them have decide nothing, and
/// what was learnt of other questions would be a guess.
fn alike(candidates: &[Standing], at: usize) -> Vec<usize> {
    let best = candidates[at];
    let mut meant = vec![at];
    for (other, candidate) in candidates.iter().enumerate() {
        let fits = candidate.pair && candidate.coverage > best.coverage - SAME;
        let near = candidate.learnt >= best.learnt * NEAR && candidate.confidence >= LIKELY;
        let new = meant.iter().all(|known| candidates[*known].entry != candidate.entry);
        if fits && near && new && meant.len() < CHOICES {
            meant.push(other);
        }
    }
    meant
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(candidates: &[(usize, bool, f32)]) -> Vec<Standing> {
        let standing = |(entry, pair, confidence): &(usize, bool, f32)| Standing {
            entry: *entry,
            pair: *pair,
            confidence: *confidence,
            coverage: 1.0 - *entry as f32 / 10.0,
            learnt: 0.5,
        };
        candidates.iter().map(standing).collect()
    }

    #[test]
    fn asks_back_where_the_words_fit_two_pairs_as_well() {
        let all = list(&[(0, true, 0.9), (1, true, 0.3), (2, true, 0.2)]);
        let with = |learnt: [f32; 3], coverage: [f32; 3]| {
            let each = all.iter().zip(learnt).zip(coverage);
            let each = each.map(|((one, learnt), coverage)| Standing { learnt, coverage, ..*one });
            decide(&each.collect::<Vec<_>>(), 0.8)
        };
        assert_eq!(with([0.5, 0.4, 0.1], [1.0; 3]), Verdict::AskBack(vec![0, 1]));
        // Words that every entry has tell nothing at all.
        assert_eq!(with([0.5, 0.4, 0.1], [0.0; 3]), Verdict::AskBack(vec![0, 1]));
        assert_eq!(with([0.5, 0.4, 0.1], [1.0, 0.8, 1.0]), Verdict::Answer(0));
        assert_eq!(with([0.9, 0.4, 0.1], [1.0; 3]), Verdict::Answer(0));
    }

    #[test]
    fn decides() {
        for (candidates, sure, expected) in [
            (&[][..], 0.8, Verdict::Unknown),
            (&[(0, true, 0.85), (1, true, 0.1)], 0.8, Verdict::Answer(0)),
            (&[(0, true, 0.85), (1, true, 0.09)], 0.9, Verdict::Unknown),
            (&[(0, true, 0.5), (1, true, 0.15)], 0.8, Verdict::AskBack(vec![0, 1])),
            (&[(0, false, 0.9), (1, true, 0.82)], 0.8, Verdict::Answer(1)),
            (&[(0, false, 0.98), (1, true, 0.81)], 0.8, Verdict::Answer(0)),
            (&[(0, true, 0.5), (1, true, 0.4)], 0.8, Verdict::AskBack(vec![0, 1])),
            (&[(0, true, 0.4), (1, true, 0.3), (2, false, 0.2)], 0.8, Verdict::AskBack(vec![0, 1, 2])),
            (&[(0, true, 0.4), (0, true, 0.4), (2, false, 0.1)], 0.8, Verdict::Unknown),
            (&[(0, true, 0.3), (1, true, 0.25)], 0.8, Verdict::Unknown),
            (&[(0, true, 0.3), (1, true, 0.3)], 0.5, Verdict::AskBack(vec![0, 1])),
            (&[(0, true, 0.7), (1, true, 0.15)], 0.8, Verdict::Unknown),
        ] {
            assert_eq!(decide(&list(candidates), sure), expected, "{candidates:?} {sure}");
        }
    }
}
