//! tests: one conversation as a client shows it. Whatever the server tells must fit: numbers without gaps, from 1.

use baton_protocol::{
    Author, ClientId, ConversationId, Event, StateView, What,
    event::Message,
    state::{Events, Marks, Page, Snapshot},
    visitor::Have,
};

/// A conversation on a screen.
#[derive(Clone, Debug)]
pub struct Screen {
    /// Which one.
    pub id: ConversationId,
    /// Its log as far as it is held, oldest first.
    pub log: Vec<Event>,
    /// Where it stands.
    pub state: StateView,
    /// How far this side has got, as the server remembered.
    pub mine: Marks,
    /// How far the other side has got.
    pub theirs: Marks,
}

impl Screen {
    pub(crate) fn new(snapshot: Snapshot) -> Self {
        let Snapshot { page, state, mine, theirs } = snapshot;
        check(&page);
        Self { id: page.conversation, log: page.events, state, mine, theirs }
    }

    /// Nothing of a conversation that begins.
    pub(crate) const fn begin(id: ConversationId) -> Self {
        let none = Marks { delivered: 0, read: 0 };
        Self { id, log: Vec::new(), state: StateView::Ai, mine: none, theirs: none }
    }

    pub(crate) fn follow(&mut self, events: Events) {
        assert_eq!(events.conversation, self.id, "events of another conversation");
        for event in events.events {
            assert_eq!(event.seq, self.last() + 1, "a gap or a repetition: {event:?} after {:?}", self.log);
            self.log.push(event);
        }
        self.state = events.state;
    }

    pub(crate) fn precede(&mut self, page: Page) {
        assert_eq!(page.conversation, self.id, "a page of another conversation");
        check(&page);
        let first = self.log.first().map_or(1, |event| event.seq);
        if let Some(last) = page.events.last() {
            assert_eq!(last.seq + 1, first, "the page does not end where it was asked to");
        }
        self.log.splice(0..0, page.events);
    }

    /// The number of the last event; 0 where there is none.
    #[must_use]
    pub fn last(&self) -> u64 {
        self.log.last().map_or(0, |event| event.seq)
    }

    /// What this client holds.
    #[must_use]
    pub fn have(&self, epoch: &str) -> Have {
        Have { epoch: epoch.to_owned(), conversation: self.id.clone(), after: self.last() }
    }

    /// Every message with its number and author.
    pub fn messages(&self) -> impl Iterator<Item = (u64, &Author, &Message)> {
        self.log.iter().filter_map(|event| match &event.what {
            What::Message(message) => Some((event.seq, &event.by, message)),
            _ => None,
        })
    }

    /// The texts of one author's messages.
    #[must_use]
    pub fn texts(&self, author: &Author) -> Vec<&str> {
        let by = |by: &Author| std::mem::discriminant(by) == std::mem::discriminant(author);
        self.messages().filter(|(_, who, _)| by(who)).map(|(_, _, message)| message.text.as_str()).collect()
    }

    /// The visitor's texts.
    #[must_use]
    pub fn visitor_said(&self) -> Vec<&str> {
        self.texts(&Author::Visitor)
    }

    /// The AI agent's messages.
    #[must_use]
    pub fn ai_said(&self) -> Vec<&Message> {
        self.messages().filter(|(_, by, _)| **by == Author::Ai).map(|(_, _, message)| message).collect()
    }

    /// The live agents' texts.
    #[must_use]
    pub fn agents_said(&self) -> Vec<&str> {
        self.messages()
            .filter(|(_, by, _)| matches!(by, Author::Agent(_)))
            .map(|(_, _, message)| message.text.as_str())
            .collect()
    }

    /// The numbers of the events with this client id.
    #[must_use]
    pub fn places(&self, id: ClientId) -> Vec<u64> {
        self.messages().filter(|(_, _, message)| message.client_id == Some(id)).map(|(seq, ..)| seq).collect()
    }

    /// The number of the last event that is so.
    pub fn find(&self, is: impl Fn(&What) -> bool) -> Option<u64> {
        self.log.iter().rev().find(|event| is(&event.what)).map(|event| event.seq)
    }

    /// The AI agent has said something after this event.
    #[must_use]
    pub fn ai_spoke_after(&self, seq: u64) -> bool {
        self.messages().any(|(at, by, _)| at > seq && *by == Author::Ai)
    }

    /// A live agent of this name holds the chat.
    #[must_use]
    pub fn is_with(&self, name: &str) -> bool {
        matches!(&self.state, StateView::Live { agent } if agent.name == name)
    }

    /// A transfer request is open.
    #[must_use]
    pub const fn is_requested(&self) -> bool {
        matches!(self.state, StateView::Requested { .. })
    }
}

fn check(page: &Page) {
    for pair in page.events.windows(2) {
        assert_eq!(pair[0].seq + 1, pair[1].seq, "a gap in a page");
    }
    if let Some(first) = page.events.first() {
        assert_eq!(page.older, first.seq > 1, "whether there are older events");
    }
}
