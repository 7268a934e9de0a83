//! The AI agent of a site: one version of its knowledge and its settings, ready to answer.

use std::sync::Arc;

use baton_knowledge::{Cited, Decision, Embed, Entry, Library, Question, Trace};
use baton_protocol::{
    EntryId,
    answering::{Answering, Because, Candidate, Kind},
    event::Source,
    site::Tone,
};

use super::Answer;

/// What answers at a site. Never changes: another version is another one.
pub(crate) struct Agent {
    /// The number of the version, or of the draft.
    pub(crate) number: u64,
    pub(crate) answering: Answering,
    pub(crate) library: Library,
}

impl Agent {
    /// `learnt` is what [`Library::learn`] made of the same entries with the same embeddings.
    pub(crate) fn new(
        number: u64,
        answering: Answering,
        entries: Vec<Entry>,
        learnt: Option<&[u8]>,
        embed: Option<&Arc<dyn Embed>>,
    ) -> Self {
        Self { number, answering, library: Library::with_embeddings(entries, learnt, embed) }
    }

    /// One that knows nothing.
    pub(crate) fn empty() -> Self {
        Self::new(0, Answering::default(), Vec::new(), None, None)
    }

    /// A question as this one takes it.
    pub(crate) fn question(&self, text: String, locale: String) -> Question {
        Question {
            text,
            locale,
            languages: self.answering.languages.clone(),
            brief: self.answering.tone == Tone::Brief,
            turns: Vec::new(),
            requests: true,
            no_answer: self.answering.no_answer.clone(),
            sure: f32::from(self.answering.sure) / 100.0,
        }
    }
}

/// What a decision says to a visitor.
pub(super) fn words(decision: Decision) -> Answer {
    match decision {
        Decision::Answer { text, cited } => Answer {
            kind: Kind::Answer,
            text,
            sources: cited.into_iter().map(source).collect(),
            ..Answer::default()
        },
        Decision::AskBack { text, choices } => {
            Answer { kind: Kind::AskBack, text, choices, ..Answer::default() }
        }
        Decision::Unknown { text, offers_person } => {
            Answer { kind: Kind::Unknown, text, offers_person, ..Answer::default() }
        }
        Decision::Talk { text, offers_person } => {
            Answer { kind: Kind::Talk, text, offers_person, ..Answer::default() }
        }
    }
}

pub(super) fn source(cited: Cited) -> Source {
    Source {
        title: cited.title,
        passage: cited.passage,
        address: cited.address,
        entry: u32::try_from(cited.entry).ok().map(EntryId),
    }
}

/// What was weighed, as the playground shows it.
pub(crate) fn weighed(trace: &Trace) -> (Vec<Candidate>, Because) {
    use baton_knowledge::Why;
    let percent = |share: f32| (share.clamp(0.0, 1.0) * 100.0).round() as u8;
    let candidate = |one: &baton_knowledge::Candidate| Candidate {
        entry: EntryId(u32::try_from(one.entry).unwrap_or(u32::MAX)),
        label: one.label.clone(),
        passage: one.passage.clone(),
        confidence: percent(one.confidence),
        coverage: percent(one.coverage),
        learnt: percent(one.learnt),
    };
    let because = match trace.why {
        Why::Exact => Because::Exact,
        Why::Sure | Why::FollowsUp | Why::Several => Because::Sure,
        Why::Close => Because::Close,
        Why::TooUnsure => Because::Unsure,
        Why::NothingFound => Because::Nothing,
        Why::SmallTalk => Because::SmallTalk,
    };
    (trace.candidates.iter().map(candidate).collect(), because)
}
