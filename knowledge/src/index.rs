//! The AI agent's memory: passages found by the terms of a question, with a measure of how well they fit.

mod shelf;

use std::{collections::HashMap, sync::Arc};

use super::{
    article::{Article, Kind, Passage, Unit},
    language::Language,
};
use shelf::Shelf;

/// All passages, by the language that they are written in.
#[derive(Debug)]
pub(crate) struct Index {
    shelves: Vec<Shelf>,
    entries: usize,
}

/// An entry as it is put on a shelf. Entries are counted from 0 here, in the order in which they were given.
#[derive(Debug)]
pub(crate) struct Volume {
    pub(crate) entry: usize,
    pub(crate) article: Arc<Article>,
    pub(crate) passages: Vec<Arc<Passage>>,
}

/// What was found.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) entry: usize,
    pub(crate) article: Arc<Article>,
    pub(crate) passage: Arc<Passage>,
    pub(crate) language: Language,
    /// How much of the question the passage speaks of, 0 to 1, rare words counting more.
    pub(crate) coverage: f32,
    /// The headings alone say everything that the question says: the whole passage is asked for.
    pub(crate) on_topic: bool,
    /// What the question's terms are worth, under every name that the passage may use.
    pub(crate) worth: Arc<HashMap<String, f32>>,
    /// BM25 with the title and the heading counting more, times the coverage, as a part of the best of its language.
    pub(crate) share: f32,
}

/// What a question found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The best few of each language, best first.
    pub(crate) hits: Vec<Hit>,
    /// For each entry how much of the question it speaks of.
    pub(crate) coverage: Vec<f32>,
}

impl Volume {
    pub(crate) fn article(entry: usize, title: &str, body: &str) -> Self {
        let article = Article { title: title.to_owned(), body: body.to_owned() };
        let passages = article.passages().into_iter().map(Arc::new).collect();
        Self { entry, article: Arc::new(article), passages }
    }

    /// The questions stand above the answer, like headings; the answer is one piece.
    pub(crate) fn pair(entry: usize, questions: &[String], answer: &str) -> Self {
        let bytes = 0..answer.len();
        let passage = Passage {
            heading: questions.join("\n"),
            label: String::new(),
            bytes: bytes.clone(),
            units: vec![Unit { bytes, kind: Kind::Whole, block: 1 }],
        };
        let article = Article { title: String::new(), body: answer.to_owned() };
        Self { entry, article: Arc::new(article), passages: vec![Arc::new(passage)] }
    }
}

impl Index {
    /// Each volume with its language.
    pub(crate) fn new(volumes: &[(Language, Volume)]) -> Self {
        let mut shelves: Vec<(Language, Vec<&Volume>)> = Vec::new();
        for (language, volume) in volumes {
            match shelves.iter_mut().find(|(of, _)| of == language) {
                Some((_, shelf)) => shelf.push(volume),
                None => shelves.push((*language, vec![volume])),
            }
        }
        let shelves = shelves.into_iter().map(|(language, volumes)| Shelf::new(language, &volumes)).collect();
        let entries = volumes.iter().map(|(_, volume)| volume.entry + 1).max().unwrap_or(0);
        Self { shelves, entries }
    }

    /// What fits the question: of each language at most so many passages. `before` is what the visitor asked before; the
    /// question may lean on it.
    pub(crate) fn find(&self, question: &str, before: Option<&str>, most: usize) -> Found {
        let mut found = Found { hits: Vec::new(), coverage: vec![0.0; self.entries] };
        for shelf in &self.shelves {
            shelf.find(question, before, most, &mut found);
        }
        found.hits.sort_by(|a, b| b.share.total_cmp(&a.share).then(b.coverage.total_cmp(&a.coverage)));
        found
    }

    /// How many terms that say something the question has, in the language where it has the fewest.
    pub(crate) fn weight(&self, question: &str) -> usize {
        self.shelves.iter().map(|shelf| shelf.weight(question)).min().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
