//! Reading: a conversation as it is opened, older pages, lists.

use std::{collections::HashSet, sync::Arc};

use baton_protocol::{
    AgentId, ConversationId, Event, Refusal,
    agent::{Brief, ConversationList, Opened, Summary},
    limits::PAGE_EVENTS,
    state::{Events, Page, Snapshot},
};

use super::{
    Desk,
    brief::brief,
    card::card,
    not_found,
    redact::{for_agents, for_visitor},
    unavailable,
};
use crate::store::{
    StoreError,
    model::{ConversationKey, Head, ListFilter, Side},
};

/// Events that are read at once when a client catches up; one that missed more starts afresh.
pub(crate) const CATCH_UP: usize = 500;
/// Messages that visitors left, in a live agent's lists.
const LEFT: usize = 100;
/// Events that a brief is made of.
const BRIEF: usize = 200;
/// Finished chats in a live agent's lists.
const FINISHED: usize = 30;

impl Desk {
    /// The conversation as `side` opens it: its state and newest page.
    pub(crate) async fn snapshot(&self, head: &Head, side: Side) -> Result<Snapshot, Refusal> {
        let page = self.page(head, side, head.seq + 1).await?;
        let (mine, theirs) = match side {
            Side::Visitor => (head.visitor_marks, head.agent_marks),
            Side::Agents => (head.agent_marks, head.visitor_marks),
        };
        Ok(Snapshot { page, state: head.body.state.view(), mine, theirs })
    }

    /// The page before event `before`.
    pub(crate) async fn page(&self, head: &Head, side: Side, before: u64) -> Result<Page, Refusal> {
        let events = self.store.events_before(head.key, before, PAGE_EVENTS).await;
        let events = events.map_err(|error| unavailable(&error))?;
        let older = events.first().is_some_and(|first| first.seq > 1);
        Ok(Page { conversation: head.id.clone(), events: shown(&events, side), older })
    }

    /// The events after `after`, up to where `head` stands; `None` where there are too many to catch up, or where
    /// `after` is beyond the end, as it is for a client that knew the log before a backup was restored.
    pub(crate) async fn events_after(
        &self,
        head: &Head,
        side: Side,
        after: u64,
    ) -> Result<Option<Vec<Event>>, Refusal> {
        let events = self.store.events_after(head.key, after, CATCH_UP + 1).await;
        let mut events = events.map_err(|error| unavailable(&error))?;
        let continues = after <= head.seq && events.len() <= CATCH_UP;
        // What was committed since comes with its own hint, and with the state that belongs to it.
        events.retain(|event| event.seq <= head.seq);
        Ok(continues.then(|| shown(&events, side)))
    }

    /// The conversation as a live agent opens it.
    pub(crate) async fn opened(&self, id: &ConversationId, agent: AgentId) -> Result<Opened, Refusal> {
        let head = self.head(id).await?;
        if !self.crew.book().may_see(agent, &head) {
            return Err(not_found());
        }
        let recent = self.store.events_before(head.key, head.seq + 1, BRIEF).await;
        let recent = recent.map_err(|error| unavailable(&error))?;
        Ok(Opened {
            site: self.desked(head.site)?.site.settings.name.clone(),
            brief: Brief { summary: self.summaries.of(id), ..brief(&recent) },
            card: card(&head, agent),
            snapshot: self.snapshot(&head, Side::Agents).await?,
            visitor: self.visitor_details(head.visitor).await?,
            undelivered: self.undelivered(&head).await?,
        })
    }

    /// Every card that concerns this live agent: requests that ring them, their chats, what they finished lately.
    pub(crate) async fn cards(&self, agent: AgentId) -> Result<Vec<Summary>, Refusal> {
        let heads = async {
            let mut heads = self.store.open_heads().await?;
            heads.extend(self.store.left_heads(LEFT).await?);
            heads.extend(self.store.finished_by(agent, FINISHED).await?);
            Ok(heads)
        };
        let heads: Vec<Head> = heads.await.map_err(|error: StoreError| unavailable(&error))?;
        let book = self.crew.book();
        let mut known = HashSet::new();
        let mut cards = Vec::new();
        for head in heads {
            let (key, seen) = (head.key, book.may_see(agent, &head));
            let card = card(&self.newest(head), agent);
            if (card.rings_me || card.mine || (card.left.is_some() && seen)) && known.insert(key) {
                cards.push(card);
            }
        }
        Ok(cards)
    }

    /// A page of all conversations, newest first.
    pub(crate) async fn list(
        &self,
        agent: AgentId,
        filter: ListFilter,
        after: Option<ConversationKey>,
        limit: usize,
    ) -> Result<ConversationList, Refusal> {
        let filter = self.visible_to(agent, filter);
        let heads = self.store.list(filter, after, limit).await.map_err(|error| unavailable(&error))?;
        let next = (heads.len() == limit).then(|| heads.last().map(|head| head.key.0.to_string()));
        let cards = heads.into_iter().map(|head| card(&self.newest(head), agent)).collect();
        Ok(ConversationList { cards, hits: Vec::new(), next: next.flatten() })
    }

    /// The filter without the conversations of closed teams that this live agent is not in.
    pub(super) fn visible_to(&self, agent: AgentId, filter: ListFilter) -> ListFilter {
        ListFilter { hidden: self.crew.book().hidden_from(agent), ..filter }
    }

    /// Every label of conversations that this live agent may see.
    pub(crate) async fn labels(&self, agent: AgentId) -> Result<Vec<String>, Refusal> {
        let hidden = self.crew.book().hidden_from(agent);
        self.store.labels(hidden).await.map_err(|error| unavailable(&error))
    }

    /// Marks may be fresher in memory than in the store.
    pub(super) fn newest(&self, head: Head) -> Arc<Head> {
        self.heads.put(head)
    }
}

/// What tells `events`, a page at a time: no frame may be larger than what a connection holds for its reader. At least
/// one, which tells the state.
pub(crate) fn in_pages(head: &Head, events: &[Event]) -> Vec<Events> {
    let tell = |events: &[Event]| Events {
        conversation: head.id.clone(),
        state: head.body.state.view(),
        events: events.to_vec(),
    };
    if events.is_empty() { vec![tell(events)] } else { events.chunks(PAGE_EVENTS).map(tell).collect() }
}

/// The events as `side` may see them.
pub(crate) fn shown(events: &[Event], side: Side) -> Vec<Event> {
    let view = match side {
        Side::Visitor => for_visitor,
        Side::Agents => for_agents,
    };
    events.iter().map(view).collect()
}
