//! The AI agent without a model: it answers in the words of the knowledge, asks back, or says that it does not know.

use std::{collections::HashMap, sync::Arc};

use baton_protocol::event::Author;
use unicode_segmentation::UnicodeSegmentation;

use super::{
    CANDIDATES, Question,
    decide::{Standing, Verdict, decide},
    entry::Written,
    excerpt::excerpt,
    index::Hit,
    leaning::leans,
    library::{Library, Named, Place, Weighed},
    phrases, smalltalk,
    trace::{Candidate, Cited, Decision, Trace, Why},
};

/// A question with at most this many terms may lean on the one before it.
const BRIEF: usize = 3;
/// The most questions in one message that are answered one by one.
const PARTS: usize = 2;
/// What is this unlikely was not found.
const NOTHING: f32 = 0.05;

impl Library {
    /// What the AI agent says to this, and why.
    #[must_use]
    pub fn answer(&self, question: &Question) -> Trace {
        let text = question.text.as_str();
        let language = phrases::allowed(phrases::language(&question.locale, text), &question.languages);
        let named = self.names.find(text).map(|named| self.named(named));
        if let Some(named) = named.as_ref().filter(|named| matches!(named.place, Place::Pair)) {
            return self.say(&[named], vec![named], 0.0, question, Why::Exact);
        }
        if let Some((talk, language)) = smalltalk::heard(text, language) {
            return self.talk_back(talk, language, question);
        }
        if let Some(named) = &named {
            return self.say(&[named], vec![named], 0.0, question, Why::Exact);
        }
        if let Some(before) = self.before(question) {
            let (weighed, unknown) = self.weigh(text, Some(before), CANDIDATES);
            if let Some(best) = weighed.first().filter(|best| best.confidence >= question.sure) {
                return self.say(&[best], weighed.iter().collect(), unknown, question, Why::FollowsUp);
            }
        }
        let parts = self.parts(question);
        let (weighed, unknown) = self.weigh(text, None, CANDIDATES);
        let all = || parts.iter().chain(&weighed).collect();
        if parts.len() == PARTS {
            return self.say(&parts.iter().collect::<Vec<_>>(), all(), unknown, question, Why::Several);
        }
        match (decide(&self.standing(&weighed), question.sure), parts.first()) {
            (Verdict::Answer(at), _) => {
                self.say(&[&weighed[at]], weighed.iter().collect(), unknown, question, Why::Sure)
            }
            (Verdict::AskBack(_) | Verdict::Unknown, Some(part)) => {
                self.say(&[part], all(), unknown, question, Why::Sure)
            }
            (Verdict::AskBack(close), None) => {
                let text = phrases::named(language).mean.clone();
                let choices = close.iter().map(|at| self.label(&weighed[*at])).collect();
                let decision = Decision::AskBack { text, choices };
                Trace { decision, why: Why::Close, candidates: self.shown(&weighed), unknown }
            }
            (Verdict::Unknown, None) if smalltalk::thanked(text, language) => {
                self.talk_back(smalltalk::Talk::Thanks, language, question)
            }
            (Verdict::Unknown, None) => {
                let found = weighed.first().is_some_and(|best| best.confidence >= NOTHING);
                let why = if found { Why::TooUnsure } else { Why::NothingFound };
                Trace {
                    decision: unknown_to(question, language),
                    why,
                    candidates: self.shown(&weighed),
                    unknown,
                }
            }
        }
    }

    /// The passages that fit best, at most `most`, without a decision: for whoever writes an answer from them.
    #[must_use]
    pub fn passages_for(&self, question: &Question, most: usize) -> Vec<Cited> {
        let named = self.names.find(&question.text).map(|named| self.named(named));
        let leaning = self.before(question).map(|before| self.weigh(&question.text, Some(before), most).0);
        let whole = self.weigh(&question.text, None, most).0;
        let mut cited: Vec<Cited> = Vec::new();
        for weighed in named.iter().chain(leaning.iter().flatten()).chain(&whole) {
            let next = self.cited(weighed);
            if cited.len() < most && weighed.confidence >= NOTHING && !cited.contains(&next) {
                cited.push(next);
            }
        }
        cited
    }

    /// What the visitor asked before, if this question leans on it.
    fn before<'q>(&self, question: &'q Question) -> Option<&'q str> {
        let before = question.turns.iter().rev().find(|turn| turn.by == Author::Visitor)?;
        let brief = self.index.weight(&question.text) <= BRIEF;
        (brief && leans(&question.text)).then_some(before.text.as_str())
    }

    /// The sure answers to the questions of a message with several sentences, one by one.
    fn parts(&self, question: &Question) -> Vec<Weighed> {
        let sentences = question.text.unicode_sentences();
        let asked = sentences.filter(|part| part.trim_end().ends_with(['?', '？', '؟']));
        let mut parts: Vec<Weighed> = Vec::new();
        for part in asked.take(PARTS).filter(|part| part.len() < question.text.len()) {
            let mut weighed = self.weigh(part, None, CANDIDATES).0;
            if let Verdict::Answer(at) = decide(&self.standing(&weighed), question.sure) {
                let best = weighed.swap_remove(at);
                if !parts.iter().any(|earlier| self.cited(earlier) == self.cited(&best)) {
                    parts.push(best);
                }
            }
        }
        parts
    }

    fn standing(&self, weighed: &[Weighed]) -> Vec<Standing> {
        let standing = |weighed: &Weighed| Standing {
            entry: weighed.entry,
            pair: self.is_pair(weighed.entry),
            confidence: weighed.confidence,
            coverage: weighed.coverage,
            learnt: weighed.learnt,
        };
        weighed.iter().map(standing).collect()
    }

    fn named(&self, named: &Named) -> Weighed {
        let (entry, place) = match named {
            Named::Pair { entry } => (*entry, Place::Pair),
            Named::Passage { entry, article, passage, language } => {
                let hit = Hit {
                    entry: *entry,
                    article: Arc::clone(article),
                    passage: Arc::clone(passage),
                    language: *language,
                    coverage: 1.0,
                    on_topic: true,
                    worth: Arc::new(HashMap::new()),
                    share: 1.0,
                };
                (*entry, Place::Passage(hit))
            }
        };
        Weighed { entry, place, confidence: 1.0, coverage: 1.0, learnt: 0.0, nearest: 1.0 }
    }

    fn say(
        &self,
        chosen: &[&Weighed],
        weighed: Vec<&Weighed>,
        unknown: f32,
        question: &Question,
        why: Why,
    ) -> Trace {
        let text: Vec<String> = chosen.iter().map(|weighed| self.text(weighed, question.brief)).collect();
        let cited = chosen.iter().map(|weighed| self.cited(weighed)).collect();
        let decision = Decision::Answer { text: text.join("\n\n"), cited };
        Trace { decision, why, candidates: self.shown(weighed), unknown }
    }

    /// The candidates are shown all the same: an editor may wonder why a pair did not answer.
    fn talk_back(&self, talk: smalltalk::Talk, language: &str, question: &Question) -> Trace {
        let offers_person = talk == smalltalk::Talk::Human && question.requests;
        let text = smalltalk::line(talk, language, question.requests).to_owned();
        let decision = Decision::Talk { text, offers_person };
        let (weighed, unknown) = self.weigh(&question.text, None, CANDIDATES);
        Trace { decision, why: Why::SmallTalk, candidates: self.shown(&weighed), unknown }
    }

    fn text(&self, weighed: &Weighed, brief: bool) -> String {
        let mut text = match &weighed.place {
            Place::Pair => return self.stored(weighed).to_owned(),
            Place::Passage(hit) => excerpt(hit),
        };
        if brief {
            text.truncate(text.find("\n\n").unwrap_or(text.len()));
        }
        text
    }

    fn shown<'w>(&self, weighed: impl IntoIterator<Item = &'w Weighed>) -> Vec<Candidate> {
        let shown = |weighed: &Weighed| Candidate {
            entry: self.entries[weighed.entry].id,
            label: self.label(weighed),
            passage: self.stored(weighed).to_owned(),
            confidence: weighed.confidence,
            coverage: weighed.coverage,
            learnt: weighed.learnt,
            nearest: weighed.nearest,
        };
        weighed.into_iter().take(CANDIDATES).map(shown).collect()
    }

    fn label(&self, weighed: &Weighed) -> String {
        match (&self.entries[weighed.entry].what, &weighed.place) {
            (Written::Pair { questions, .. }, _) => questions.first().cloned().unwrap_or_default(),
            (Written::Article { .. }, Place::Passage(hit)) => {
                self.names.label(weighed.entry, &hit.passage).to_owned()
            }
            (Written::Article { title, .. }, Place::Pair) => title.clone(),
        }
    }

    /// The passage, or the pair's answer.
    fn stored<'w>(&'w self, weighed: &'w Weighed) -> &'w str {
        match (&self.entries[weighed.entry].what, &weighed.place) {
            (Written::Pair { answer, .. }, _) => answer,
            (Written::Article { .. }, Place::Passage(hit)) => &hit.article.body[hit.passage.bytes.clone()],
            (Written::Article { body, .. }, Place::Pair) => body,
        }
    }

    fn cited(&self, weighed: &Weighed) -> Cited {
        let entry = &self.entries[weighed.entry];
        let (title, address) = match &entry.what {
            Written::Pair { questions, .. } => (questions.first().cloned().unwrap_or_default(), None),
            Written::Article { title, address, .. } => (title.clone(), address.clone()),
        };
        Cited { entry: entry.id, title, passage: self.stored(weighed).to_owned(), address }
    }
}

fn unknown_to(question: &Question, language: &str) -> Decision {
    let phrases = phrases::named(language);
    let own = if question.requests { &phrases.unknown } else { &phrases.unknown_alone };
    let text = if question.no_answer.is_empty() { own } else { &question.no_answer };
    Decision::Unknown { text: text.clone(), offers_person: question.requests }
}

#[cfg(test)]
mod shop_tests;
#[cfg(test)]
mod tests;
