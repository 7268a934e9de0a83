//! widget: what the visitor does.

use baton_client::browser;
use baton_protocol::{
    ClientId,
    file::Attachment,
    visitor::{VisitorFrame, VisitorVerb},
};

use super::{
    Part, Seen, Session, change,
    files::{Picked, Stands, ids},
    look_at,
};
use crate::{field, say::Said};

/// While the visitor writes, the other side is told this often, milliseconds.
const TYPING: i64 = 3_000;

impl Session {
    /// Sends what stands in the composer.
    pub(crate) fn send(self) {
        if look_at(|held| held.line.is_none()) || !self.peek(|seen| seen.can_go() && !seen.is_closed()) {
            return;
        }
        let loads = self.peek(Seen::is_loading);
        self.wait(loads);
        if loads {
            return;
        }
        let text = self.peek(|seen| seen.text.trim().to_owned());
        let mut files = Vec::new();
        for picked in change(|held| std::mem::take(&mut held.seen.tray)) {
            if let Stands::Stored(file) = picked.stands {
                files.push(file);
            }
        }
        self.notify(Part::Tray);
        self.fill(String::new());
        self.send_this(text, files);
    }

    /// What stands in the composer goes by itself once its files are stored, or no longer: who changes it has not
    /// finished.
    pub(super) fn wait(self, on: bool) {
        change(|held| held.waits = on);
    }

    /// Sends these words and files, whatever stands in the composer.
    pub(crate) fn send_this(self, text: String, files: Vec<Attachment>) {
        self.set(Part::Unread, |seen| seen.away = false);
        self.offer_contact(false);
        field::take_up();
        self.act_with(VisitorVerb::Send { text, files: ids(&files) }, files);
    }

    /// The composer holds this text, as the visitor has typed it.
    pub(crate) fn typed(self, text: String) {
        let writes = !text.trim().is_empty();
        self.wait(false);
        self.set(Part::Text, |seen| seen.text = text);
        look_at(super::Held::keep_text);
        self.types_now(writes);
    }

    /// Writes these words where the caret stands in the composer.
    pub(crate) fn insert(self, words: &str) {
        if let Some(text) = field::insert(words) {
            self.typed(text);
        }
        field::take_up();
    }

    /// Puts this text into the composer.
    pub(super) fn fill(self, text: String) {
        field::fill(&text);
        self.typed(text);
    }

    /// Tells the other side that the visitor is writing or has stopped.
    pub(crate) fn types_now(self, on: bool) {
        let now = browser::now().0;
        let due = change(|held| {
            let due = if on { now - held.typing_said >= TYPING } else { held.typing_said != 0 };
            if due {
                held.typing_said = if on { now } else { 0 };
            }
            due
        });
        if due {
            self.say(VisitorFrame::Typing(on));
        }
    }

    /// Does this, unless something like it is under way: Talk to Live Agent, take it back, close the chat.
    pub(crate) fn ask(self, verb: VisitorVerb) {
        if !self.peek(|seen| seen.busy) {
            // The button that had the focus is about to go.
            field::take_up();
            self.act(verb);
        }
    }

    /// Sends a refused message again.
    pub(crate) fn retry(self, id: ClientId) {
        let frame = change(|held| {
            let frame = held.outbox.retry(id);
            held.keep_unsent();
            frame
        });
        self.show();
        if let Some(frame) = frame {
            self.say(frame);
        }
    }

    /// Takes a refused message back into the composer.
    pub(crate) fn edit(self, id: ClientId) {
        let message = self.unsent(id);
        change(|held| {
            held.outbox.discard(id);
            held.keep_unsent();
            for file in message.files {
                held.seen.tray.push(Picked::stored(file));
            }
        });
        self.show();
        self.notify(Part::Tray);
        self.fill(message.text);
        field::take_up();
    }

    /// Asks for the page before the first event held, where there is one.
    pub(crate) fn older(self) {
        self.page_back();
        let frame = change(|held| {
            let due = held.past.is_none() && !held.paging && held.timeline.has_older();
            let conversation = held.timeline.conversation().filter(|_| due)?.clone();
            held.paging = true;
            Some(VisitorFrame::Older { conversation, before: held.timeline.first_seq() })
        });
        if let Some(frame) = frame {
            self.say(frame);
        }
    }

    pub(super) fn act(self, verb: VisitorVerb) {
        self.act_with(verb, Vec::new());
    }

    pub(super) fn act_with(self, verb: VisitorVerb, files: Vec<Attachment>) {
        if self.asks_first(&verb, &files) {
            return;
        }
        let frame = change(|held| {
            // A preview does nothing.
            held.line.as_ref()?;
            held.settle();
            held.seen.problem.clear();
            let frame = held.outbox.push_with(browser::new_client_id(), None, verb, files);
            held.keep_unsent();
            frame.filter(|_| !held.proving)
        });
        self.show();
        if let Some(frame) = frame {
            self.say(frame);
        }
    }

    pub(super) fn say(self, frame: VisitorFrame) {
        self.say_this(Said::Frame(frame));
    }

    pub(super) fn say_this(self, said: Said) {
        // The line may answer at once, so nothing is borrowed while it speaks.
        if let Some(line) = look_at(|held| held.line.clone()) {
            line.say(said);
        }
    }

    /// Says what the page around has said of its visitor, if it has.
    pub(super) fn say_identity(self) {
        if let Some(said) = look_at(|held| held.identity.said()) {
            self.say_this(said);
        }
    }

    pub(super) fn refresh(self) {
        if let Some(line) = look_at(|held| held.line.clone()) {
            line.refresh();
        }
    }
}
