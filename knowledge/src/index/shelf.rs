//! The passages of one language.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{Found, Hit, Volume};
use crate::{
    article::{Article, Passage},
    kin::{Kin, ROUNDABOUT},
    language::Language,
    slip::Forms,
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
    forms: Forms,
    mean: f32,
}

#[derive(Debug)]
struct Stored {
    entry: usize,
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
    /// The passages that speak of it: how often, and what the best of the names is worth.
    held: Vec<(usize, f32, f32)>,
}

/// What a passage has of a question.
#[derive(Clone, Default)]
struct Part {
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
    pub(super) fn new(language: Language, volumes: &[&Volume]) -> Self {
        let mut passages = Vec::new();
        let mut forms = Forms::default();
        let mut postings: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
        for volume in volumes {
            let article = &volume.article;
            let title = terms(&article.title, language);
            for (place, passage) in volume.passages.iter().enumerate() {
                let text = &article.body[passage.bytes.clone()];
                let body = terms(text, language);
                let heading = terms(&passage.heading, language);
                let strong: Vec<&str> = text.split("**").skip(1).step_by(2).collect();
                let strong = terms(&strong.join(" "), language);
                let mut counts: HashMap<String, f32> = HashMap::new();
                for (terms, boost) in [
                    (&title, if place == 0 { FIRST } else { TITLE }),
                    (&heading, HEADING),
                    (&strong, STRONG),
                    (&body, 1.0),
                ] {
                    for term in terms {
                        forms.add(&term.word, &term.stem);
                        *counts.entry(term.stem.clone()).or_default() += boost;
                    }
                }
                for (stem, count) in counts {
                    postings.entry(stem).or_default().push((passages.len(), count));
                }
                let stems =
                    |terms: &[Term]| terms.iter().map(|term| term.stem.clone()).collect::<HashSet<_>>();
                let mut topic = stems(&heading);
                if place == 0 {
                    topic.extend(stems(&title));
                }
                passages.push(Stored {
                    entry: volume.entry,
                    article: Arc::clone(article),
                    passage: Arc::clone(passage),
                    label: stems(&terms(&passage.label, language)),
                    topic,
                    length: count(body.len()),
                });
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

    /// Adds the best few passages, and what every entry speaks of.
    pub(super) fn find(&self, question: &str, before: Option<&str>, most: usize, out: &mut Found) {
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
        let asked = |stored: &Stored| {
            !stored.label.is_empty() && stored.label.iter().all(|stem| worth.contains_key(stem))
        };
        let mut best: Vec<(usize, f32, f32)> = Vec::new();
        for (at, part) in self.parts(&concepts, said).into_iter().enumerate() {
            let stored = &self.passages[at];
            if !part.own || (part.covered < enough && !asked(stored)) {
                continue;
            }
            let coverage = part.covered / whole;
            let entry = &mut out.coverage[stored.entry];
            *entry = entry.max(coverage);
            best.push((at, part.score * coverage, coverage));
        }
        let better = |a: &(usize, f32, f32), b: &(usize, f32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if best.len() > most {
            best.select_nth_unstable_by(most, better);
            best.truncate(most);
        }
        best.sort_unstable_by(better);
        let top = best.first().map_or(1.0, |(_, score, _)| score.max(f32::EPSILON));
        let on_topic = |topic: &HashSet<String>| {
            concepts[..said].iter().all(|concept| concept.hint || topic.contains(&concept.names[0].0))
        };
        let worth = Arc::new(worth);
        out.hits.extend(best.into_iter().map(|(at, score, coverage)| {
            let stored = &self.passages[at];
            Hit {
                entry: stored.entry,
                article: Arc::clone(&stored.article),
                passage: Arc::clone(&stored.passage),
                language: self.language,
                coverage,
                on_topic: on_topic(&stored.topic),
                worth: Arc::clone(&worth),
                share: score / top,
            }
        }));
    }

    /// What each passage has of the concepts, of which the first `said` are the question's own.
    fn parts(&self, concepts: &[Concept], said: usize) -> Vec<Part> {
        let mut parts = vec![Part::default(); self.passages.len()];
        for (at, concept) in concepts.iter().enumerate() {
            for (passage, count, part) in concept.held.iter().copied() {
                let length = 1.0 - B + B * self.passages[passage].length / self.mean;
                let covers = concept.weight() * part;
                let entry = &mut parts[passage];
                entry.score += covers * count * (K + 1.0) / (count + K * length);
                if !concept.hint {
                    entry.covered += covers;
                    entry.own |= at < said;
                }
            }
        }
        parts
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
        if !known {
            let near = self.forms.near(&term.word).into_iter().take(4);
            names.extend(near.map(|name| (name.to_owned(), SLIP)));
        }
        let held = self.held(&names);
        let share = if held.is_empty() { term.weight * NOWHERE } else { term.weight };
        Concept { idf: self.idf(held.len()), names, share, hint, held }
    }

    fn held(&self, names: &[(String, f32)]) -> Vec<(usize, f32, f32)> {
        let mut held: Vec<(usize, f32, f32)> = Vec::new();
        for (name, worth) in names {
            let postings = self.postings.get(name).into_iter().flatten();
            held.extend(postings.map(|(passage, count)| (*passage, *count, *worth)));
        }
        if names.len() > 1 {
            held.sort_unstable_by_key(|(passage, ..)| *passage);
            held.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    *kept = (kept.0, kept.1.max(next.1), kept.2.max(next.2));
                }
                same
            });
        }
        held
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
