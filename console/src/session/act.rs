//! console: what the live agent does, as commands that wait in the outbox until the server has answered.

use baton_client::browser::new_client_id;
use baton_protocol::{
    ClientId, ConversationId, StateView,
    agent::{AgentFrame, AgentVerb},
    file::Attachment,
    people::Role,
};
use leptos::prelude::*;

use super::Session;
use crate::toasts::Offer;

impl Session {
    /// Shows this conversation, or none.
    pub(crate) fn show(self, id: Option<ConversationId>) {
        let before = self.chat.id.get_untracked();
        if before == id {
            return;
        }
        if let Some(before) = before {
            self.say(AgentFrame::Shut(before));
        }
        self.chat.shut();
        if let Some(id) = id {
            self.rung.update(|rung| rung.retain(|known| *known != id));
            self.chat.card.set(self.cards.with_untracked(|cards| cards.get(&id).cloned()));
            self.chat.id.set(Some(id.clone()));
            self.say(AgentFrame::Open(id));
        }
    }

    /// Gives a command; nothing where the same one is already on its way.
    pub(crate) fn order(self, conversation: &ConversationId, what: AgentVerb) {
        if self.under_way(conversation, &what) {
            return;
        }
        self.rung.update(|rung| rung.retain(|known| known != conversation));
        self.put(conversation, what);
    }

    /// This very command has been given and not answered.
    pub(crate) fn under_way(self, conversation: &ConversationId, what: &AgentVerb) -> bool {
        self.outbox.with(|outbox| {
            outbox
                .unsent()
                .any(|unsent| unsent.conversation.as_ref() == Some(conversation) && unsent.what == *what)
        })
    }

    /// Says something to the visitor.
    pub(crate) fn reply(
        self,
        conversation: &ConversationId,
        text: String,
        quote: Option<u64>,
        files: Vec<Attachment>,
    ) {
        let names = files.iter().map(|file| file.id.clone()).collect();
        self.put_with(conversation, AgentVerb::Send { text, quote, files: names }, files);
        self.keep_outbox();
    }

    /// Writes down something that the visitor never sees.
    pub(crate) fn note(self, conversation: &ConversationId, text: String) {
        self.put(conversation, AgentVerb::Note { text });
        self.keep_outbox();
    }

    /// Does what a toast offers.
    pub(crate) fn accept_offer(self, offer: &Offer) {
        match offer {
            Offer::Reactivate(conversation) => untrack(|| self.order(conversation, AgentVerb::Reactivate)),
            Offer::Available => self.make_available(true),
            Offer::PutBack(address, entry) => self.put_back(address.clone(), entry.as_ref().clone()),
            Offer::Restore(address) => self.restore(address.clone()),
        }
    }

    fn put(self, conversation: &ConversationId, what: AgentVerb) {
        self.put_with(conversation, what, Vec::new());
    }

    fn put_with(self, conversation: &ConversationId, what: AgentVerb, files: Vec<Attachment>) {
        let mut frame = None;
        self.outbox.update(|outbox| {
            frame = outbox.push_with(new_client_id(), Some(conversation.clone()), what, files);
        });
        if let Some(frame) = frame {
            self.say(frame);
        }
    }

    /// Tries a refused message again.
    pub(crate) fn retry(self, id: ClientId) {
        let mut frame = None;
        self.outbox.update(|outbox| frame = outbox.retry(id));
        self.keep_outbox();
        if let Some(frame) = frame {
            self.say(frame);
        }
    }

    /// Gives up a refused message.
    pub(crate) fn discard(self, id: ClientId) {
        self.outbox.update(|outbox| {
            outbox.discard(id);
        });
        self.keep_outbox();
    }

    pub(crate) fn make_available(self, on: bool) {
        // Shown at once; the server's answer, or the next welcome, has the last word.
        self.switch.set(on);
        self.say(AgentFrame::Available(on));
    }

    /// Asks for the page before the first event shown.
    pub(crate) fn older(self) {
        let wanted = self.chat.timeline.with_untracked(|timeline| {
            let conversation = timeline.conversation().filter(|_| timeline.has_older())?;
            Some(AgentFrame::Older { conversation: conversation.clone(), before: timeline.first_seq() })
        });
        if let Some(frame) = wanted.filter(|_| !self.chat.fetching.get_untracked()) {
            self.chat.fetching.set(true);
            self.say(frame);
        }
    }

    /// Tells how far I have got in a chat that I hold. A look at somebody else's, or at a request, leaves no mark: the
    /// visitor would take it for an answer that is coming.
    pub(crate) fn mark(self, seen: bool) {
        let Some(conversation) = self.chat.id.get_untracked() else { return };
        if !self.holds(&self.chat.timeline.with_untracked(|timeline| timeline.state().clone())) {
            return;
        }
        let marks = self.chat.timeline.try_update_untracked(|timeline| timeline.mark(seen)).flatten();
        if let Some(marks) = marks {
            if seen {
                self.cards.update(|cards| cards.seen(&conversation));
            }
            self.say(AgentFrame::Marks { conversation, delivered: marks.delivered, read: marks.read });
        }
    }

    /// My role is at least this one.
    pub(crate) fn may(self, role: Role) -> bool {
        self.me.with(|me| me.as_ref().is_some_and(|me| me.role >= role))
    }

    /// In this state the chat is mine.
    pub(crate) fn holds(self, state: &StateView) -> bool {
        match state {
            StateView::Live { agent } => self.me.with(|me| me.as_ref().is_some_and(|me| me.id == agent.id)),
            StateView::Ai | StateView::Requested { .. } | StateView::Completed | StateView::Ended => false,
        }
    }
}
