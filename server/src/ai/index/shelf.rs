//! The passages of one language.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
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
const B: f32 = 0.3;
/// How often a word of the title or the heading counts; what comes first in an article is what its title says.
const FIRST: f32 = 3.5;
const TITLE: f32 = 1.0;
const HEADING: f32 = 2.5;
/// How much more a word in strong letters counts.
const STRONG: f32 = 1.5;
/// What a word is worth that stands for the visitor's own.
const KIN: f32 = 0.7;
const SLIP: f32 = 0.85;
/// What the words before the question are worth, and those that it only hints at.
const BEFORE: f32 = 0.5;
const HINT: f32 = 0.4;
/// A word that stands nowhere may be a way of speaking; the rarest of the known ones counts more.
const NOWHERE: f32 = 0.75;
/// The least part of the rarest word's worth that must be found: a word that is everywhere proves nothing.
const EVIDENCE: f32 = 0.25;

#[derive(Debug)]
pub(super) struct Shelf {
    language: Language,
    kin: Kin,
    passages: Vec<Stored>,
    /// For each term the passages that have it, and how much of it.
    postings: HashMap<String, Vec<(usize, f32)>>,
    /// Whole words with their stems: slips are found by these.
    forms: HashMap<String, String>,
    mean: f32,
}

#[derive(Debug)]
struct Stored {
    article: Arc<Article>,
    passage: Arc<Passage>,
    /// The terms of its innermost heading, and of all headings; the title is above what comes first.
    label: HashSet<String>,
    topic: HashSet<String>,
    length: f32,
}

/// One thing that a question is about.
struct Concept {
    /// Its names in this shelf, with what each is worth.
    names: Vec<(String, f32)>,
    idf: f32,
    /// 1, or less for what says little.
    share: f32,
    /// Not said, only meant: it helps to choose between passages, and proves nothing.
    hint: bool,
}

/// What a passage has of a question.
#[derive(Default)]
struct Found {
    score: f32,
    covered: f32,
    /// Something of the question itself, not only of what was asked before.
    own: bool,
}

impl Concept {
    fn weight(&self) -> f32 {
        self.idf * self.share
    }
}

/// What each name is worth.
fn worth(concepts: &[Concept]) -> HashMap<String, f32> {
    let mut worth: HashMap<String, f32> = HashMap::new();
    for concept in concepts {
        for (name, part) in &concept.names {
            let entry = worth.entry(name.clone()).or_default();
            *entry = entry.max(concept.weight() * part);
        }
    }
    worth
}

impl Shelf {
    pub(super) fn new(language: Language, articles: &[Arc<Article>]) -> Self {
        let mut passages = Vec::new();
        let mut forms = HashMap::new();
        let mut postings: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
        for article in articles {
            let title = terms(&article.title, language);
            for (place, passage) in article.passages().into_iter().enumerate() {
                let body = terms(&article.body[passage.bytes.clone()], language);
                let heading = terms(&passage.heading, language);
                let strong: Vec<&str> =
                    article.body[passage.bytes.clone()].split("**").skip(1).step_by(2).collect();
                let strong = terms(&strong.join(" "), language);
                let mut counts: HashMap<String, f32> = HashMap::new();
                for (terms, boost) in [
                    (&title, if place == 0 { FIRST } else { TITLE }),
                    (&heading, HEADING),
                    (&strong, STRONG),
                    (&body, 1.0),
                ] {
                    for term in terms {
                        forms.insert(term.word.clone(), term.stem.clone());
                        *counts.entry(term.stem.clone()).or_default() += boost;
                    }
                }
                for (stem, count) in counts {
                    postings.entry(stem).or_default().push((passages.len(), count));
                }
                #[expect(clippy::cast_precision_loss, reason = "a count of words in a passage")]
                let length = body.len() as f32;
                let stems =
                    |terms: &[Term]| terms.iter().map(|term| term.stem.clone()).collect::<HashSet<_>>();
                let label = stems(&terms(&passage.label, language));
                let mut topic = stems(&heading);
                if place == 0 {
                    topic.extend(stems(&title));
                }
                let article = Arc::clone(article);
                passages.push(Stored { article, passage: Arc::new(passage), label, topic, length });
            }
        }
        let total: f32 = passages.iter().map(|stored| stored.length).sum();
        let mean = (total / count(passages.len())).max(1.0);
        Self { language, kin: Kin::of(language), passages, postings, forms, mean }
    }

    pub(super) fn weight(&self, question: &str) -> usize {
        let stems: HashSet<String> =
            terms(question, self.language).into_iter().map(|term| term.stem).collect();
        stems.len()
    }

    pub(super) fn find(&self, question: &str, before: Option<&str>) -> Option<Hit> {
        let mut concepts = self.concepts(question);
        let said = concepts.len();
        if let Some(before) = before {
            let mut earlier = self.concepts(before);
            earlier.retain(|concept| !concepts.iter().any(|own| own.names[0].0 == concept.names[0].0));
            for concept in &mut earlier {
                concept.share *= BEFORE;
            }
            concepts.extend(earlier);
        }
        let worth = worth(&concepts);
        let whole: f32 = concepts.iter().filter(|concept| !concept.hint).map(Concept::weight).sum();
        let enough = EVIDENCE * self.idf(0);
        let mut found: HashMap<usize, Found> = HashMap::new();
        for (at, concept) in concepts.iter().enumerate() {
            for (passage, (count, part)) in self.holding(concept) {
                let entry = found.entry(passage).or_default();
                let length = 1.0 - B + B * self.passages[passage].length / self.mean;
                let covers = concept.weight() * part;
                entry.score += covers * count * (K + 1.0) / (count + K * length);
                if !concept.hint {
                    entry.covered += covers;
                    entry.own |= at < said;
                }
            }
        }
        let asked = |at: usize| {
            let label = &self.passages[at].label;
            !label.is_empty() && label.iter().all(|stem| worth.contains_key(stem))
        };
        let (at, score, covered) = found
            .into_iter()
            .filter(|(at, found)| found.own && (found.covered >= enough || asked(*at)))
            .map(|(at, found)| (at, found.score * found.covered / whole, found.covered))
            .max_by(|(a, x, _), (b, y, _)| x.total_cmp(y).then(b.cmp(a)))?;
        let stored = &self.passages[at];
        let on_topic =
            concepts[..said].iter().all(|concept| concept.hint || stored.topic.contains(&concept.names[0].0));
        Some(Hit {
            on_topic,
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
        let english = self.language == Language::English;
        let hinted =
            ROUNDABOUT.iter().filter(|(words, _)| english && lower.contains(words)).map(|(_, name)| {
                let term = Term { stem: stem(name, self.language), word: (*name).to_owned(), weight: HINT };
                (term, true)
            });
        let said = terms(question, self.language).into_iter().map(|term| (term, false));
        let mut concepts: Vec<Concept> = Vec::new();
        for (term, hint) in said.chain(hinted) {
            if !concepts.iter().any(|concept| concept.names[0].0 == term.stem) {
                concepts.push(self.concept(&term, hint));
            }
        }
        concepts
    }

    fn concept(&self, term: &Term, hint: bool) -> Concept {
        let mut names: Vec<(String, f32)> = vec![(term.stem.clone(), 1.0)];
        names.extend(self.kin.to(&term.stem).iter().map(|name| (name.clone(), KIN)));
        let known = names.iter().any(|(name, _)| self.postings.contains_key(name));
        if !known && term.word.chars().count() >= 5 {
            let near =
                self.forms.iter().filter(|(form, _)| form.chars().count() >= 4 && one_slip(form, &term.word));
            let near: BTreeSet<&String> = near.map(|(_, stem)| stem).collect();
            names.extend(near.into_iter().take(4).map(|name| (name.clone(), SLIP)));
        }
        let mut holding: HashSet<usize> = HashSet::new();
        for (name, _) in &names {
            holding.extend(self.postings.get(name).into_iter().flatten().map(|(passage, _)| *passage));
        }
        let share = if holding.is_empty() { term.weight * NOWHERE } else { term.weight };
        Concept { idf: self.idf(holding.len()), names, share, hint }
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
