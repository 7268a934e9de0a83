//! Announce: after a commit, tell everybody whom it concerns.

use std::{collections::BTreeSet, sync::Arc};

use baton_conversation::State;
use baton_protocol::{AgentId, Author, Event, What, agent::Channel, state::Queue};

use super::Desk;
use crate::{
    bus::{Advance, Draft, Hint, Topic},
    store::model::{Head, SiteId},
};

impl Desk {
    /// Tells that `head` and its `events` are durable. `before` is the head that they were decided on, if there was
    /// one.
    pub(super) fn announce(self: &Arc<Self>, before: Option<&Head>, head: Head, events: Vec<Event>) {
        let head = self.heads.put(head);
        let silenced =
            before.is_some_and(|before| before.body.state.ai_may_speak()) && !head.body.state.ai_may_speak();
        if silenced {
            self.silence(&head);
        }
        for event in &events {
            if let What::Accepted { waited } = event.what {
                self.waits.add(head.site, waited);
            }
            if matches!((&event.what, &event.by), (What::Completed | What::Ended, Author::Agent(_))) {
                self.draw_lessons(&head);
            }
            if matches!(event.what, What::Requested { .. }) {
                self.summarise(&head);
            }
        }
        let stood = |head: &Head| matches!(head.body.state, State::Requested(_) | State::Live(_));
        let concerns_agents = before.is_some_and(stood) || stood(&head);
        self.summon(&head, &events);
        let advance = Hint::Advanced(Arc::new(Advance { head: Arc::clone(&head), events }));
        self.bus.publish(Topic::Visitor(head.visitor), advance.clone());
        if head.channel == Channel::Line {
            self.bus.publish(Topic::Line, advance.clone());
        }
        self.bus.publish(Topic::Conversation(head.key), advance);
        let mut agents = people(&head);
        agents.extend(before.map(people).unwrap_or_default());
        if head.body.left.is_some() || before.is_some_and(|before| before.body.left.is_some()) {
            agents.extend(self.crew.book().watchers(head.body.team));
        }
        for agent in agents {
            self.bus.publish(Topic::Agent(agent), Hint::Card(Arc::clone(&head)));
        }
        let moved = before.is_none_or(|before| before.body.state != head.body.state);
        if concerns_agents && moved {
            let newest = || self.heads.get(&head.id).unwrap_or_else(|| Arc::clone(&head));
            let changed = self.presence.note(newest);
            self.tell_queue(head.site);
            self.follow(changed);
        }
    }

    /// A conversation that waits for a person or is held by one belongs to another visitor's number now.
    pub(super) fn introduce(self: &Arc<Self>, head: &Arc<Head>) {
        for agent in people(head) {
            self.bus.publish(Topic::Agent(agent), Hint::Card(Arc::clone(head)));
        }
        let changed = self.presence.note(|| Arc::clone(head));
        self.tell_queue(head.site);
        self.follow(changed);
    }

    /// The AI agent falls silent in this conversation, and what it was saying goes from the screens.
    pub(super) fn silence(&self, head: &Head) {
        if self.answering.stop(&head.id) {
            self.tell_draft(head, Vec::new());
        }
    }

    /// The AI agent's words so far.
    pub(super) fn tell_draft(&self, head: &Head, blocks: Vec<baton_protocol::rich::Block>) {
        let draft = Hint::Draft(Arc::new(Draft { conversation: head.key, blocks }));
        self.bus.publish(Topic::Visitor(head.visitor), draft.clone());
        self.bus.publish(Topic::Conversation(head.key), draft);
    }

    /// The visitor's place among those who wait, where they do.
    pub(crate) fn place(&self, head: &Head) -> Option<Queue> {
        head.body.state.request()?;
        let place =
            self.presence.places(head.site).into_iter().find(|place| place.visitor == head.visitor)?;
        Some(Queue { position: place.position, wait: self.waits.usual(head.site) })
    }

    fn tell_queue(&self, site: SiteId) {
        let wait = self.waits.usual(site);
        for place in self.presence.places(site) {
            let queue = Queue { position: place.position, wait };
            self.bus.publish(Topic::Visitor(place.visitor), Hint::Queue(Box::new(queue)));
        }
    }
}

/// The live agents whom a conversation concerns as it stands.
fn people(head: &Head) -> BTreeSet<AgentId> {
    match &head.body.state {
        State::Ai => BTreeSet::new(),
        State::Requested(request) => request.ringing.union(&request.ignored).copied().collect(),
        State::Live(agent) | State::Completed(agent) => [agent.id].into(),
        State::Ended(agent) => agent.iter().map(|agent| agent.id).collect(),
    }
}
