//! console: the one conversation that the page shows.

use baton_client::Timeline;
use baton_protocol::{
    ConversationId, Refusal,
    agent::{Brief, Summary, VisitorDetails},
    line::Undelivered,
    rich::Block,
    teaching::Taught,
};
use leptos::prelude::*;

/// What a person is asked before it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asks {
    /// To whom the chat is passed on.
    Transfer,
    /// Whether it ends.
    End,
}

/// A handle: copies show the same.
#[derive(Clone, Copy)]
pub(crate) struct Chat {
    pub(crate) id: RwSignal<Option<ConversationId>>,
    pub(crate) timeline: RwSignal<Timeline>,
    pub(crate) card: RwSignal<Option<Summary>>,
    pub(crate) visitor: RwSignal<Option<VisitorDetails>>,
    /// The name of the site that it came from.
    pub(crate) site: RwSignal<String>,
    pub(crate) brief: RwSignal<Brief>,
    /// Of a LINE conversation: the messages that have not reached LINE.
    pub(crate) undelivered: RwSignal<Vec<Undelivered>>,
    /// The message that the reply being written answers.
    pub(crate) quote: RwSignal<Option<u64>>,
    /// What is being written is a private note.
    pub(crate) private: RwSignal<bool>,
    /// Why a file cannot go with the reply.
    pub(crate) trouble: RwSignal<Option<String>>,
    /// The composer is wanted; each wish is another number.
    pub(crate) write: RwSignal<u32>,
    /// The message that is to come in sight.
    pub(crate) jump: RwSignal<Option<u64>>,
    /// What the conversation has taught the AI agent.
    pub(crate) taught: RwSignal<Vec<Taught>>,
    /// The message that is being corrected or taught.
    pub(crate) teaches: RwSignal<Option<u64>>,
    /// The question that stands before the conversation.
    pub(crate) asks: RwSignal<Option<Asks>>,
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
            site: RwSignal::new(String::new()),
            brief: RwSignal::new(Brief::default()),
            undelivered: RwSignal::new(Vec::new()),
            quote: RwSignal::new(None),
            private: RwSignal::new(false),
            trouble: RwSignal::new(None),
            write: RwSignal::new(0),
            jump: RwSignal::new(None),
            taught: RwSignal::new(Vec::new()),
            teaches: RwSignal::new(None),
            asks: RwSignal::new(None),
            draft: RwSignal::new(Vec::new()),
            loaded: RwSignal::new(false),
            missing: RwSignal::new(None),
            fetching: RwSignal::new(false),
        }
    }

    pub(crate) fn shows(self, id: &ConversationId) -> bool {
        self.id.with_untracked(|shown| shown.as_ref() == Some(id))
    }

    /// Changes the events that are held. What the visitor has taken back is gone from them, and from the brief.
    pub(crate) fn heard<T>(self, change: impl FnOnce(&mut Timeline) -> T) -> Option<T> {
        let mut taken = Vec::new();
        let result = self.timeline.try_update(|timeline| {
            let result = change(timeline);
            taken = timeline.take_back();
            result
        });
        if !taken.is_empty() {
            self.brief.update(|brief| {
                brief.question.take_if(|line| taken.contains(&line.seq));
                brief.open.retain(|line| !taken.contains(&line.seq));
                brief.contact.retain(|line| !taken.contains(&line.seq));
            });
        }
        result
    }

    /// Takes the writer to the composer: for a reply, or for a private note.
    pub(crate) fn compose(self, private: bool) {
        self.private.set(private);
        self.write.update(|wish| *wish = wish.wrapping_add(1));
    }

    pub(crate) fn shut(self) {
        self.id.set(None);
        self.timeline.set(Timeline::default());
        self.card.set(None);
        self.visitor.set(None);
        self.site.set(String::new());
        self.brief.set(Brief::default());
        self.undelivered.set(Vec::new());
        self.quote.set(None);
        self.private.set(false);
        self.trouble.set(None);
        self.jump.set(None);
        self.taught.set(Vec::new());
        self.teaches.set(None);
        self.asks.set(None);
        self.draft.set(Vec::new());
        self.loaded.set(false);
        self.missing.set(None);
        self.fetching.set(false);
    }
}
