//! Asking: what the AI agent would say, and why. For the playground and for tests; nothing is stored, nobody is rung.

use std::sync::Arc;

use baton_knowledge::{Question, Turn};
use baton_protocol::{
    Author,
    answering::{Answered, Ask, Because, Kind, Said},
    limits::MESSAGE_CHARS,
};

use super::{Desk, people::WrongField, rapport, shelf::Desked, teams::wrong};
use crate::{
    ai::{self, Agent, Piece, Voice},
    store::model::Rapport,
};

/// Earlier questions that one leans on.
const BEFORE: usize = 8;

impl Desk {
    /// The playground's question.
    pub(crate) async fn ask(&self, key: &str, ask: Ask) -> Result<Answered, WrongField> {
        let desked = self.named_site(key)?;
        if ask.text.trim().is_empty() || ask.text.chars().nth(MESSAGE_CHARS).is_some() {
            return Err(wrong("text", "Please ask something, in at most 8,000 characters."));
        }
        let long = ask.before.iter().any(|text| text.chars().nth(MESSAGE_CHARS).is_some());
        if long || ask.before.len() > BEFORE {
            return Err(wrong(
                "before",
                "Please give at most 8 earlier questions of at most 8,000 characters.",
            ));
        }
        let agent =
            if ask.published { Arc::clone(&desked.agent) } else { self.draft_agent(desked.site.id).await? };
        let turn = |text: &String| Turn { by: Author::Visitor, text: text.clone() };
        let question = Question {
            turns: ask.before.iter().map(turn).collect(),
            requests: desked.site.settings.requests,
            ..agent.question(ask.text, ask.locale)
        };
        let trace = agent.library.answer(&question);
        let (candidates, why) = ai::weighed(&trace);
        let sure = agent.answering.sure;
        if let Some(said) = self.person(&desked, &agent, &question) {
            return Ok(Answered { said, candidates, why: Because::Person, sure, model: None });
        }
        let voice = if ask.model { self.voice(&desked).await? } else { Voice::default() };
        let (said, model) = self.spoken(&desked, agent, question, voice).await;
        Ok(Answered { said, candidates, why, sure, model })
    }

    /// What this one says to a question that nothing was said before.
    pub(super) fn said_by(&self, desked: &Desked, agent: &Agent, text: &str, locale: &str) -> Said {
        let question = Question {
            requests: desked.site.settings.requests,
            ..agent.question(text.to_owned(), locale.to_owned())
        };
        self.person(desked, agent, &question).unwrap_or_else(|| ai::plainly(agent, &question).said())
    }

    /// Why a person would be asked for before anything is answered.
    fn person(&self, desked: &Desked, agent: &Agent, question: &Question) -> Option<Said> {
        let open = self.is_open(&desked.site);
        let wish = rapport::wish(&question.text, Rapport::default(), &agent.answering.rules, open);
        let wish = wish.filter(|_| question.requests)?;
        let rule = (!wish.rule.is_empty()).then_some(wish.rule);
        Some(Said { kind: Kind::Person, person: Some(wish.reason), rule, ..Said::default() })
    }

    async fn spoken(
        &self,
        desked: &Desked,
        agent: Arc<Agent>,
        question: Question,
        voice: Voice,
    ) -> (Said, Option<String>) {
        let client = voice.model.clone();
        let mut pieces = ai::answer(agent, question, voice);
        let mut told = None;
        while let Some(piece) = pieces.recv().await {
            match piece {
                Piece::Words(_) | Piece::Anew => {}
                Piece::Asked { outcome, .. } => {
                    if let Some(client) = &client {
                        self.settle_model(desked.site.id, client, 1, 0).await;
                    }
                    told = Some(outcome);
                }
                Piece::Done(answer) => return (answer.said(), told),
            }
        }
        (Said::default(), told)
    }
}
