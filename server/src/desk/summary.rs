//! Summaries: what a model makes of a conversation, beside the brief. It may be wrong, and it is marked as a model's.

use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
};

use baton_model::{Author, Turn};
use baton_protocol::{ConversationId, What, event};
use lru::LruCache;

use super::Desk;
use crate::store::model::Head;

/// Conversations whose summary is kept; those who wait are few.
const KEPT: NonZeroUsize = NonZeroUsize::MIN.saturating_add(499);
/// Messages that one is made of.
const READ: usize = 40;

/// The summaries of conversations in which a person was asked for.
pub(crate) struct Summaries(Mutex<LruCache<ConversationId, String>>);

impl Default for Summaries {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(KEPT)))
    }
}

impl Summaries {
    pub(super) fn of(&self, id: &ConversationId) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// Nothing is left of an erased visitor's.
    pub(super) fn forget(&self, ids: &[ConversationId]) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for id in ids {
            kept.pop(id);
        }
    }

    fn put(&self, id: ConversationId, summary: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).put(id, summary);
    }
}

impl Desk {
    /// A person is asked for: the site's model, where it has one, sums up what was said. Nobody waits for it.
    pub(super) fn summarise(self: &Arc<Self>, head: &Arc<Head>) {
        if self.desked(head.site).is_ok_and(|desked| desked.model.is_none()) {
            return;
        }
        let (desk, head) = (Arc::clone(self), Arc::clone(head));
        tokio::spawn(async move {
            let Ok(desked) = desk.desked(head.site) else { return };
            let Ok(Some(model)) = desk.voice(&desked).await.map(|voice| voice.model) else { return };
            let Ok(events) = desk.store.events_before(head.key, head.seq + 1, READ).await else { return };
            let turns = events.into_iter().filter_map(|event| {
                let What::Message(message) = event.what else { return None };
                let by = match event.by {
                    event::Author::Visitor => Author::Visitor,
                    event::Author::Ai | event::Author::Clock => Author::Ai,
                    event::Author::Agent(_) => Author::Agent,
                };
                Some(Turn { by, text: message.text })
            });
            let turns: Vec<Turn> = turns.collect();
            if turns.is_empty() {
                return;
            }
            let summary = model.summarise(&turns, &head.body.locale).await;
            desk.settle_model(head.site, &model, 0, 0).await;
            match summary {
                Ok(summary) => desk.summaries.put(head.id.clone(), summary),
                Err(failure) => tracing::debug!(%failure, "a model did not sum a conversation up"),
            }
        });
    }
}
