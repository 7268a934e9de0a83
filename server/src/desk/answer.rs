//! Answer: the AI agent deals with what a visitor said last, and falls silent when a live agent takes over.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use baton_conversation::{Command, State};
use baton_protocol::{
    Author, ConversationId, Event, Refusal, What,
    event::{Message, Reason},
    site::Tone,
};
use tokio::{task::AbortHandle, time::Instant};

use super::{Desk, unavailable};
use crate::{
    ai::{self, Answer, Piece, Question, Turn},
    store::model::Head,
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
        let (text, upto, turns) = self.question(&head).await?;
        if requests && ai::wants_person(&text) && !matches!(head.body.state, State::Requested(_)) {
            let request = |head: &Head| {
                let reach = self.reach(head.site, head.body.held);
                Ok(Command::Request { reason: Reason::Words, allowed: true, reach })
            };
            return self.act(id, request).await.map(drop);
        }
        let no_answer = desked.site.settings.no_answer.clone();
        let question = Question {
            text,
            locale: head.body.locale.clone(),
            languages: desked.site.settings.languages.clone(),
            brief: desked.site.settings.tone == Tone::Brief,
            turns,
            requests,
            no_answer,
        };
        let mut pieces = desked.ai.answer(question);
        self.typing(&head, Author::Ai, true);
        let (mut words, mut told) = (String::new(), Instant::now());
        while let Some(piece) = pieces.recv().await {
            match piece {
                Piece::Words(more) => {
                    words.push_str(&more);
                    if told.elapsed() >= DRAFT_EVERY {
                        told = Instant::now();
                        self.tell_draft(&head, ai::blocks(&words));
                    }
                }
                Piece::Done(answer) => return self.say(&head, answer, upto).await,
            }
        }
        Ok(())
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
    async fn say(self: &Arc<Self>, head: &Head, answer: Answer, upto: u64) -> Result<(), Refusal> {
        let message = Message {
            client_id: None,
            blocks: ai::blocks(&answer.text),
            text: answer.text,
            sources: answer.sources,
            quote: None,
            files: Vec::new(),
            offers_person: answer.offers_person,
        };
        let said = self
            .act_with(
                &head.id,
                |_| Ok(Command::AiSays(message.clone())),
                |commit| commit.head.body.answered = commit.head.body.answered.max(upto),
            )
            .await;
        if said.is_err() {
            self.tell_draft(head, Vec::new());
        }
        said.map(drop)
    }
}

/// The visitor said something that the AI agent has not dealt with.
pub(crate) fn owed(head: &Head) -> bool {
    head.body.state.ai_may_speak() && head.body.asked > head.body.answered
}
