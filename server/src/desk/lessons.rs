//! Lessons: what a live agent explained in a chat is offered as pairs, for somebody to approve.

use std::sync::Arc;

use baton_protocol::{
    AgentId, Author, Code, Event, LessonId, Refusal, What,
    event::Message,
    knowledge::Written,
    limits::{MESSAGE_CHARS, PHRASING_CHARS},
    teaching::{Lesson, Settle},
};

use super::{Desk, people::WrongField, unavailable};
use crate::store::model::{Birth, Head, NewLesson, SiteId};

/// Lessons of a list.
const LIST: usize = 200;
/// Events that are looked back at.
const READ: usize = 300;
/// An explanation has at least so many characters; less is manners.
const EXPLAINS: usize = 25;
/// What is asked has at least so many characters: two Chinese words, or one English one.
const ASKS: usize = 4;

impl Desk {
    pub(crate) async fn lessons(&self, key: &str) -> Result<Vec<Lesson>, Refusal> {
        let site = self.named_site(key)?.site.id;
        self.store.lessons(site, LIST).await.map_err(|error| unavailable(&error))
    }

    /// A lesson becomes a pair, or is dropped.
    pub(crate) async fn settle_lesson(
        &self,
        by: AgentId,
        key: &str,
        id: LessonId,
        wish: Settle,
    ) -> Result<(), WrongField> {
        let site = self.named_site(key)?.site.id;
        let lesson = self.store.lesson(site, id).await.map_err(|error| unavailable(&error))?;
        let gone = || Refusal::new(Code::NotFound, "This lesson is settled already.");
        let lesson = lesson.ok_or_else(gone)?;
        if let Settle::Teach { questions, answer } = wish {
            let birth = Birth::Lesson(lesson.conversation, lesson.seq);
            self.write_entry(by, key, Written::Pair { questions, answer }, birth).await?;
        }
        let settled = self.store.settle_lesson(site, id).await.map_err(|error| unavailable(&error))?;
        if settled { Ok(()) } else { Err(gone().into()) }
    }

    /// A chat is over: what was explained in it is kept as lessons. It may take its time.
    pub(super) fn draw_lessons(self: &Arc<Self>, head: &Arc<Head>) {
        let (desk, head) = (Arc::clone(self), Arc::clone(head));
        tokio::spawn(async move {
            if let Err(error) = desk.keep_lessons(head.site, &head).await {
                tracing::warn!(%error, "what a chat may teach could not be kept");
            }
        });
    }

    async fn keep_lessons(&self, site: SiteId, head: &Head) -> Result<(), crate::store::StoreError> {
        let events = self.store.events_before(head.key, head.seq + 1, READ).await?;
        let lessons = explained(&events);
        if lessons.is_empty() {
            return Ok(());
        }
        let lesson = |(event, by, question, answer): (&Event, AgentId, String, String)| NewLesson {
            conversation: head.key,
            seq: event.seq,
            by,
            at: event.at,
            question,
            answer,
        };
        self.store.add_lessons(site, lessons.into_iter().map(lesson).collect()).await
    }
}

/// Questions of the visitor, each with the live agent's words that followed it: their last chat's alone.
fn explained(events: &[Event]) -> Vec<(&Event, AgentId, String, String)> {
    let begins =
        |event: &Event| matches!(event.what, What::Accepted { .. } | What::TakenOver | What::Reactivated);
    let from = events.iter().rposition(begins).unwrap_or(0);
    // What led to the request is what the live agent answers first; what an earlier one answered is not.
    let before = events[..from].iter().rev().take_while(|event| !matches!(event.by, Author::Agent(_)));
    let mut asked = before.filter_map(|event| said(event, &Author::Visitor)).find(|text| asks(text));
    let mut lessons: Vec<(&Event, AgentId, String, String)> = Vec::new();
    for event in &events[from..] {
        if let Some(text) = said(event, &Author::Visitor) {
            if asks(text) {
                asked = Some(text);
            }
        } else if let (What::Message(Message { text, .. }), Author::Agent(agent)) = (&event.what, &event.by) {
            match (asked, lessons.last_mut()) {
                (Some(question), _) if text.chars().count() >= EXPLAINS => {
                    let question = question.split_whitespace().collect::<Vec<_>>().join(" ");
                    lessons.push((
                        event,
                        agent.id,
                        question.chars().take(PHRASING_CHARS).collect(),
                        text.clone(),
                    ));
                    asked = None;
                }
                // They go on.
                (None, Some((last, _, _, answer)))
                    if text.chars().count() >= EXPLAINS && follows(events, last.seq, event.seq) =>
                {
                    answer.push_str("\n\n");
                    answer.push_str(text);
                }
                (Some(_) | None, _) => {}
            }
        }
    }
    lessons.retain(|(.., answer)| answer.chars().count() <= MESSAGE_CHARS);
    lessons
}

/// The visitor said nothing between the two.
fn follows(events: &[Event], first: u64, then: u64) -> bool {
    let between = |event: &&Event| event.seq > first && event.seq < then;
    events.iter().filter(between).all(|event| said(event, &Author::Visitor).is_none())
}

fn said<'event>(event: &'event Event, by: &Author) -> Option<&'event str> {
    let What::Message(Message { text, .. }) = &event.what else { return None };
    (event.by == *by).then_some(text)
}

/// Whether somebody wants to know something.
fn asks(text: &str) -> bool {
    text.trim().chars().count() >= ASKS
        && !baton_knowledge::wants_person(text)
        && !baton_knowledge::is_small_talk(text)
}

#[cfg(test)]
mod tests;
