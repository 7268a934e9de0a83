//! Hot conversations in memory. The version that a commit checks makes a stale copy harmless.

use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use baton_protocol::{ConversationId, Refusal, VisitorId, state::Marks};
use lru::LruCache;

use super::{Desk, not_found, unavailable};
use crate::store::model::{Head, Side};

const KEPT: NonZeroUsize = NonZeroUsize::MIN.saturating_add(19_999);

/// The heads, and each visitor's current conversation.
pub(crate) struct Heads {
    kept: Mutex<Kept>,
}

struct Kept {
    heads: LruCache<ConversationId, Arc<Head>>,
    currents: LruCache<VisitorId, ConversationId>,
}

impl Default for Heads {
    fn default() -> Self {
        Self { kept: Mutex::new(Kept { heads: LruCache::new(KEPT), currents: LruCache::new(KEPT) }) }
    }
}

impl Heads {
    /// Keeps `head`, unless a newer one is kept already. Marks never go back.
    pub(crate) fn put(&self, mut head: Head) -> Arc<Head> {
        let mut kept = self.lock();
        if let Some(old) = kept.heads.peek(&head.id) {
            if old.seq > head.seq {
                return Arc::clone(old);
            }
            head.visitor_marks = further(head.visitor_marks, old.visitor_marks);
            head.agent_marks = further(head.agent_marks, old.agent_marks);
        }
        let head = Arc::new(head);
        kept.heads.put(head.id.clone(), Arc::clone(&head));
        head
    }

    /// The head with these marks moved forward; `None` where it is not kept or nothing moved.
    pub(crate) fn mark(&self, id: &ConversationId, side: Side, marks: Marks) -> Option<Arc<Head>> {
        let mut kept = self.lock();
        let head = kept.heads.get_mut(id)?;
        let old = match side {
            Side::Visitor => head.visitor_marks,
            Side::Agents => head.agent_marks,
        };
        let new = further(old, marks);
        if new == old {
            return None;
        }
        let changed = Arc::make_mut(head);
        match side {
            Side::Visitor => changed.visitor_marks = new,
            Side::Agents => changed.agent_marks = new,
        }
        Some(Arc::clone(head))
    }

    pub(crate) fn get(&self, id: &ConversationId) -> Option<Arc<Head>> {
        self.lock().heads.get(id).map(Arc::clone)
    }

    pub(crate) fn set_current(&self, visitor: VisitorId, id: ConversationId) {
        self.lock().currents.put(visitor, id);
    }

    pub(crate) fn forget_current(&self, visitor: VisitorId) {
        self.lock().currents.pop(&visitor);
    }

    /// This visitor and their conversations are gone.
    pub(super) fn forget(&self, visitor: VisitorId, conversations: &[ConversationId]) {
        let mut kept = self.lock();
        kept.currents.pop(&visitor);
        for id in conversations {
            kept.heads.pop(id);
        }
    }

    fn current(&self, visitor: VisitorId) -> Option<ConversationId> {
        self.lock().currents.get(&visitor).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn further(one: Marks, other: Marks) -> Marks {
    Marks { delivered: one.delivered.max(other.delivered), read: one.read.max(other.read) }
}

impl Desk {
    /// The conversation's head, from memory or the store.
    pub(crate) async fn head(&self, id: &ConversationId) -> Result<Arc<Head>, Refusal> {
        match self.heads.get(id) {
            Some(head) => Ok(head),
            None => self.stored_head(id).await,
        }
    }

    /// The conversation's head as the store has it.
    pub(super) async fn stored_head(&self, id: &ConversationId) -> Result<Arc<Head>, Refusal> {
        let head = self.store.head(id).await.map_err(|error| unavailable(&error))?;
        head.map(|head| self.heads.put(head)).ok_or_else(not_found)
    }

    /// The visitor's current conversation: the one that they write to, or the one that ended last.
    pub(crate) async fn current(&self, visitor: VisitorId) -> Result<Option<Arc<Head>>, Refusal> {
        if let Some(id) = self.heads.current(visitor) {
            return self.head(&id).await.map(Some);
        }
        let found = async {
            let Some(key) = self.store.visitor(visitor).await?.and_then(|visitor| visitor.current) else {
                return Ok(None);
            };
            self.store.head_by_key(key).await
        };
        let head = found.await.map_err(|error| unavailable(&error))?.map(|head| self.heads.put(head));
        if let Some(head) = &head {
            self.heads.set_current(visitor, head.id.clone());
        }
        Ok(head)
    }
}
