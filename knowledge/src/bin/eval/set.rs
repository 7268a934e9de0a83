//! The evaluation set, and what is cut from it.

use std::{collections::HashSet, path::Path, sync::Arc};

use anyhow::{Context as _, Result};
use baton_knowledge::{Embed, Entry, Written};
use serde::Deserialize;

use crate::trial::part;

/// The set as it is stored.
#[derive(Deserialize)]
pub(crate) struct Set {
    knowledge: Vec<Topic>,
    asked: Vec<Asked>,
    off_topic: Vec<String>,
    /// What its trials are held with.
    #[serde(skip)]
    pub(crate) embed: Option<Arc<dyn Embed>>,
}

#[derive(Deserialize)]
struct Topic {
    id: String,
    questions: Vec<String>,
}

#[derive(Deserialize)]
struct Asked {
    text: String,
    id: String,
}

/// Knowledge, and questions with the number of the entry that answers them; without one no entry does.
pub(crate) struct Trial {
    pub(crate) entries: Vec<Entry>,
    pub(crate) questions: Vec<(String, Option<u64>)>,
    pub(crate) embed: Option<Arc<dyn Embed>>,
}

/// How many parts the phrasings are cut into.
pub(crate) const FOLDS: usize = 5;
/// One in so many entries is left out of a fold's knowledge: its phrasings are what no entry answers.
const LEFT_OUT: usize = 8;

impl Set {
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is not the evaluation set", path.display()))
    }

    /// The set as it is meant: all phrasings are known, `asked` and `off_topic` are asked. Only ever to report.
    pub(crate) fn whole(&self, phrasings: usize) -> Trial {
        let entries =
            (0..).zip(&self.knowledge).map(|(id, topic)| pair(id, topic.questions.iter().take(phrasings)));
        let number =
            |id: &str| (0..).zip(&self.knowledge).find(|(_, topic)| topic.id == id).map(|(at, _)| at);
        let asked = self.asked.iter().map(|asked| (asked.text.clone(), number(&asked.id)));
        let off = self.off_topic.iter().map(|text| (text.clone(), None));
        Trial { entries: entries.collect(), questions: asked.chain(off).collect(), embed: self.embed.clone() }
    }

    /// From the knowledge's own phrasings alone: a fifth of them are asked and not known, and whole entries are left out.
    pub(crate) fn fold(&self, fold: usize, phrasings: usize) -> Trial {
        let mut trial = Trial { entries: Vec::new(), questions: Vec::new(), embed: self.embed.clone() };
        for (id, topic) in (0_u64..).zip(&self.knowledge) {
            let out = usize::try_from(id).unwrap_or(0) % LEFT_OUT == fold;
            let held = |at: usize| at % FOLDS == fold;
            let numbered = || topic.questions.iter().enumerate();
            let asked = numbered().filter(|(at, _)| held(*at));
            trial.questions.extend(asked.map(|(_, text)| (text.clone(), (!out).then_some(id))));
            if !out {
                let known = numbered().filter(|(at, _)| !held(*at)).map(|(_, text)| text);
                trial.entries.push(pair(id, known.take(phrasings)));
            }
        }
        trial
    }

    /// Harder than [`Set::fold`]: of each entry one phrasing is asked together with the two most like it, so that none is known
    /// which the same person may have written a moment before.
    pub(crate) fn apart(&self, fold: usize) -> Trial {
        let mut trial = Trial { entries: Vec::new(), questions: Vec::new(), embed: self.embed.clone() };
        for (place, topic) in self.knowledge.iter().enumerate() {
            let id = place as u64;
            let out = place % LEFT_OUT == fold;
            let asked = &topic.questions[(fold * 2 + place) % topic.questions.len()];
            let mut order: Vec<&String> = topic.questions.iter().collect();
            order.sort_by(|a, b| shared(asked, b).total_cmp(&shared(asked, a)));
            let (held, known) = order.split_at(order.len().min(3));
            trial.questions.extend(held.iter().map(|text| ((*text).clone(), (!out).then_some(id))));
            if !out {
                trial.entries.push(pair(id, known.iter().copied()));
            }
        }
        trial
    }

    /// A small shop: every seventh entry from `first` on with a few phrasings. Asked are two others of each, and as many
    /// questions again as make a fifth of all from entries that it does not have.
    pub(crate) fn small(&self, first: usize, phrasings: usize) -> Trial {
        const STEP: usize = 7;
        let mut trial = Trial { entries: Vec::new(), questions: Vec::new(), embed: self.embed.clone() };
        for (id, topic) in (0_u64..).zip(&self.knowledge) {
            let place = usize::try_from(id).unwrap_or(0) % STEP;
            if place == first % STEP {
                trial.entries.push(pair(id, topic.questions.iter().take(phrasings)));
                trial
                    .questions
                    .extend(topic.questions.iter().rev().take(2).map(|text| (text.clone(), Some(id))));
            } else if place == (first + 3) % STEP {
                trial.questions.extend(
                    topic.questions.iter().take(usize::from(id % 2 == 0)).map(|text| (text.clone(), None)),
                );
            }
        }
        trial
    }

    /// What is asked, without the answers.
    pub(crate) fn questions(&self) -> impl Iterator<Item = &str> {
        self.asked.iter().map(|asked| asked.text.as_str())
    }

    /// All phrasings of the knowledge, in an order that mixes the entries.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let most = self.knowledge.iter().map(|topic| topic.questions.len()).max().unwrap_or(0);
        let at = |at: usize| self.knowledge.iter().filter_map(move |topic| topic.questions.get(at).cloned());
        (0..most).flat_map(at).collect()
    }

    /// The knowledge so many times over, each time with a vocabulary of its own: every word but the commonest gets an ending.
    pub(crate) fn repeated(&self, entries: usize) -> Vec<Entry> {
        let common = |word: &str| word.len() <= 3;
        let topics = (0..).flat_map(|round: usize| self.knowledge.iter().map(move |topic| (round, topic)));
        let phrased = |(round, topic): (usize, &Topic)| {
            let letters = ["", "ba", "ko", "mi", "ru", "ta", "ze", "lo", "pi", "du"];
            let ending = format!("{}{}", letters[round % 10], letters[round / 10 % 10]);
            let word = |word: &str| if common(word) { word.to_owned() } else { format!("{word}{ending}") };
            topic
                .questions
                .iter()
                .map(move |text| text.split(' ').map(word).collect::<Vec<_>>().join(" "))
                .collect::<Vec<_>>()
        };
        (0..).zip(topics.take(entries)).map(|(id, topic)| pair(id, phrased(topic).iter())).collect()
    }
}

/// The part of two texts' words that they share.
fn shared(a: &str, b: &str) -> f32 {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<HashSet<_>>();
    let (a, b) = (words(a), words(b));
    part(a.intersection(&b).count(), a.union(&b).count())
}

/// All entries have the same answer, so that nothing but their questions tells them apart.
fn pair<'t>(id: u64, questions: impl Iterator<Item = &'t String>) -> Entry {
    let what = Written::Pair { questions: questions.cloned().collect(), answer: "An answer.".to_owned() };
    Entry { id, what }
}
