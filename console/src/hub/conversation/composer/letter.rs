//! console: a reply or a private note on its way out of the composer: what it waits for, and what then goes.

use baton_protocol::{ConversationId, limits};
use leptos::prelude::*;

use crate::{session::Session, tray::Ready, words::t};

/// A handle: copies are the same letter.
#[derive(Clone, Copy)]
pub(super) struct Letter {
    session: Session,
    id: StoredValue<ConversationId>,
    text: RwSignal<String>,
    pub(super) length: Memo<usize>,
    ready: Memo<Ready>,
    with_files: Memo<bool>,
    /// It goes as soon as its files are there.
    pub(super) due: RwSignal<bool>,
}

impl Letter {
    pub(super) fn new(session: Session, id: ConversationId, text: RwSignal<String>) -> Self {
        let id = StoredValue::new(id);
        let tray = session.tray;
        let with_files =
            Memo::new(move |_| !session.chat.private.get() && id.with_value(|id| !tray.of(id).is_empty()));
        let letter = Self {
            session,
            id,
            text,
            length: Memo::new(move |_| text.with(|text| text.chars().count())),
            ready: Memo::new(move |_| id.with_value(|id| tray.ready(id))),
            with_files,
            due: RwSignal::new(false),
        };
        Effect::new(move |_| letter.follow());
        letter
    }

    pub(super) fn too_long(self) -> bool {
        self.length.get() > limits::MESSAGE_CHARS
    }

    /// There is something to send; files need no words.
    pub(super) fn can_go(self) -> bool {
        (self.text.with(|text| !text.trim().is_empty()) || self.with_files.get()) && !self.too_long()
    }

    /// Sends it, or lets it wait for its files.
    pub(super) fn send(self) {
        if !untrack(|| self.can_go()) {
            return;
        }
        let chat = self.session.chat;
        let ready = if chat.private.get_untracked() { Ready::Yes } else { self.ready.get_untracked() };
        match ready {
            Ready::Yes => self.go(),
            Ready::Sending => self.due.set(true),
            Ready::Failed => chat.trouble.set(Some(t("files.failed_first").to_owned())),
        }
    }

    fn follow(self) {
        let (ready, private) = (self.ready.get(), self.session.chat.private.get());
        if !self.due.get() {
            return;
        }
        match ready {
            Ready::Sending if !private => {}
            Ready::Yes if !private && untrack(|| self.can_go()) => self.go(),
            // What has come between is to be looked at first.
            Ready::Yes | Ready::Sending | Ready::Failed => self.due.set(false),
        }
    }

    fn go(self) {
        let (session, chat) = (self.session, self.session.chat);
        let (id, text) = (self.id.get_value(), self.text.get_untracked());
        self.due.set(false);
        chat.trouble.set(None);
        if chat.private.get_untracked() {
            session.note(&id, text);
        } else {
            session.reply(&id, text, chat.quote.get_untracked(), session.tray.take(&id));
            chat.quote.set(None);
        }
        // A note may follow a note: what was private never becomes a reply by itself.
        self.text.set(String::new());
    }
}
