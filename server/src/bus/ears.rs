//! One connection's ears: a bounded queue of hints, and the topics that feed it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use tokio::sync::mpsc;

use super::{Bus, Hint, Topic};

/// Hints that may wait for one connection. Beyond, it has missed some and reads the store.
const QUEUE: usize = 256;

static NEXT: AtomicU64 = AtomicU64::new(1);

/// The end of a connection's queue that the bus holds.
#[derive(Clone, Debug)]
pub(crate) struct Ear {
    pub(crate) number: u64,
    queue: mpsc::Sender<Hint>,
    missed: Arc<AtomicBool>,
}

impl Ear {
    /// Says it without waiting; a full queue remembers that something was missed.
    pub(crate) fn tell(&self, hint: Hint) {
        if self.queue.try_send(hint).is_err() {
            self.missed.store(true, Ordering::Release);
        }
    }
}

/// What a connection hears.
#[derive(Debug)]
pub(crate) enum Heard {
    Hint(Hint),
    /// Something was missed: catch up from the store.
    Missed,
}

/// The end that the connection holds. Dropping it ends its subscriptions.
pub(crate) struct Ears {
    bus: Arc<dyn Bus>,
    ear: Ear,
    queue: mpsc::Receiver<Hint>,
    topics: Vec<Topic>,
}

impl Ears {
    pub(crate) fn new(bus: Arc<dyn Bus>) -> Self {
        let (sender, queue) = mpsc::channel(QUEUE);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let ear = Ear { number, queue: sender, missed: Arc::default() };
        Self { bus, ear, queue, topics: Vec::new() }
    }

    pub(crate) fn listen(&mut self, topic: Topic) {
        if !self.topics.contains(&topic) {
            self.topics.push(topic);
            self.bus.subscribe(topic, self.ear.clone());
        }
    }

    pub(crate) fn ignore(&mut self, topic: Topic) {
        if let Some(at) = self.topics.iter().position(|mine| *mine == topic) {
            self.topics.swap_remove(at);
            self.bus.unsubscribe(topic, self.ear.number);
        }
    }

    /// The next thing heard. Safe to drop half-way.
    pub(crate) async fn hear(&mut self) -> Heard {
        if self.queue.is_empty() && self.ear.missed.swap(false, Ordering::AcqRel) {
            return Heard::Missed;
        }
        // The ear itself holds a sender, so the queue never closes while it is listened to.
        match self.queue.recv().await {
            Some(hint) => Heard::Hint(hint),
            None => std::future::pending().await,
        }
    }
}

impl Drop for Ears {
    fn drop(&mut self) {
        for topic in self.topics.drain(..) {
            self.bus.unsubscribe(topic, self.ear.number);
        }
    }
}

#[cfg(test)]
mod tests {
    use baton_protocol::AgentId;

    use super::*;
    use crate::bus::local::LocalBus;

    #[tokio::test]
    async fn a_full_ear_misses_hints_and_knows_it() {
        let bus: Arc<dyn Bus> = Arc::new(LocalBus::default());
        let topic = Topic::Agent(AgentId(1));
        let mut ears = Ears::new(Arc::clone(&bus));
        ears.listen(topic);
        for _ in 0..=QUEUE {
            bus.publish(topic, Hint::Switch(true));
        }
        for _ in 0..QUEUE {
            assert!(matches!(ears.hear().await, Heard::Hint(Hint::Switch(true))));
        }
        assert!(matches!(ears.hear().await, Heard::Missed));
    }

    #[tokio::test]
    async fn ears_hear_their_topics_and_no_others() {
        let bus: Arc<dyn Bus> = Arc::new(LocalBus::default());
        let mut ears = Ears::new(Arc::clone(&bus));
        let (mine, other) = (Topic::Agent(AgentId(1)), Topic::Agent(AgentId(2)));
        ears.listen(mine);
        ears.listen(other);
        ears.ignore(other);
        bus.publish(other, Hint::Switch(false));
        bus.publish(mine, Hint::Switch(true));
        assert!(matches!(ears.hear().await, Heard::Hint(Hint::Switch(true))));
    }
}
