//! The floor: which requests wait and who holds which chats, as the heads tell. Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use baton_conversation::{Request, State};
use baton_protocol::{AgentId, ConversationId, Timestamp, VisitorId};

use crate::store::model::{Head, SiteId};

/// An open request.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) site: SiteId,
    pub(crate) visitor: VisitorId,
    pub(crate) request: Request,
}

/// Every conversation that is requested or live.
#[derive(Debug, Default)]
pub(crate) struct Floor {
    waiting: HashMap<ConversationId, Waiting>,
    chats: BTreeMap<AgentId, BTreeSet<ConversationId>>,
    holders: HashMap<ConversationId, AgentId>,
}

impl Floor {
    /// Takes in a conversation as it now is.
    pub(crate) fn note(&mut self, head: &Head) {
        self.waiting.remove(&head.id);
        if let Some(holder) = self.holders.remove(&head.id)
            && let Some(chats) = self.chats.get_mut(&holder)
        {
            chats.remove(&head.id);
        }
        match &head.body.state {
            State::Requested(request) => {
                let waiting = Waiting { site: head.site, visitor: head.visitor, request: request.clone() };
                self.waiting.insert(head.id.clone(), waiting);
            }
            State::Live(agent) => {
                self.holders.insert(head.id.clone(), agent.id);
                self.chats.entry(agent.id).or_default().insert(head.id.clone());
            }
            State::Ai | State::Completed(_) | State::Ended(_) => {}
        }
    }

    /// How many chats this live agent holds.
    pub(crate) fn load(&self, agent: AgentId) -> usize {
        self.chats.get(&agent).map_or(0, BTreeSet::len)
    }

    /// Those who hold chats.
    pub(crate) fn holders(&self) -> impl Iterator<Item = AgentId> + '_ {
        self.chats.iter().filter(|(_, chats)| !chats.is_empty()).map(|(agent, _)| *agent)
    }

    pub(crate) fn chats(&self, agent: AgentId) -> impl Iterator<Item = &ConversationId> {
        self.chats.get(&agent).into_iter().flatten()
    }

    /// The requests of a site, next one first: lost chats, then the longest wait.
    pub(crate) fn queue(&self, site: SiteId) -> Vec<(&ConversationId, &Waiting)> {
        let mut queue: Vec<_> = self.waiting.iter().filter(|(_, waiting)| waiting.site == site).collect();
        queue.sort_by_key(|(id, waiting)| (waiting.request.rank(), (*id).clone()));
        queue
    }

    /// Requests whose time is over.
    pub(crate) fn due(&self, now: Timestamp) -> Vec<ConversationId> {
        self.waiting
            .iter()
            .filter(|(_, waiting)| waiting.request.until <= now)
            .map(|(id, _)| id.clone())
            .collect()
    }

    /// Requests that nobody has been rung for since `since`.
    pub(crate) fn quiet(&self, since: Timestamp) -> Vec<ConversationId> {
        self.waiting
            .iter()
            .filter(|(_, Waiting { request, .. })| request.spreads() && request.rung <= since)
            .map(|(id, _)| id.clone())
            .collect()
    }

    /// Requests that could ring `agent` and do not.
    pub(crate) fn unrung(&self, agent: AgentId) -> Vec<ConversationId> {
        self.waiting
            .iter()
            .filter(|(_, Waiting { request, .. })| {
                request.spreads() && !request.ringing.contains(&agent) && !request.ignored.contains(&agent)
            })
            .map(|(id, _)| id.clone())
            .collect()
    }
}
