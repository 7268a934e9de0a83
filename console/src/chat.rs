//! console: the one conversation that the page shows.

use baton_client::Timeline;
use baton_protocol::{
    ConversationId, Refusal,
    agent::{Summary, VisitorDetails},
    rich::Block,
};
use leptos::prelude::*;

/// A handle: copies show the same.
#[derive(Clone, Copy)]
pub(crate) struct Chat {
    pub(crate) id: RwSignal<Option<ConversationId>>,
    pub(crate) timeline: RwSignal<Timeline>,
    pub(crate) card: RwSignal<Option<Summary>>,
    pub(crate) visitor: RwSignal<Option<VisitorDetails>>,
    /// The AI agent's words so far; empty where it is silent.
    pub(crate) draft: RwSignal<Vec<Block>>,
    /// The server has answered: what is shown is the conversation.
    pub(crate) loaded: RwSignal<bool>,
    /// Why it cannot be shown.
    pub(crate) missing: RwSignal<Option<Refusal>>,
    /// An older page is on its way.
    pub(crate) fetching: RwSignal<bool>,
}

impl Chat {
    pub(crate) fn new() -> Self {
        Self {
            id: RwSignal::new(None),
            timeline: RwSignal::new(Timeline::default()),
            card: RwSignal::new(None),
            visitor: RwSignal::new(None),
            draft: RwSignal::new(Vec::new()),
            loaded: RwSignal::new(false),
            missing: RwSignal::new(None),
            fetching: RwSignal::new(false),
        }
    }

    pub(crate) fn shows(self, id: &ConversationId) -> bool {
        self.id.with_untracked(|shown| shown.as_ref() == Some(id))
    }

    pub(crate) fn shut(self) {
        self.id.set(None);
        self.timeline.set(Timeline::default());
        self.card.set(None);
        self.visitor.set(None);
        self.draft.set(Vec::new());
        self.loaded.set(false);
        self.missing.set(None);
        self.fetching.set(false);
    }
}
