//! Answer: the AI agent deals with what a visitor said last, and falls silent when a live agent takes over.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use baton_conversation::{Command, State};
use baton_knowledge::{Question, Turn};
use baton_protocol::{
    Author, ConversationId, EntryId, Event, Refusal, What,
    answering::Kind,
    event::{Message, Reason},
};
use tokio::{
    task::AbortHandle,
    time::{Instant, sleep_until},
};

use super::{
    Desk,
    rapport::{self, Wish},
    unavailable,
};
use crate::{
    ai::{self, Answer, Piece},
    store::model::{AnswerKind, AnswerRow, Commit, Figure, Head},
};

/// Earlier messages that an answer may lean on.
const TURNS: usize = 8;
/// Between two drafts on the wire; readers see no difference, phones do.
const DRAFT_EVERY: Duration = Duration::from_millis(90);

/// The conversations in which the AI agent is at work: one answer at a time in each.
#[derive(Debug, Default)]
pub(crate) struct Answering {
    tasks: Mutex<HashMap<ConversationId, AbortHandle>>,
}

impl Answering {
    /// Stops the answer in this conversation; false where there was none.
    pub(super) fn stop(&self, id: &ConversationId) -> bool {
        let task = self.lock().remove(id);
        if let Some(task) = &task {
            task.abort();
        }
        task.is_some()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ConversationId, AbortHandle>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// Begins to answer what is unanswered in this conversation, unless that is under way.
    pub(crate) fn respond(self: &Arc<Self>, id: &ConversationId) {
        // While a live agent is there, no message wakes the AI agent.
        if self.heads.get(id).is_some_and(|head| !owed(&head)) {
            return;
        }
        let mut tasks = self.answering.lock();
        if tasks.contains_key(id) {
            return;
        }
        let (desk, conversation) = (Arc::clone(self), id.clone());
        let task = tokio::spawn(async move { desk.answer_all(&conversation).await });
        tasks.insert(id.clone(), task.abort_handle());
    }

    async fn answer_all(self: Arc<Self>, id: &ConversationId) {
        loop {
            let answered = self.answer_next(id).await;
            let mut tasks = self.answering.lock();
            let owed = self.heads.get(id).is_some_and(|head| owed(&head));
            // Whoever comes after this sees either the task or the head without it, so nothing stays unanswered.
            if answered.is_err() || !owed {
                tasks.remove(id);
                drop(tasks);
                if let Err(refusal) = answered {
                    tracing::debug!(%refusal, "the AI agent did not answer");
                }
                return;
            }
        }
    }

    /// Deals with everything that the visitor said since the AI agent last did.
    async fn answer_next(self: &Arc<Self>, id: &ConversationId) -> Result<(), Refusal> {
        let head = self.stored_head(id).await?;
        if !owed(&head) {
            return Ok(());
        }
        let desked = self.desked(head.site)?;
        let requests = desked.site.settings.requests;
        let may_ask = requests && !matches!(head.body.state, State::Requested(_));
        let (text, upto, turns) = self.question(&head).await?;
        let rapport = head.body.rapport;
        let rules = &desked.agent.answering.rules;
        if let Some(wish) =
            rapport::wish(&text, rapport, rules, self.is_open(&desked.site)).filter(|_| may_ask)
        {
            return self.ask_for_person(id, wish, None).await;
        }
        let question = Question {
            turns,
            requests: requests && !rapport.declined,
            ..desked.agent.question(text.clone(), head.body.locale.clone())
        };
        let voice = self.voice(&desked).await?;
        let model = voice.model.clone();
        let mut pieces = ai::answer(Arc::clone(&desked.agent), question, voice);
        self.typing(&head, Author::Ai, true);
        let (mut words, mut untold, mut due) = (String::new(), false, Instant::now());
        loop {
            let piece = tokio::select! {
                piece = pieces.recv() => piece,
                () = sleep_until(due), if untold => {
                    self.tell_draft(&head, baton_knowledge::blocks(&words));
                    (untold, due) = (false, Instant::now() + DRAFT_EVERY);
                    continue;
                }
            };
            let Some(piece) = piece else { return Ok(()) };
            match piece {
                Piece::Words(more) => {
                    words.push_str(&more);
                    untold = true;
                }
                Piece::Anew => {
                    words.clear();
                    untold = false;
                    self.tell_draft(&head, Vec::new());
                    self.typing(&head, Author::Ai, true);
                }
                Piece::Asked { good, .. } => {
                    if let Some(model) = &model {
                        self.settle_model(head.site, model, 1, u64::from(good)).await;
                    }
                }
                Piece::Done(answer) => {
                    let wish = match answer.kind {
                        Kind::Person => Some(Wish::of(Reason::Ai)),
                        Kind::Unknown if rapport::weary(rapport) => Some(Wish::of(Reason::NotHelped)),
                        Kind::Answer | Kind::AskBack | Kind::Unknown | Kind::Talk => None,
                    };
                    return match wish.filter(|_| may_ask) {
                        Some(wish) => {
                            self.tell_draft(&head, Vec::new());
                            let row = row(&answer, upto, text, &head.body.locale);
                            self.ask_for_person(id, wish, row).await
                        }
                        None => self.say(&head, answer, upto, text).await,
                    };
                }
            }
        }
    }

    /// The AI agent, or the visitor in words, asks for a person; `row` is the answer that was not given instead.
    async fn ask_for_person(
        self: &Arc<Self>,
        id: &ConversationId,
        wish: Wish,
        row: Option<AnswerRow>,
    ) -> Result<(), Refusal> {
        let request = |head: &Head| {
            let reach = self.reach_for(head.site, wish.team, head.body.held);
            Ok(Command::Request { reason: wish.reason, allowed: true, reach, rule: wish.rule.clone() })
        };
        self.act_with(id, request, |commit| count(commit, row.as_ref())).await.map(drop)
    }

    /// After a verdict: enough answers did not help.
    pub(super) async fn mind_verdict(self: &Arc<Self>, id: &ConversationId) -> Result<(), Refusal> {
        let head = self.head(id).await?;
        let may_ask = self.desked(head.site)?.site.settings.requests && head.body.state == State::Ai;
        match rapport::tired(head.body.rapport).filter(|_| may_ask) {
            Some(wish) => self.ask_for_person(id, wish, None).await,
            None => Ok(()),
        }
    }

    /// What the visitor asks, up to which event, and what was said before it.
    async fn question(&self, head: &Head) -> Result<(String, u64, Vec<Turn>), Refusal> {
        let read = TURNS + usize::try_from(head.seq - head.body.answered).unwrap_or(TURNS).min(50);
        let events = self.store.events_before(head.key, head.seq + 1, read).await;
        let events = events.map_err(|error| unavailable(&error))?;
        let (mut asked, mut turns) = (Vec::new(), Vec::new());
        for Event { seq, by, what, .. } in events {
            let What::Message(Message { text, .. }) = what else { continue };
            if by == Author::Visitor && seq > head.body.answered {
                asked.push(text);
            } else {
                turns.push(Turn { by, text });
            }
        }
        Ok((asked.join("\n"), head.body.asked, turns))
    }

    /// Commits the answer, unless a live agent was faster.
    async fn say(
        self: &Arc<Self>,
        head: &Head,
        answer: Answer,
        upto: u64,
        asked: String,
    ) -> Result<(), Refusal> {
        let row = row(&answer, upto, asked, &head.body.locale);
        let message = Message {
            blocks: baton_knowledge::blocks(&answer.text),
            text: answer.text,
            sources: answer.sources,
            offers_person: answer.offers_person,
            choices: answer.choices,
            ..Message::default()
        };
        let said = self
            .act_with(
                &head.id,
                |_| Ok(Command::AiSays(message.clone())),
                |commit| {
                    commit.head.body.answered = commit.head.body.answered.max(upto);
                    count(commit, row.as_ref());
                },
            )
            .await;
        if said.is_err() {
            self.tell_draft(head, Vec::new());
        }
        said.map(drop)
    }
}

/// Counts the answer with the first event of its commit.
fn count(commit: &mut Commit, row: Option<&AnswerRow>) {
    if let (Some(answer), Some(event)) = (row, commit.events.first()) {
        let answer = Box::new(answer.clone());
        commit.figures.push(Figure::Said { seq: event.seq, at: event.at, answer });
    }
}

/// What is counted of an answer; small talk is not.
fn row(answer: &Answer, asked: u64, question: String, locale: &str) -> Option<AnswerRow> {
    let kind = match answer.kind {
        Kind::Answer => AnswerKind::Answer,
        Kind::AskBack => AnswerKind::AskBack,
        Kind::Unknown => AnswerKind::Unknown,
        Kind::Talk | Kind::Person => return None,
    };
    let mut entries: Vec<EntryId> = answer.sources.iter().filter_map(|source| source.entry).collect();
    entries.dedup();
    let locale = locale.to_owned();
    Some(AnswerRow { kind, by_model: answer.by_model, asked, question, locale, entries })
}

/// The visitor said something that the AI agent has not dealt with.
pub(crate) fn owed(head: &Head) -> bool {
    head.body.state.ai_may_speak() && head.body.asked > head.body.answered
}
