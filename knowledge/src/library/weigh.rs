//! Knowledge's scales: everything that may answer a question, with how likely it does.

use super::{Library, questions};
use crate::{
    confidence::{self, EVIDENCE, Evidence},
    index::{Found, Hit},
    ridge,
    space::Seen,
};

/// Pairs that are looked at closer, by each measure.
const CLOSER: usize = 8;

/// One thing that may answer.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    /// Counted from 0.
    pub(crate) entry: usize,
    pub(crate) place: Place,
    pub(crate) confidence: f32,
    pub(crate) coverage: f32,
    pub(crate) learnt: f32,
    pub(crate) nearest: f32,
}

/// Where an answer stands.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    Pair,
    Passage(Hit),
}

/// How much of each pair, and of the best other than a given one.
struct Lead<'v> {
    values: &'v [f32],
    best: usize,
    second: f32,
}

impl<'v> Lead<'v> {
    fn new(values: &'v [f32]) -> Self {
        let best = (0..values.len()).max_by(|a, b| values[*a].total_cmp(&values[*b])).unwrap_or(0);
        let others = values.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, value)| *value);
        Self { values, best, second: others.fold(0.0, f32::max) }
    }

    fn of(&self, at: usize) -> (f32, f32) {
        let other = if at == self.best { self.second } else { self.values[self.best] };
        (self.values[at], self.values[at] - other)
    }

    /// The best few.
    fn first(&self, most: usize) -> Vec<usize> {
        let mut first: Vec<usize> = (0..self.values.len()).filter(|at| self.values[*at] > 0.0).collect();
        let better = |a: &usize, b: &usize| self.values[*b].total_cmp(&self.values[*a]);
        if first.len() > most {
            first.select_nth_unstable_by(most, better);
            first.truncate(most);
        }
        first
    }
}

impl Library {
    /// What may answer, the most likely first, and the part of the question in unknown words. `most`: how many passages of
    /// each language are looked at. With `before`, what the visitor asked before, only the words count.
    pub(crate) fn weigh(&self, text: &str, before: Option<&str>, most: usize) -> (Vec<Weighed>, f32) {
        let mut found = self.index.find(text, before, most);
        let seen = self.space.see(text);
        let mut weighed: Vec<Weighed> = Vec::new();
        if before.is_none() {
            weighed = self.pairs(&found, &seen);
            if let Some(asked) = &seen.embedded {
                self.meant.join(asked, &mut found.hits, most);
            }
        }
        // Pairs with questions were weighed by these already.
        let by_words = |hit: &&Hit| before.is_some() || questions(&self.entries[hit.entry]).is_empty();
        for hit in found.hits.iter().filter(by_words) {
            let rival = |other: &&Hit| other.entry != hit.entry && other.language == hit.language;
            let others = found.hits.iter().filter(by_words).filter(rival).map(|other| other.share);
            weighed.push(Weighed {
                entry: hit.entry,
                confidence: confidence::passage(hit.coverage, hit.share, others),
                place: if self.is_pair(hit.entry) { Place::Pair } else { Place::Passage(hit.clone()) },
                coverage: hit.coverage,
                learnt: 0.0,
                nearest: 0.0,
            });
        }
        weighed.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        (weighed, seen.unknown)
    }

    /// What speaks for each pair that may answer; for whoever measures how much it says, see [`crate::EVIDENCE`].
    #[must_use]
    pub fn evidence(&self, text: &str) -> Vec<(u64, [f32; EVIDENCE])> {
        let found = self.index.find(text, None, 0);
        let evidence = self.closer(&found, &self.space.see(text));
        evidence.into_iter().map(|(entry, evidence)| (self.entries[entry].id, evidence.values())).collect()
    }

    fn pairs(&self, found: &Found, seen: &Seen) -> Vec<Weighed> {
        let weigh = |(entry, evidence): (usize, Evidence)| Weighed {
            entry,
            place: Place::Pair,
            confidence: confidence::pair(&evidence),
            coverage: evidence.coverage.0,
            learnt: evidence.learnt.map_or(0.0, |(score, _)| score),
            nearest: evidence.nearest.0,
        };
        self.closer(found, seen).into_iter().map(weigh).collect()
    }

    /// The pairs that are best by any measure, with all that speaks for them.
    fn closer(&self, found: &Found, seen: &Seen) -> Vec<(usize, Evidence)> {
        let likeness = self.space.nearness(&seen.vector, &seen.sense);
        let mut nearest = vec![0.0_f32; self.pairs.len()];
        for (owner, like) in self.owners.iter().zip(&likeness) {
            let nearest = &mut nearest[*owner as usize];
            *nearest = nearest.max(*like);
        }
        let coverage: Vec<f32> = self.pairs.iter().map(|entry| found.coverage[*entry]).collect();
        let learnt = self.weights.as_ref().map(|weights| ridge::apply(weights, &likeness));
        let votes = self.bayes.vote(&seen.vector);
        let (nearest, coverage, votes) = (Lead::new(&nearest), Lead::new(&coverage), Lead::new(&votes));
        let learnt = learnt.as_deref().map(Lead::new);
        let mut closer = nearest.first(CLOSER);
        closer.extend(coverage.first(CLOSER));
        closer.extend(votes.first(CLOSER));
        closer.extend(learnt.iter().flat_map(|learnt| learnt.first(CLOSER)));
        closer.sort_unstable();
        closer.dedup();
        let evidence = |pair: usize| Evidence {
            learnt: learnt.as_ref().map(|learnt| learnt.of(pair)),
            nearest: nearest.of(pair),
            coverage: coverage.of(pair),
            votes: votes.of(pair),
            unknown: seen.unknown,
            heard: seen.embedded.is_some(),
            words: seen.words,
            questions: questions(&self.entries[self.pairs[pair]]).len(),
        };
        closer.into_iter().map(|pair| (self.pairs[pair], evidence(pair))).collect()
    }
}
