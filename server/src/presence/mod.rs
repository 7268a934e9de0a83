//! Presence: who is there, who waits, and the honest number of available live agents, pushed when it changes.

pub(crate) mod floor;
pub(crate) mod roster;
pub(crate) mod wave;

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use baton_protocol::{AgentId, ConversationId, Timestamp, VisitorId};
use floor::Floor;
use roster::Roster;
use tokio::sync::watch;

use crate::store::model::{Head, SiteId};

/// What is known of the people at work. All in memory: it is rebuilt from the open conversations at start, and from
/// connections as they come.
pub(crate) struct Presence {
    inner: Mutex<Inner>,
    available: watch::Sender<u32>,
    /// Chats that one live agent may hold before no more ring.
    limit: usize,
}

struct Inner {
    roster: Roster,
    floor: Floor,
    /// Who was available when it was last told.
    available: BTreeSet<AgentId>,
}

/// A change that somebody has to act on.
#[derive(Debug, Default)]
pub(crate) struct Changed {
    /// Live agents who have become available: waiting requests ring them too.
    pub(crate) fresh: Vec<AgentId>,
    /// Others are available than before.
    pub(crate) moved: bool,
}

/// A visitor's place among those who wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) visitor: VisitorId,
    /// 1 is next.
    pub(crate) position: u32,
}

impl Presence {
    pub(crate) fn new(started: Timestamp, limit: usize) -> Self {
        let inner =
            Inner { roster: Roster::new(started), floor: Floor::default(), available: BTreeSet::new() };
        Self { inner: Mutex::new(inner), available: watch::Sender::new(0), limit }
    }

    /// The number of available live agents, and word of its changes.
    pub(crate) fn watch(&self) -> watch::Receiver<u32> {
        self.available.subscribe()
    }

    pub(crate) fn available(&self) -> u32 {
        *self.available.borrow()
    }

    pub(crate) fn connects(&self, agent: AgentId, switch: bool) -> Changed {
        self.change(|inner| inner.roster.connects(agent, switch))
    }

    pub(crate) fn leaves(&self, agent: AgentId, now: Timestamp) -> Changed {
        self.change(|inner| inner.roster.leaves(agent, now))
    }

    pub(crate) fn switch(&self, agent: AgentId, on: bool) -> Changed {
        self.change(|inner| inner.roster.switch(agent, on))
    }

    /// Takes in a conversation as it now is. `newest` is asked once nobody else can note: of two who come at the same
    /// moment, the later one sees what both have done.
    pub(crate) fn note(&self, newest: impl FnOnce() -> Arc<Head>) -> Changed {
        self.change(|inner| inner.floor.note(&newest()))
    }

    /// Who is available now, and how many chats each holds.
    pub(crate) fn free(&self) -> BTreeMap<AgentId, usize> {
        let inner = self.lock();
        inner.available(self.limit).into_iter().map(|agent| (agent, inner.floor.load(agent))).collect()
    }

    /// Live agents besides these, signed in and switched on, who pass: they may still become available.
    pub(crate) fn others_on_duty(&self, besides: &BTreeSet<AgentId>, pass: impl Fn(AgentId) -> bool) -> bool {
        self.lock().roster.on_duty().any(|agent| !besides.contains(&agent) && pass(agent))
    }

    /// Live agents with an open console, switched on or not.
    pub(crate) fn connected(&self) -> BTreeSet<AgentId> {
        self.lock().roster.connected().collect()
    }

    /// Open requests that do not ring `agent`, and might.
    pub(crate) fn unrung(&self, agent: AgentId) -> Vec<ConversationId> {
        self.lock().floor.unrung(agent)
    }

    /// Requests that nobody has been rung for since `since`: it is time for more.
    pub(crate) fn quiet(&self, since: Timestamp) -> Vec<ConversationId> {
        self.lock().floor.quiet(since)
    }

    /// Requests whose time is over.
    pub(crate) fn due(&self, now: Timestamp) -> Vec<ConversationId> {
        self.lock().floor.due(now)
    }

    /// Chats whose live agent has been gone for `grace` milliseconds.
    pub(crate) fn lost(&self, now: Timestamp, grace: i64) -> Vec<(AgentId, ConversationId)> {
        let inner = self.lock();
        let lost = inner.roster.lost(inner.floor.holders(), now, grace);
        let chats = |agent: AgentId| inner.floor.chats(agent).map(move |id| (agent, id.clone()));
        lost.into_iter().flat_map(chats).collect()
    }

    /// Everybody's place in a site's queue.
    pub(crate) fn places(&self, site: SiteId) -> Vec<Place> {
        let inner = self.lock();
        let mut seen = HashSet::new();
        (1..)
            .zip(inner.floor.queue(site))
            .map(|(position, (_, waiting))| Place { visitor: waiting.visitor, position })
            .filter(|place| seen.insert(place.visitor))
            .collect()
    }

    fn change(&self, change: impl FnOnce(&mut Inner)) -> Changed {
        let mut inner = self.lock();
        change(&mut inner);
        let available = inner.available(self.limit);
        let fresh = available.difference(&inner.available).copied().collect();
        let moved = available != inner.available;
        let count = u32::try_from(available.len()).unwrap_or(u32::MAX);
        inner.available = available;
        // Told under the lock, so that two changes cannot be told in the wrong order.
        self.available.send_if_modified(|told| std::mem::replace(told, count) != count);
        Changed { fresh, moved }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// On duty and under the limit.
    fn available(&self, limit: usize) -> BTreeSet<AgentId> {
        self.roster.on_duty().filter(|agent| self.floor.load(*agent) < limit).collect()
    }
}
