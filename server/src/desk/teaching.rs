//! Teaching: live agents' better answers become pairs, and so do the answers to questions that nobody had answered.

use std::collections::HashMap;

use baton_protocol::{
    AgentId, Author, Code, ConversationId, Event, Refusal, What,
    knowledge::Written,
    publishing::Expects,
    teaching::{Group, Settle, SettleGroup, Taught, Teach, Unanswered},
};
use tokio::task::spawn_blocking;

use super::{Desk, not_found, people::WrongField, unavailable};
use crate::store::model::{Birth, Head};

/// Questions without an answer are looked at for so many milliseconds, and so many of them.
const SINCE: i64 = 90 * 24 * 60 * 60 * 1_000;
const OPEN: usize = 2_000;
/// Different phrasings that a group shows.
const SHOWN: usize = 10;
/// Groups of a list.
const GROUPS: usize = 200;

impl Desk {
    /// What this conversation has taught.
    pub(crate) async fn taught(&self, by: AgentId, id: &ConversationId) -> Result<Vec<Taught>, Refusal> {
        self.seen(by, id).await?;
        self.store.taught(id).await.map_err(|error| unavailable(&error))
    }

    /// A message teaches a pair.
    pub(crate) async fn teach(
        &self,
        by: AgentId,
        id: &ConversationId,
        wish: Teach,
    ) -> Result<Taught, WrongField> {
        let head = self.seen(by, id).await?;
        let said = self.store.events_before(head.key, wish.seq.saturating_add(1), 1).await;
        let said = said.map_err(|error| unavailable(&error))?;
        let birth = said.first().filter(|event| event.seq == wish.seq).and_then(|event| birth(id, event));
        let Some(birth) = birth else {
            let message = "Only what the AI agent or a live agent said can be taught.";
            return Err(Refusal::new(Code::NotFound, message).into());
        };
        let desked = self.desked(head.site)?;
        let correction = matches!(birth, Birth::Correction(..));
        let written = Written::Pair { questions: wish.questions, answer: wish.answer };
        let entry = self.write_entry(by, &desked.site.key, written, birth).await?;
        let Written::Pair { questions, answer } = entry.written else { return Err(not_found().into()) };
        if correction && let Some(question) = questions.first() {
            let (question, locale) = (question.clone(), head.body.locale.clone());
            self.keep_test(head.site, by, question, locale, Expects::Entry(entry.id), true).await?;
        }
        Ok(Taught { seq: wish.seq, entry: entry.id, questions, answer })
    }

    /// Questions that nobody answered, those that mean the same together.
    pub(crate) async fn unanswered(&self, key: &str) -> Result<Vec<Group>, Refusal> {
        let site = self.named_site(key)?.site.id;
        let since = self.clock.now().plus(-SINCE);
        let open = self.store.open_questions(site, since, OPEN).await.map_err(|error| unavailable(&error))?;
        let grouped = spawn_blocking(move || {
            let texts: Vec<String> = open.iter().map(|question| question.text.clone()).collect();
            let group = |places: Vec<usize>| {
                let mut shown: HashMap<&str, Unanswered> = HashMap::new();
                for question in places.iter().filter_map(|place| open.get(*place)) {
                    shown.entry(&question.text).or_insert_with(|| Unanswered {
                        text: question.text.clone(),
                        conversation: question.conversation.clone(),
                        seq: question.asked,
                        at: question.at,
                    });
                }
                let mut questions: Vec<Unanswered> = shown.into_values().collect();
                questions.sort_unstable_by_key(|question| std::cmp::Reverse((question.at, question.seq)));
                questions.truncate(SHOWN);
                let last = questions.first().map(|question| question.at).unwrap_or_default();
                let ids = places.iter().filter_map(|place| open.get(*place)).map(|question| question.id);
                Group { ids: ids.collect(), questions, last }
            };
            baton_knowledge::alike(&texts).into_iter().take(GROUPS).map(group).collect()
        });
        grouped.await.map_err(|error| Refusal::new(Code::Unavailable, error.to_string()))
    }

    /// These questions are answered by a pair, or dropped.
    pub(crate) async fn settle_unanswered(
        &self,
        by: AgentId,
        key: &str,
        wish: SettleGroup,
    ) -> Result<(), WrongField> {
        let site = self.named_site(key)?.site.id;
        if wish.ids.is_empty() || wish.ids.len() > OPEN {
            return Err(Refusal::new(Code::Invalid, "Please name the questions.").into());
        }
        if let Settle::Teach { questions, answer } = wish.with {
            self.write_entry(by, key, Written::Pair { questions, answer }, Birth::Unanswered).await?;
        }
        self.store.settle_questions(site, wish.ids).await.map_err(|error| unavailable(&error))?;
        Ok(())
    }

    async fn seen(&self, by: AgentId, id: &ConversationId) -> Result<std::sync::Arc<Head>, Refusal> {
        let head = self.head(id).await?;
        if self.crew.book().may_see(by, &head) { Ok(head) } else { Err(not_found()) }
    }
}

/// What a message would teach: only words of ours do.
fn birth(id: &ConversationId, event: &Event) -> Option<Birth> {
    match (&event.what, &event.by) {
        (What::Message(_), Author::Ai) => Some(Birth::Correction(id.clone(), event.seq)),
        (What::Message(_), Author::Agent(_)) => Some(Birth::Lesson(id.clone(), event.seq)),
        _ => None,
    }
}
