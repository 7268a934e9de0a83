//! How an answer is said: in a model's words where one is there and good, otherwise in the knowledge's own, piece by piece.

use std::{sync::Arc, time::Duration};

use baton_knowledge::{Decision, Question, Why};
use baton_model::{Ask, Author, Client, Outcome, Passage, Turn};
use baton_protocol::{answering::Kind, event};
use tokio::{sync::mpsc, time::sleep};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    Agent, Answer, Piece,
    agent::{source, words},
};

/// The letters of one piece of streamed text, at least.
const CHUNK: usize = 14;
/// Passages that a model is given.
const PASSAGES: usize = 6;

/// Who speaks, and how quickly.
#[derive(Clone, Default)]
pub(crate) struct Voice {
    pub(crate) model: Option<Client>,
    /// The pause between two pieces of the knowledge's own words; without one they come at once.
    pub(crate) pace: Duration,
}

/// The knowledge's own words.
pub(crate) fn plainly(agent: &Agent, question: &Question) -> Answer {
    words(agent.library.answer(question).decision)
}

/// Begins at once, on the current tokio runtime; dropping the receiver cancels the work.
pub(crate) fn answer(agent: Arc<Agent>, question: Question, voice: Voice) -> mpsc::Receiver<Piece> {
    let (sender, receiver) = mpsc::channel(4);
    tokio::spawn(async move {
        // Who has stopped listening needs no answer.
        let _ = say(&agent, question, &voice, &sender).await;
    });
    receiver
}

/// Nobody listens any more.
struct Gone;

impl<T> From<mpsc::error::SendError<T>> for Gone {
    fn from(_: mpsc::error::SendError<T>) -> Self {
        Self
    }
}

async fn say(agent: &Agent, question: Question, voice: &Voice, to: &mpsc::Sender<Piece>) -> Result<(), Gone> {
    let trace = agent.library.answer(&question);
    // What an editor wrote to these very words is better than any words about it, and so is politeness.
    let settled = trace.why == Why::Exact || matches!(trace.decision, Decision::Talk { .. });
    if let Some(model) = voice.model.as_ref().filter(|_| !settled)
        && let Some(answer) = in_words_of(model, agent, &question, to).await?
    {
        return Ok(to.send(Piece::Done(answer)).await?);
    }
    let answer = words(trace.decision);
    for chunk in chunks(&answer.text, voice.pace) {
        to.send(Piece::Words(chunk)).await?;
        tokio::select! {
            () = to.closed() => return Err(Gone),
            () = sleep(voice.pace) => {}
        }
    }
    Ok(to.send(Piece::Done(answer)).await?)
}

/// The model's answer, where it is one that stands.
async fn in_words_of(
    model: &Client,
    agent: &Agent,
    question: &Question,
    to: &mpsc::Sender<Piece>,
) -> Result<Option<Answer>, Gone> {
    let found = agent.library.passages_for(question, PASSAGES);
    if found.is_empty() {
        return Ok(None);
    }
    let passage =
        |one: &baton_knowledge::Cited| Passage { title: one.title.clone(), text: one.passage.clone() };
    let turn = |turn: &baton_knowledge::Turn| {
        let by = match turn.by {
            event::Author::Visitor => Author::Visitor,
            event::Author::Ai | event::Author::Clock => Author::Ai,
            event::Author::Agent(_) => Author::Agent,
        };
        Turn { by, text: turn.text.clone() }
    };
    let mut pieces = model.answer(Ask {
        question: question.text.clone(),
        locale: question.locale.clone(),
        brief: question.brief,
        requests: question.requests,
        turns: question.turns.iter().map(turn).collect(),
        passages: found.iter().map(passage).collect(),
    });
    let mut told = false;
    while let Some(piece) = pieces.recv().await {
        let outcome = match piece {
            baton_model::Piece::Words(words) => {
                told = true;
                to.send(Piece::Words(words)).await?;
                continue;
            }
            baton_model::Piece::Done { outcome, .. } => outcome,
        };
        let (answer, outcome) = match outcome {
            Outcome::Answered { text, cited } => {
                let cited = cited.iter().filter_map(|place| found.get(*place).cloned());
                let sources = cited.map(source).collect();
                let answer =
                    Answer { kind: Kind::Answer, text, sources, by_model: true, ..Answer::default() };
                (Some(answer), "answered".to_owned())
            }
            Outcome::Person { reason } => {
                let answer = Answer { kind: Kind::Person, by_model: true, ..Answer::default() };
                (question.requests.then_some(answer), format!("asks for a person: {reason}"))
            }
            Outcome::NoAnswer => (None, "finds no answer in the passages".to_owned()),
            Outcome::Unproved(why) => (None, format!("not proved: {why:?}")),
            Outcome::Failed(failure) => (None, failure.to_string()),
        };
        to.send(Piece::Asked { good: answer.is_some(), outcome }).await?;
        let keeps = answer.as_ref().is_some_and(|answer| answer.kind == Kind::Answer);
        if told && !keeps {
            to.send(Piece::Anew).await?;
        }
        return Ok(answer);
    }
    Ok(None)
}

/// The text in pieces of a few words.
fn chunks(text: &str, pace: Duration) -> Vec<String> {
    if pace.is_zero() {
        return vec![text.to_owned()];
    }
    let mut chunks: Vec<String> = Vec::new();
    let mut open = String::new();
    for word in text.split_word_bounds() {
        open.push_str(word);
        if open.chars().count() >= CHUNK && word.chars().all(|c| c.is_whitespace() || !c.is_ascii()) {
            chunks.push(std::mem::take(&mut open));
        }
    }
    chunks.extend((!open.is_empty()).then_some(open));
    chunks
}
