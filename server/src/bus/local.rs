//! The bus inside one process: who listens to what, in memory.

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{Bus, Ear, Hint, Topic};

/// Locks are held for a lookup and some queue pushes; shards keep committers from meeting there.
const SHARDS: usize = 16;

#[derive(Debug)]
pub(crate) struct LocalBus {
    hasher: RandomState,
    shards: [Mutex<HashMap<Topic, Vec<Ear>>>; SHARDS],
}

impl Default for LocalBus {
    fn default() -> Self {
        Self { hasher: RandomState::new(), shards: std::array::from_fn(|_| Mutex::default()) }
    }
}

impl LocalBus {
    fn shard(&self, topic: Topic) -> MutexGuard<'_, HashMap<Topic, Vec<Ear>>> {
        let shard = self.hasher.hash_one(topic) as usize % SHARDS;
        self.shards[shard].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Bus for LocalBus {
    fn publish(&self, topic: Topic, hint: Hint) {
        if let Some(ears) = self.shard(topic).get(&topic) {
            for ear in ears {
                ear.tell(hint.clone());
            }
        }
    }

    fn subscribe(&self, topic: Topic, ear: Ear) {
        self.shard(topic).entry(topic).or_default().push(ear);
    }

    fn unsubscribe(&self, topic: Topic, ear: u64) {
        let mut shard = self.shard(topic);
        if let Some(ears) = shard.get_mut(&topic) {
            ears.retain(|other| other.number != ear);
            if ears.is_empty() {
                shard.remove(&topic);
            }
        }
    }

    fn listens(&self, topic: Topic) -> bool {
        self.shard(topic).contains_key(&topic)
    }
}
