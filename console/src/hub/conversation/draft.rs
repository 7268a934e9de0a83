//! console: what is being written, kept in the tab, and the visitor's knowledge that somebody writes.

use baton_protocol::{ConversationId, agent::AgentFrame};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::session::Session;

/// Where a draft is kept in the tab's storage; followed by the conversation.
const DRAFT: &str = "baton.console.draft.";
/// Where is kept that the draft is a private note; followed by the conversation.
const PRIVATE: &str = "baton.console.private.";
/// News that I write goes out at most this often, in milliseconds; so long a rest means that I have stopped.
const TYPING_MS: u32 = 3_000;

/// The draft of this conversation, which the tab keeps from now on.
pub(super) fn kept(session: Session, id: &ConversationId) -> RwSignal<String> {
    let chat = session.chat;
    let (key, private) = (format!("{DRAFT}{id}"), format!("{PRIVATE}{id}"));
    let text = RwSignal::new(session.tab().get(&key).unwrap_or_default());
    // A note that was left half written must not come back as a reply.
    chat.private.set(session.tab().get(&private).is_some());
    let id = id.clone();
    Effect::new(move |_| {
        let is_private = chat.private.get();
        text.track();
        if !chat.shows(&id) {
            return;
        }
        let tab = session.tab();
        text.with(|text| if text.is_empty() { tab.remove(&key) } else { tab.set(&key, text) });
        if is_private && text.with(|text| !text.is_empty()) {
            tab.set(&private, "1");
        } else {
            tab.remove(&private);
        }
    });
    text
}

/// Tells the visitor that I am writing, not oftener than needed.
#[derive(Clone, Copy)]
pub(super) struct Typing {
    session: Session,
    id: StoredValue<ConversationId>,
    told: RwSignal<Option<i64>>,
    rest: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Typing {
    pub(super) fn new(session: Session, id: ConversationId) -> Self {
        Self {
            session,
            id: StoredValue::new(id),
            told: RwSignal::new(None),
            rest: StoredValue::new_local(None),
        }
    }

    pub(super) fn on(self) {
        let now = baton_client::browser::now().0;
        if self.told.get_untracked().is_none_or(|told| now - told >= i64::from(TYPING_MS)) {
            self.told.set(Some(now));
            self.say(true);
        }
        self.rest.set_value(Some(Timeout::new(TYPING_MS, move || self.stop())));
    }

    pub(super) fn stop(self) {
        // Gone with the composer already, where the page is being left.
        let Some(told) = self.told.try_update_untracked(Option::take) else { return };
        let _ = self.rest.try_update_value(Option::take);
        if told.is_some() {
            self.say(false);
        }
    }

    fn say(self, on: bool) {
        self.session.say(AgentFrame::Typing { conversation: self.id.get_value(), on });
    }
}
