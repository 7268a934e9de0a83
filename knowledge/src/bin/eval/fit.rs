//! The fit: what each value of the evidence is worth, from trials on the knowledge's own phrasings alone.

use baton_knowledge::EVIDENCE;
use nalgebra::{SMatrix, SVector};

use crate::{
    set::{FOLDS, Set, Trial},
    trial::library,
};

type Values = SVector<f64, EVIDENCE>;

/// One candidate: its values, whether it answers, and how much it counts.
struct Sample {
    values: Values,
    right: bool,
    counts: f64,
}

/// What keeps the numbers small where there is little evidence.
const SMOOTH: f64 = 1.0;

/// The numbers for libraries that have learnt, or have not.
pub(crate) fn fit(set: &Set, learnt: bool) -> Vec<f64> {
    let mut samples = Vec::new();
    for fold in 0..FOLDS {
        collect(set.apart(fold), learnt, 1.0, &mut samples);
    }
    for phrasings in [1, 2, 3, 5, 8] {
        for fold in 0..FOLDS {
            collect(set.fold(fold, phrasings), learnt, 1.0, &mut samples);
        }
        for first in 0..7 {
            collect(set.small(first, phrasings), learnt, 2.0, &mut samples);
        }
    }
    newton(&samples).iter().copied().collect()
}

fn collect(trial: Trial, learnt: bool, counts: f64, samples: &mut Vec<Sample>) {
    let library = library(trial.entries, learnt, trial.embed.as_ref());
    for (text, id) in &trial.questions {
        let evidence = library.evidence(text);
        samples.extend(evidence.into_iter().map(|(entry, values)| Sample {
            values: Values::from_iterator(values.into_iter().map(f64::from)),
            right: Some(entry) == *id,
            counts,
        }));
    }
}

/// Logistic regression by Newton's method.
fn newton(samples: &[Sample]) -> Values {
    let mut worth = Values::zeros();
    for _ in 0..25 {
        let mut slope = worth * -SMOOTH;
        let mut bend = SMatrix::<f64, EVIDENCE, EVIDENCE>::identity() * SMOOTH;
        for sample in samples {
            let likely = 1.0 / (1.0 + (-sample.values.dot(&worth)).exp());
            slope += sample.values * (f64::from(u8::from(sample.right)) - likely) * sample.counts;
            bend += sample.values * sample.values.transpose() * (likely * (1.0 - likely) * sample.counts);
        }
        let Some(step) = bend.cholesky().map(|bend| bend.solve(&slope)) else { break };
        worth += step;
    }
    worth
}
