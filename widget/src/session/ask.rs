//! widget: what a site wants to know before the first message of a conversation.

use baton_protocol::{StateView, event::Contact, file::Attachment, site::Asked, visitor::VisitorVerb};

use super::{Held, Part, Seen, Session, change, files::Picked, look_at, seen::Asks};
use crate::{field, reach};

/// Where this browser keeps that it was asked.
pub(super) const ASKED: &str = "asked";

impl Session {
    /// Keeps this until the form is filled in, and opens it; `false` where nothing has to be asked.
    pub(super) fn asks_first(self, verb: &VisitorVerb, files: &[Attachment]) -> bool {
        let opens = matches!(verb, VisitorVerb::Send { .. } | VisitorVerb::Request);
        let asks = opens && look_at(Held::has_to_ask);
        // What waits first is what goes.
        if asks && look_at(|held| held.asked.is_none()) {
            change(|held| {
                held.asked = Some((verb.clone(), files.to_vec()));
                // What was typed outlives the page, as it does in the composer.
                if let VisitorVerb::Send { text, .. } = verb {
                    held.storage.set(&held.key("text"), text);
                }
            });
            self.set(Part::Contact, |seen| seen.asks = Asks::Before);
        }
        asks
    }

    /// The words that wait for the form.
    pub(crate) fn waiting(self) -> String {
        look_at(|held| match &held.asked {
            Some((VisitorVerb::Send { text, .. }, _)) => text.clone(),
            _ => String::new(),
        })
    }

    /// Takes what the form says, and says what has waited for it; what is wrong is shown.
    pub(crate) fn answer(self, contact: &Contact) {
        let wrong = reach::wrong_before(contact, self.peek(|seen| seen.site.form));
        self.set(Part::Contact, |seen| seen.wrong = wrong);
        if !wrong.is_none() {
            return;
        }
        let waited = change(|held| {
            held.storage.set(&held.key(ASKED), "1");
            held.identity.put("name", &contact.name);
            held.identity.put("email", &contact.email);
            held.seen.asks = Asks::Nothing;
            held.keep_text();
            held.asked.take()
        });
        self.notify(Part::Contact);
        self.say_identity();
        field::take_up();
        if let Some((verb, files)) = waited {
            self.act_with(verb, files);
        }
    }

    /// Puts what has waited for the form back into the composer.
    pub(crate) fn forgo(self) {
        self.set(Part::Contact, |seen| seen.asks = Asks::Nothing);
        if let Some((VisitorVerb::Send { text, .. }, files)) = change(|held| held.asked.take()) {
            self.set(Part::Tray, |seen| seen.tray.extend(files.into_iter().map(Picked::stored)));
            self.fill(text);
        }
        field::take_up();
    }
}

impl Held {
    /// A conversation is about to begin, and something is wanted that nobody has said yet.
    fn has_to_ask(&self) -> bool {
        let Seen { site, verified, known, .. } = &self.seen;
        let due = |asked, known: &str| asked != Asked::No && known.is_empty();
        let begins = self.timeline.conversation().is_none() || *self.timeline.state() == StateView::Ended;
        begins
            && !verified
            && (due(site.form.name, &known.0) || due(site.form.email, &known.1))
            && self.storage.get(&self.key(ASKED)).is_none()
    }
}
