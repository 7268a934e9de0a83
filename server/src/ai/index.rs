//! The AI agent's memory: passages found by the terms of a question, with a measure of how well they fit.

mod shelf;

use std::{collections::HashMap, sync::Arc};

use super::{
    article::{Article, Passage},
    language::Language,
};
use shelf::Shelf;

/// All passages, by the language that they are written in.
#[derive(Debug)]
pub(crate) struct Index {
    shelves: Vec<Shelf>,
}

/// What was found.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) article: Arc<Article>,
    pub(crate) passage: Arc<Passage>,
    pub(crate) language: Language,
    /// How much of the question the passage speaks of, 0 to 1, rare words counting more.
    pub(crate) confidence: f32,
    /// The headings alone say everything that the question says: the whole passage is asked for.
    pub(crate) on_topic: bool,
    /// What the question's terms are worth, under every name that the passage may use.
    pub(crate) worth: HashMap<String, f32>,
    /// BM25 with the title and the heading counting more, times the confidence; only hits of one language compare by it.
    score: f32,
}

impl Index {
    pub(crate) fn new(articles: &[Article]) -> Self {
        let mut shelves: Vec<(Language, Vec<Arc<Article>>)> = Vec::new();
        for article in articles {
            let language = Language::of(&article.body);
            let article = Arc::new(article.clone());
            match shelves.iter_mut().find(|(of, _)| *of == language) {
                Some((_, shelf)) => shelf.push(article),
                None => shelves.push((language, vec![article])),
            }
        }
        Self {
            shelves: shelves
                .into_iter()
                .map(|(language, articles)| Shelf::new(language, &articles))
                .collect(),
        }
    }

    /// The passage that fits the question best. `before` is what the visitor asked before; the question may lean on it.
    pub(crate) fn find(&self, question: &str, before: Option<&str>) -> Option<Hit> {
        let hits = self.shelves.iter().filter_map(|shelf| shelf.find(question, before));
        hits.max_by(|a, b| a.confidence.total_cmp(&b.confidence).then(a.score.total_cmp(&b.score)))
    }

    /// How many terms that say something the question has, in the language where it has the fewest.
    pub(crate) fn weight(&self, question: &str) -> usize {
        self.shelves.iter().map(|shelf| shelf.weight(question)).min().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
