//! Knowledge's signposts: messages that name a pair, an article or a section word for word.

use std::{collections::HashMap, sync::Arc};

use super::questions;
use crate::{
    article::{Article, Passage},
    entry::{Entry, Written},
    fold::plain,
    index::Volume,
    language::Language,
    phrases,
    smalltalk::{heard, joined},
};

/// What a message names.
#[derive(Clone, Debug)]
pub(crate) enum Named {
    /// A pair.
    Pair {
        /// Counted from 0.
        entry: usize,
    },
    /// A passage of an article.
    Passage { entry: usize, article: Arc<Article>, passage: Arc<Passage>, language: Language },
}

/// All names, folded, and what each passage is called.
pub(crate) struct Names {
    named: HashMap<String, Named>,
    /// By the entry and the place of the passage in its body.
    labels: HashMap<(usize, usize), String>,
}

impl Names {
    pub(crate) fn new(entries: &[Entry], volumes: &[(Language, Volume)]) -> Self {
        let mut names = Self { named: HashMap::new(), labels: HashMap::new() };
        // A younger pair that answers the same question was written because the older one does not do.
        let mut pairs: Vec<usize> = (0..entries.len()).collect();
        pairs.sort_unstable_by_key(|at| std::cmp::Reverse(entries[*at].id));
        for entry in pairs {
            for question in questions(&entries[entry]) {
                names.add(question, || Named::Pair { entry });
            }
        }
        let articles = || {
            volumes.iter().filter(|(_, volume)| matches!(entries[volume.entry].what, Written::Article { .. }))
        };
        let passage = |language: Language, volume: &Volume, passage: &Arc<Passage>| Named::Passage {
            entry: volume.entry,
            article: Arc::clone(&volume.article),
            passage: Arc::clone(passage),
            language,
        };
        for (language, volume) in articles() {
            if let Some(first) = volume.passages.first() {
                names.add(&volume.article.title, || passage(*language, volume, first));
            }
        }
        for (language, volume) in articles() {
            let title = &volume.article.title;
            for (at, piece) in volume.passages.iter().enumerate() {
                let key = (volume.entry, piece.bytes.start);
                let own = if piece.heading.is_empty() { title } else { &piece.label };
                let earlier = volume.passages[..at].iter().find(|other| other.heading == piece.heading);
                let earlier = earlier.and_then(|other| names.labels.get(&(volume.entry, other.bytes.start)));
                let label = if let Some(label) = earlier {
                    // A long section is parted; its name leads to its beginning.
                    label.clone()
                } else if piece.heading.is_empty() && at == 0 {
                    own.clone()
                } else {
                    let free = heard(own, phrases::FIRST).is_none();
                    let name =
                        if free && names.is_free(own) { own.clone() } else { format!("{title}: {own}") };
                    names.add(&name, || passage(*language, volume, piece));
                    name
                };
                names.labels.insert(key, label);
            }
        }
        names
    }

    /// What the message names.
    pub(crate) fn find(&self, text: &str) -> Option<&Named> {
        self.named.get(&folded(text)).filter(|_| !folded(text).is_empty())
    }

    /// What the passage of an article is called; sent as a message, it finds the passage unless the section has several.
    pub(crate) fn label(&self, entry: usize, passage: &Passage) -> &str {
        self.labels.get(&(entry, passage.bytes.start)).map_or("", String::as_str)
    }

    fn is_free(&self, name: &str) -> bool {
        let name = folded(name);
        !name.is_empty() && !self.named.contains_key(&name)
    }

    /// The first one to have a name keeps it.
    fn add(&mut self, name: &str, what: impl FnOnce() -> Named) {
        if self.is_free(name) {
            self.named.insert(folded(name), what());
        }
    }
}

fn folded(text: &str) -> String {
    joined(&plain(text))
}
