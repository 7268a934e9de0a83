//! The bus carries hints that something is new, never the truth: a lost or doubled hint costs a look into the store.

pub(crate) mod ears;
pub(crate) mod local;

use std::sync::Arc;

use baton_protocol::{
    AgentId, Author, Event, VisitorId,
    line::UndeliveredList,
    rich::Block,
    state::{Marks, Queue},
};

pub(crate) use ears::{Ear, Ears};

use crate::store::model::{ConversationKey, Head, SiteId, TokenHash};

/// What can be listened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Topic {
    /// All that one visitor's clients should hear.
    Visitor(VisitorId),
    /// Whoever holds this token is stored: it has said its first words in another tab.
    Stranger(TokenHash),
    /// One conversation, for the live agents who look at it.
    Conversation(ConversationKey),
    /// One live agent's cards and switch.
    Agent(AgentId),
    /// Who works here, and who of them is available.
    Crew,
    /// One site's look and settings.
    Site(SiteId),
    /// Every conversation that lives in the messaging app LINE.
    Line,
}

/// Something is new. Small, because every connection's queue holds some.
#[derive(Clone, Debug)]
pub(crate) enum Hint {
    Advanced(Arc<Advance>),
    /// This stranger is a stored visitor from now on.
    Known(VisitorId),
    /// A conversation's card has changed.
    Card(Arc<Head>),
    Typing(Arc<Typing>),
    Draft(Arc<Draft>),
    Marks(Arc<Marked>),
    /// What of a conversation has not reached its messaging app.
    Undelivered(Arc<UndeliveredList>),
    /// The visitor's place among those who wait.
    Queue(Box<Queue>),
    /// Who works here, or who of them is available, has changed.
    Crew,
    /// The site's look and settings have changed.
    Site,
    /// The live agent's own switch.
    Switch(bool),
    /// Whoever this is may do other things than before, or is somebody else: they greet again.
    Rights,
    /// The visitor was erased, and is a stranger from now on.
    Erased,
    /// This session is over.
    SignedOut(Arc<TokenHash>),
}

/// A conversation has come further. The events are an offer: whoever misses some reads them from the store.
#[derive(Debug)]
pub(crate) struct Advance {
    pub(crate) head: Arc<Head>,
    pub(crate) events: Vec<Event>,
}

/// Somebody writes, or has stopped.
#[derive(Debug)]
pub(crate) struct Typing {
    pub(crate) conversation: ConversationKey,
    pub(crate) visitor: VisitorId,
    pub(crate) by: Author,
    pub(crate) on: bool,
}

/// The AI agent's words so far.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) conversation: ConversationKey,
    pub(crate) blocks: Vec<Block>,
}

/// One side has got further.
#[derive(Debug)]
pub(crate) struct Marked {
    pub(crate) conversation: ConversationKey,
    pub(crate) visitor: VisitorId,
    pub(crate) marks: Marks,
}

/// Carries hints from whoever commits to whoever listens.
pub(crate) trait Bus: Send + Sync {
    /// Tells everybody who listens to `topic`. Never waits: an ear that is full misses the hint and knows it.
    fn publish(&self, topic: Topic, hint: Hint);
    /// `ear` hears `topic` from now on.
    fn subscribe(&self, topic: Topic, ear: Ear);
    /// The ear of this number no longer hears `topic`.
    fn unsubscribe(&self, topic: Topic, ear: u64);
    /// Somebody listens to `topic`.
    fn listens(&self, topic: Topic) -> bool;
}
