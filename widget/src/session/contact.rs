//! widget: leaving a message and how to reach the visitor.

use baton_protocol::{StateView, event::Contact, visitor::VisitorVerb};

use super::{Asks, Part, Session};
use crate::reach;

impl Session {
    /// Opens or closes the form; it opens only while nobody else than the AI agent is there.
    pub(crate) fn offer_contact(self, open: bool) {
        self.set(Part::Contact, |seen| {
            if seen.asks != Asks::Before {
                let may = open && seen.state == StateView::Ai;
                seen.asks = if may { Asks::Message } else { Asks::Nothing };
            }
        });
    }

    /// Sends the form where nothing in it is wrong; what is wrong is shown.
    pub(crate) fn leave(self, contact: Contact) {
        let wrong = reach::wrong(&contact);
        self.set(Part::Contact, |seen| seen.wrong = wrong);
        if wrong.is_none() && !self.peek(|seen| seen.busy) {
            self.act(VisitorVerb::Contact(contact));
        }
    }
}
