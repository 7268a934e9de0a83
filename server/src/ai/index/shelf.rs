//! The passages of one language.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::Hit;
use crate::ai::{
    article::{Article, Passage},
    kin::{Kin, ROUNDABOUT},
    language::Language,
    slip::one_slip,
    words::{Term, stem, terms},
};

/// BM25's own numbers, as they are usually chosen.
const K: f32 = 1.2;
const B: f32 = 0.6;
/// How often a word of the title or the heading counts.
const TITLE: f32 = 1.5;
const HEADING: f32 = 2.5;
/// What a word is worth that stands for the visitor's own.
const KIN: f32 = 0.75;
const SLIP: f32 = 0.85;
/// What the words before the question are worth, and those that it only hints at.
const BEFORE: f32 = 0.5;
const HINT: f32 = 0.4;
/// The least part of the rarest word's worth that must be found: a word that is everywhere proves nothing.
const EVIDENCE: f32 = 0.25;

#[derive(Debug)]
pub(super) struct Shelf {
    language: Language,
    kin: Kin,
    passages: Vec<Stored>,
    /// For each term the passages that have it, and how much of it.
    postings: HashMap<String, Vec<(usize, f32)>>,
    mean: f32,
}

#[derive(Debug)]
struct Stored {
    article: Arc<Article>,
    passage: Arc<Passage>,
    length: f32,
}

/// One thing that a question is about.
struct Concept {
    /// Its names in this shelf, with what each is worth.
    names: Vec<(String, f32)>,
    idf: f32,
    /// 1, or less for what is not said but meant.
    share: f32,
}

impl Shelf {
    pub(super) fn new(language: Language, articles: &[Arc<Article>]) -> Self {
        let mut passages = Vec::new();
        let mut postings: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
        for article in articles {
            let title = terms(&article.title, language);
            for passage in article.passages() {
                let body = terms(&article.body[passage.bytes.clone()], language);
                let heading = terms(&passage.heading, language);
                let mut counts: HashMap<String, f32> = HashMap::new();
                for (terms, boost) in [(&title, TITLE), (&heading, HEADING), (&body, 1.0)] {
                    for term in terms {
                        *counts.entry(term.stem.clone()).or_default() += boost;
                    }
                }
                for (stem, count) in counts {
                    postings.entry(stem).or_default().push((passages.len(), count));
                }
                #[expect(clippy::cast_precision_loss, reason = "a count of words in a passage")]
                let length = body.len() as f32;
                passages.push(Stored { article: Arc::clone(article), passage: Arc::new(passage), length });
            }
        }
        let total: f32 = passages.iter().map(|stored| stored.length).sum();
        let mean = (total / count(passages.len())).max(1.0);
        Self { language, kin: Kin::of(language), passages, postings, mean }
    }

    pub(super) fn weight(&self, question: &str) -> usize {
        let stems: HashSet<String> = terms(question, self.language).into_iter().map(|term| term.stem).collect();
        stems.len()
    }

    pub(super) fn find(&self, question: &str, before: Option<&str>) -> Option<Hit> {
        let own = self.concepts(question);
        let mut concepts = own;
        let said = concepts.len();
        if let Some(before) = before {
            let mut earlier = self.concepts(before);
            earlier.retain(|concept| concept.share == 1.0 && !concepts.iter().any(|own| own.names[0].0 == concept.names[0].0));
            for concept in &mut earlier {
                concept.share = BEFORE;
            }
            concepts.extend(earlier);
        }
        let whole: f32 = concepts.iter().map(|concept| concept.idf * concept.share).sum();
        let mut found: HashMap<usize, (f32, f32, f32)> = HashMap::new();
        for (at, concept) in concepts.iter().enumerate() {
            for (passage, (count, worth)) in self.holding(concept) {
                let entry = found.entry(passage).or_default();
                let length = 1.0 - B + B * self.passages[passage].length / self.mean;
                let weight = concept.idf * concept.share;
                entry.0 += weight * worth * count * (K + 1.0) / (count + K * length);
                entry.1 += weight * worth;
                if at < said {
                    entry.2 += weight * worth;
                }
            }
        }
        let enough = EVIDENCE * self.idf(0);
        let (at, (score, covered, _)) = found
            .into_iter()
            .filter(|(_, (_, covered, own))| *covered >= enough && *own > 0.0)
            .map(|(at, (score, covered, own))| (at, (score * covered / whole, covered, own)))
            .max_by(|(a, (x, ..)), (b, (y, ..))| x.total_cmp(y).then(b.cmp(a)))?;
        let mut worth: HashMap<String, f32> = HashMap::new();
        for concept in &concepts {
            for (name, part) in &concept.names {
                let entry = worth.entry(name.clone()).or_default();
                *entry = entry.max(concept.idf * concept.share * part);
            }
        }
        let stored = &self.passages[at];
        Some(Hit {
            article: Arc::clone(&stored.article),
            passage: Arc::clone(&stored.passage),
            language: self.language,
            confidence: covered / whole,
            worth,
            score,
        })
    }

    /// What the question is about; words that mean the same count once.
    fn concepts(&self, question: &str) -> Vec<Concept> {
        let lower = question.to_lowercase();
        let mut concepts: Vec<Concept> = Vec::new();
        let said = terms(question, self.language).into_iter();
        let hinted = ROUNDABOUT.iter().filter(|(words, _)| self.language == Language::English && lower.contains(words));
        let hinted = hinted.map(|(_, name)| Term { stem: stem(name, self.language), weight: HINT });
        for term in said.chain(hinted) {
            if !concepts.iter().any(|concept| concept.names[0].0 == term.stem) {
                concepts.push(self.concept(term));
            }
        }
        concepts
    }

    fn concept(&self, term: Term) -> Concept {
        let mut names: Vec<(String, f32)> = vec![(term.stem, 1.0)];
        let own = names[0].0.clone();
        names.extend(self.kin.to(&own).iter().map(|name| (name.clone(), KIN)));
        if names.iter().all(|(name, _)| !self.postings.contains_key(name)) && own.chars().count() >= 5 {
            let near = self.postings.keys().filter(|known| known.chars().count() >= 4 && one_slip(known, &own));
            let mut near: Vec<String> = near.cloned().collect();
            near.sort_unstable();
            names.extend(near.into_iter().take(4).map(|name| (name, SLIP)));
        }
        let mut holding: HashSet<usize> = HashSet::new();
        for (name, _) in &names {
            holding.extend(self.postings.get(name).into_iter().flatten().map(|(passage, _)| *passage));
        }
        Concept { idf: self.idf(holding.len()), names, share: term.weight }
    }

    /// The passages that speak of it: how often, and what the best of the names is worth.
    fn holding(&self, concept: &Concept) -> HashMap<usize, (f32, f32)> {
        let mut passages: HashMap<usize, (f32, f32)> = HashMap::new();
        for (name, worth) in &concept.names {
            for (passage, count) in self.postings.get(name).into_iter().flatten() {
                let entry = passages.entry(*passage).or_default();
                entry.0 = entry.0.max(*count);
                entry.1 = entry.1.max(*worth);
            }
        }
        passages
    }

    fn idf(&self, holding: usize) -> f32 {
        let holding = count(holding);
        (1.0 + (count(self.passages.len()) - holding + 0.5) / (holding + 0.5)).ln()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a count of passages")]
fn count(number: usize) -> f32 {
    number as f32
}
