//! One conversation as a client holds it: its events in order and without gaps, its state, and how far both sides are.

use baton_protocol::{
    Author, ConversationId, Event, StateView, What,
    event::{Extra, Message},
    state::{Events, Marks, Page, Snapshot},
    visitor::{Have, Welcome},
};

#[cfg(test)]
mod tests;

/// What became of new events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// So many were new and are now the last ones.
    Fresh(usize),
    /// All of them were here already.
    Known,
    /// Something is missing before them: greet again. Nothing was changed.
    Gap,
    /// They belong to another conversation.
    Other,
}

/// A conversation's events. Doubled and late frames are harmless.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    epoch: String,
    conversation: Option<ConversationId>,
    events: Vec<Event>,
    older: bool,
    state: StateView,
    mine: Marks,
    told: Marks,
    theirs: Marks,
}

impl Timeline {
    /// To be called at each welcome of a live agent: another epoch means that what is held is void.
    pub fn epoch(&mut self, epoch: &str) {
        if self.epoch != epoch {
            *self = Self { epoch: epoch.to_owned(), ..Self::default() };
        }
        // Marks said while the line was down are lost: they are due again.
        self.told = Marks::default();
    }

    /// To be called at each welcome of a visitor.
    pub fn welcome(&mut self, welcome: &Welcome) {
        self.epoch(&welcome.epoch);
        match &welcome.conversation {
            Some(snapshot) => self.snapshot(snapshot.clone()),
            None if welcome.resumed => {}
            None => self.clear(),
        }
    }

    /// Holds nothing from now on.
    pub fn clear(&mut self) {
        *self = Self { epoch: std::mem::take(&mut self.epoch), ..Self::default() };
    }

    /// A conversation as a whole. Older pages that were loaded before stay where they join up; a snapshot that is
    /// older than what is held changes nothing but the marks.
    pub fn snapshot(&mut self, snapshot: Snapshot) {
        let Snapshot { page: Page { conversation, events, older }, state, mine, theirs } = snapshot;
        if self.conversation.as_ref() != Some(&conversation) {
            self.clear();
            self.conversation = Some(conversation);
        }
        let first = events.first().map_or(1, |event| event.seq);
        let last = events.last().map_or(0, |event| event.seq);
        if last >= self.last_seq() {
            let joins = self.first_seq() < first && first <= self.last_seq() + 1;
            if joins {
                self.events.retain(|event| event.seq < first);
                self.events.extend(events);
            } else {
                self.events = events;
                self.older = older;
            }
            self.state = state;
        }
        self.mine = farther(self.mine, mine);
        self.theirs = farther(self.theirs, theirs);
    }

    /// New events. A conversation's very first ones make it this timeline's, where it holds none or an ended one.
    pub fn events(&mut self, new: Events) -> Applied {
        let Events { conversation, state, events } = new;
        let begins = events.first().is_some_and(|event| event.seq == 1);
        if self.conversation.as_ref() != Some(&conversation) {
            match (&self.conversation, begins) {
                (None, true) => {}
                (None, false) => return if events.is_empty() { Applied::Known } else { Applied::Gap },
                (Some(_), true) if self.state == StateView::Ended => {}
                (Some(_), _) => return Applied::Other,
            }
            self.clear();
            self.conversation = Some(conversation);
        }
        let held = self.last_seq();
        let fresh = events.iter().filter(|event| event.seq > held);
        if !fresh.clone().zip(held + 1..).all(|(event, due)| event.seq == due) {
            return Applied::Gap;
        }
        let count = fresh.count();
        if count == 0 {
            return Applied::Known;
        }
        self.events.extend(events.into_iter().filter(|event| event.seq > held));
        self.state = state;
        Applied::Fresh(count)
    }

    /// An older page; `false` where it does not join up, and nothing was changed.
    pub fn older(&mut self, page: Page) -> bool {
        let Page { conversation, events, older } = page;
        let first = self.first_seq();
        let joins = self.conversation.as_ref() == Some(&conversation)
            && events.last().is_none_or(|event| event.seq + 1 >= first)
            && events.first().is_none_or(|event| event.seq < first);
        if joins {
            self.events.splice(..0, events.into_iter().filter(|event| event.seq < first));
            self.older = older;
        }
        joins
    }

    /// What the visitor took back loses its words and files, as it has in the log. Gives the numbers of all that was.
    /// To be called after every change by whoever shows conversations of a messaging app; in a website's nothing is
    /// taken back.
    pub fn take_back(&mut self) -> Vec<u64> {
        let first = self.first_seq();
        let mut taken = Vec::new();
        for at in 0..self.events.len() {
            let Some(&What::Unsent { seq }) = self.events.get(at).map(|event| &event.what) else { continue };
            taken.push(seq);
            let place = seq.checked_sub(first).and_then(|place| usize::try_from(place).ok());
            let Some(event) = place.and_then(|place| self.events.get_mut(place)) else { continue };
            if let (Author::Visitor, What::Message(message)) = (&event.by, &mut event.what) {
                *message = Message { extra: Some(Extra::Unsent), ..Message::default() };
            }
        }
        taken
    }

    /// Which conversation; none before there is one.
    #[must_use]
    pub fn conversation(&self) -> Option<&ConversationId> {
        self.conversation.as_ref()
    }

    /// What is held, in order, without gaps.
    #[must_use]
    pub fn all(&self) -> &[Event] {
        &self.events
    }

    /// There is something before the first event held.
    #[must_use]
    pub fn has_older(&self) -> bool {
        self.older
    }

    /// The number of the first event held; 0 where none is.
    #[must_use]
    pub fn first_seq(&self) -> u64 {
        self.events.first().map_or(0, |event| event.seq)
    }

    /// The number of the last event; 0 where there is none.
    #[must_use]
    pub fn last_seq(&self) -> u64 {
        self.events.last().map_or(0, |event| event.seq)
    }

    /// The state after the last event.
    #[must_use]
    pub fn state(&self) -> &StateView {
        &self.state
    }

    /// What to say of this conversation in a greeting.
    #[must_use]
    pub fn have(&self) -> Option<Have> {
        let conversation = self.conversation.clone()?;
        Some(Have { epoch: self.epoch.clone(), conversation, after: self.last_seq() })
    }

    /// How far the other side has got.
    #[must_use]
    pub fn theirs(&self) -> Marks {
        self.theirs
    }

    /// The other side has got this far.
    pub fn they_marked(&mut self, marks: Marks) {
        self.theirs = farther(self.theirs, marks);
    }

    /// How far this reader has got.
    #[must_use]
    pub fn mine(&self) -> Marks {
        self.mine
    }

    /// All that is held has been received, and where `read` is set, seen. Gives the marks to tell the server, if they
    /// have grown since it was told last or since the last welcome.
    pub fn mark(&mut self, read: bool) -> Option<Marks> {
        let delivered = self.last_seq();
        let now = Marks { delivered, read: if read { delivered } else { 0 } };
        self.mine = farther(self.mine, now);
        if self.conversation.is_none() || self.mine == self.told {
            return None;
        }
        self.told = self.mine;
        Some(self.mine)
    }

    /// How many messages of those whom `counts` picks this reader has not seen, of the events held.
    #[must_use]
    pub fn unread(&self, counts: impl Fn(&Author) -> bool) -> usize {
        let unseen = self.events.iter().rev().take_while(|event| event.seq > self.mine.read);
        unseen.filter(|event| matches!(event.what, What::Message(_)) && counts(&event.by)).count()
    }
}

/// Marks only grow, whatever order they come in.
fn farther(one: Marks, other: Marks) -> Marks {
    Marks { delivered: one.delivered.max(other.delivered), read: one.read.max(other.read) }
}
