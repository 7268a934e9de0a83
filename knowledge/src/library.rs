//! Knowledge's reading room: everything that answers, built from the entries, never changed afterwards.

mod meant;
mod names;
mod weigh;

use std::sync::{Arc, atomic::AtomicBool};

use crate::{
    bayes::Bayes,
    embedding::Embed,
    entry::{Entry, Written},
    features::Reader,
    index::{Index, Volume},
    language::{Language, dense, is_arabic, of_few},
    learnt::{self, Fingerprint},
    ridge::{self, Weights},
    space::Space,
};
use meant::Meant;
pub(crate) use names::Named;
use names::Names;
pub(crate) use weigh::{Place, Weighed};

/// A text of fewer bytes may have no word that tells its language.
const FEW: usize = 400;
/// As many entries tell the language of most.
const SAMPLE: usize = 300;

/// The entries, ready to answer. Hold it in an [`std::sync::Arc`], and put a new one in its place when entries change.
pub struct Library {
    pub(crate) entries: Vec<Entry>,
    pub(crate) index: Index,
    pub(crate) names: Names,
    meant: Meant,
    space: Space,
    bayes: Bayes,
    /// Of each question in the space, which pair's it is, and the entry of each pair.
    owners: Vec<u32>,
    pairs: Vec<usize>,
    print: Fingerprint,
    weights: Option<Weights>,
}

impl Library {
    /// Reads the entries. `learnt` is what [`Library::learn`] once gave for the same pairs; bytes of any other origin are
    /// passed over. It answers without them too, only less well.
    #[must_use]
    pub fn new(entries: Vec<Entry>, learnt: Option<&[u8]>) -> Self {
        Self::with_embeddings(entries, learnt, None)
    }

    /// [`Library::new`], with embeddings mixed into the ranking of pairs and passages. What was learnt with other embeddings,
    /// or with none, does not fit.
    #[must_use]
    pub fn with_embeddings(
        entries: Vec<Entry>,
        learnt: Option<&[u8]>,
        embed: Option<&Arc<dyn Embed>>,
    ) -> Self {
        let languages = languages(&entries);
        let volumes: Vec<(Language, Volume)> = entries
            .iter()
            .enumerate()
            .zip(&languages)
            .map(|((at, entry), of)| (*of, volume(at, entry)))
            .collect();
        let mut spoken: Vec<Language> = Vec::new();
        let mut owners = Vec::new();
        let mut pairs = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let questions = questions(entry);
            if questions.is_empty() {
                continue;
            }
            if !spoken.contains(&languages[at]) {
                spoken.push(languages[at]);
            }
            let owner = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
            owners.extend(questions.iter().map(|_| owner));
            pairs.push(at);
        }
        spoken.sort_unstable();
        let all = pairs.iter().flat_map(|at| questions(&entries[*at])).map(String::as_str);
        let space = Space::new(Reader::new(&spoken), all, embed.cloned());
        let bayes = Bayes::new(&space, &owners);
        let numbered = pairs.iter().map(|at| (entries[*at].id, questions(&entries[*at])));
        let print = learnt::fingerprint(
            numbered,
            &format!("{spoken:?} {:?}", embed.map(|embed| embed.fingerprint())),
        );
        let weights = learnt.and_then(|bytes| learnt::from_bytes(bytes, &print, pairs.len(), owners.len()));
        let names = Names::new(&entries, &volumes);
        let meant = embed.map(|embed| Meant::new(&entries, &volumes, embed.as_ref())).unwrap_or_default();
        Self {
            index: Index::new(&volumes),
            entries,
            names,
            meant,
            space,
            bayes,
            owners,
            pairs,
            print,
            weights,
        }
    }

    /// Learns to tell the pairs apart: work for a thread of its own, about a second a thousand questions. Gives bytes to keep
    /// and to build the next library from, and `None` where `stop` was set meanwhile.
    #[must_use]
    pub fn learn(&self, stop: &AtomicBool) -> Option<Vec<u8>> {
        let weights = ridge::train(&self.space, &self.owners, stop)?;
        Some(learnt::to_bytes(&self.print, &weights))
    }

    /// Whether it was built with bytes that fit.
    #[must_use]
    pub fn has_learnt(&self) -> bool {
        self.weights.is_some()
    }
}

impl Library {
    pub(crate) fn is_pair(&self, entry: usize) -> bool {
        matches!(self.entries[entry].what, Written::Pair { .. })
    }
}

/// A pair's questions; an article has none.
pub(crate) fn questions(entry: &Entry) -> &[String] {
    match &entry.what {
        Written::Pair { questions, .. } => questions,
        Written::Article { .. } => &[],
    }
}

fn volume(at: usize, entry: &Entry) -> Volume {
    match &entry.what {
        Written::Pair { questions, answer } => Volume::pair(at, questions, answer),
        Written::Article { title, body, .. } => Volume::article(at, title, body),
    }
}

/// What each entry is written in. A few words do not tell; they are taken to be in the language of most others.
fn languages(entries: &[Entry]) -> Vec<Language> {
    let text = |entry: &Entry| match &entry.what {
        Written::Pair { questions, answer } => format!("{}\n{answer}", questions.join("\n")),
        Written::Article { title, body, .. } => format!("{title}\n{body}"),
    };
    let texts: Vec<String> = entries.iter().map(text).collect();
    let latin = |text: &str| !text.chars().any(|c| dense(c) || is_arabic(c));
    // Together they tell, even where each of them is short.
    let all: Vec<&str> = texts.iter().map(String::as_str).filter(|text| latin(text)).take(SAMPLE).collect();
    let likely = Language::of(&all.join("\n"));
    let language = |text: &String| {
        let few = text.len() < FEW && latin(text);
        if few && likely != Language::Other { of_few(text, likely) } else { Language::of(text) }
    };
    texts.iter().map(language).collect()
}

#[cfg(test)]
mod tests;
