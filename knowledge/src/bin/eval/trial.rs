//! A trial: knowledge is asked, and its answers are counted.

use std::sync::{Arc, atomic::AtomicBool};

use baton_knowledge::{Decision, Embed, Entry, Library, Question, SURE};

use crate::set::Trial;

/// What part of the answers given must be right, for the second figure.
const RIGHT: f32 = 0.95;

/// How one question went.
pub(crate) struct Asked {
    /// An entry answers it.
    pub(crate) answerable: bool,
    /// The best candidate is that entry.
    pub(crate) right: bool,
    pub(crate) confidence: f32,
    pub(crate) said: Said,
}

/// What was decided at the default threshold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    Right,
    Wrong,
    /// Asked back, the right one among the choices.
    AskedRight,
    AskedWrong,
    Unknown,
}

/// The two figures.
pub(crate) struct Figures {
    /// Of the answerable questions: the part whose best candidate is right.
    pub(crate) first: f32,
    /// Of all questions, those without an answer included: the part that is answered rightly at the lowest threshold where
    /// 95 % of the answers given are right.
    pub(crate) given: f32,
}

pub(crate) fn library(entries: Vec<Entry>, learn: bool, embed: Option<&Arc<dyn Embed>>) -> Library {
    let library = Library::with_embeddings(entries.clone(), None, embed);
    match learn.then(|| library.learn(&AtomicBool::new(false))).flatten() {
        Some(learnt) => Library::with_embeddings(entries, Some(&learnt), embed),
        None => library,
    }
}

pub(crate) fn question(text: &str) -> Question {
    Question {
        text: text.to_owned(),
        locale: "en".to_owned(),
        languages: Vec::new(),
        brief: false,
        turns: Vec::new(),
        requests: true,
        sure: SURE,
        no_answer: String::new(),
    }
}

pub(crate) fn ask(trial: Trial, learn: bool) -> Vec<Asked> {
    let library = library(trial.entries, learn, trial.embed.as_ref());
    let one = |(text, id): (String, Option<u64>)| {
        let trace = library.answer(&question(&text));
        let label =
            |label: &String| trace.candidates.iter().any(|one| one.label == *label && Some(one.entry) == id);
        let said = match &trace.decision {
            Decision::Answer { cited, .. }
                if id.is_some() && cited.iter().all(|cited| Some(cited.entry) == id) =>
            {
                Said::Right
            }
            Decision::Answer { .. } => Said::Wrong,
            Decision::AskBack { choices, .. } if choices.iter().any(label) => Said::AskedRight,
            Decision::AskBack { .. } => Said::AskedWrong,
            Decision::Unknown { .. } | Decision::Talk { .. } => Said::Unknown,
        };
        let best = trace.candidates.first();
        Asked {
            answerable: id.is_some(),
            right: best.is_some_and(|best| Some(best.entry) == id),
            confidence: best.map_or(0.0, |best| best.confidence),
            said,
        }
    };
    trial.questions.into_iter().map(one).collect()
}

pub(crate) fn figures(asked: &mut [Asked]) -> Figures {
    let answerable = asked.iter().filter(|one| one.answerable).count();
    let first = asked.iter().filter(|one| one.right).count();
    asked.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let (mut right, mut given) = (0, 0);
    for (at, one) in (1..).zip(asked.iter()) {
        right += usize::from(one.right);
        if part(right, at) >= RIGHT {
            given = right;
        }
    }
    Figures { first: part(first, answerable), given: part(given, asked.len()) }
}

/// What part of them went like this.
pub(crate) fn share(asked: &[Asked], said: Said) -> f32 {
    part(asked.iter().filter(|one| one.said == said).count(), asked.len())
}

#[expect(clippy::cast_precision_loss, reason = "counts of questions")]
pub(crate) fn part(some: usize, all: usize) -> f32 {
    some as f32 / (all.max(1)) as f32
}
