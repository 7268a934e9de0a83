//! widget: what the visitor does.

use baton_client::browser;
use baton_protocol::{
    ClientId,
    event::Contact,
    visitor::{VisitorFrame, VisitorVerb},
};
use leptos::prelude::*;

use super::Session;

/// While the visitor writes, the other side is told this often, milliseconds.
const TYPING: i64 = 3_000;

impl Session {
    /// Sends what stands in the composer.
    pub(crate) fn send(self) {
        let text = self.text.get_untracked();
        let text = text.trim();
        if text.is_empty() || text.chars().count() > baton_protocol::limits::MESSAGE_CHARS {
            return;
        }
        self.send_this(text);
        self.write(String::new());
    }

    /// Sends these words, whatever stands in the composer.
    pub(crate) fn send_this(self, text: &str) {
        self.at_end.set(true);
        self.contact.set(false);
        self.take_up();
        self.act(VisitorVerb::Send { text: text.to_owned() });
    }

    /// The composer holds this text from now on.
    pub(crate) fn write(self, text: String) {
        let writes = !text.trim().is_empty();
        self.held.update_value(|held| held.storage.set(&held.key("draft"), &text));
        self.text.set(text);
        self.types_now(writes);
    }

    /// Tells the other side that the visitor is writing or has stopped.
    pub(crate) fn types_now(self, on: bool) {
        let now = browser::now().0;
        let due = self.held.try_update_value(|held| {
            let due = if on { now - held.typing_said >= TYPING } else { held.typing_said != 0 };
            if due {
                held.typing_said = if on { now } else { 0 };
            }
            due
        });
        if due == Some(true) {
            self.say(VisitorFrame::Typing(on));
        }
    }

    /// Talk to Live Agent.
    pub(crate) fn request(self) {
        if !self.busy.get_untracked() {
            self.take_up();
            self.act(VisitorVerb::Request);
        }
    }

    /// Takes the request back.
    pub(crate) fn cancel(self) {
        if !self.busy.get_untracked() {
            self.take_up();
            self.act(VisitorVerb::Cancel);
        }
    }

    /// Closes the chat.
    pub(crate) fn end(self) {
        if !self.busy.get_untracked() {
            self.act(VisitorVerb::End);
        }
    }

    /// Leaves a message and how to reach the visitor.
    pub(crate) fn leave(self, contact: Contact) {
        self.act(VisitorVerb::Contact(contact));
    }

    /// Sends a refused message again.
    pub(crate) fn retry(self, id: ClientId) {
        let frame = self.held.try_update_value(|held| {
            let frame = held.outbox.retry(id);
            held.keep();
            frame
        });
        self.show();
        if let Some(frame) = frame.flatten() {
            self.say(frame);
        }
    }

    /// Takes a refused message back into the composer.
    pub(crate) fn edit(self, id: ClientId) {
        let text = self.unsent(id);
        self.held.update_value(|held| {
            held.outbox.discard(id);
            held.keep();
        });
        self.show();
        self.write(text);
        self.take_up();
    }

    /// Puts the focus into the composer: what had it is about to go.
    pub(crate) fn take_up(self) {
        self.focus.update(|times| *times += 1);
    }

    /// Asks for the page before the first event held, where there is one.
    pub(crate) fn older(self) {
        let frame = self.held.try_update_value(|held| {
            if held.paging || !held.timeline.has_older() {
                return None;
            }
            let conversation = held.timeline.conversation()?.clone();
            held.paging = true;
            Some(VisitorFrame::Older { conversation, before: held.timeline.first_seq() })
        });
        if let Some(frame) = frame.flatten() {
            self.say(frame);
        }
    }

    fn act(self, verb: VisitorVerb) {
        let frame = self.held.try_update_value(|held| {
            let frame = held.outbox.push(browser::new_client_id(), None, verb);
            held.keep();
            frame
        });
        self.problem.set(String::new());
        self.show();
        if let Some(frame) = frame.flatten() {
            self.say(frame);
        }
    }

    pub(super) fn say(self, frame: VisitorFrame) {
        // The line may answer at once, so nothing is borrowed while it speaks.
        if let Some(line) = self.held.with_value(|held| held.line.clone()) {
            line.say(frame);
        }
    }

    pub(super) fn refresh(self) {
        if let Some(line) = self.held.with_value(|held| held.line.clone()) {
            line.refresh();
        }
    }
}
