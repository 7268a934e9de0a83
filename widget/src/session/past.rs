//! widget: what the rows of the log are drawn from, looked up when they are drawn.

use baton_protocol::{ClientId, Event, event::Message, visitor::VisitorVerb};

use super::{Part, Session, look_at};
use crate::rows::{self, Fate};

impl Session {
    /// The event of this number, where it is held.
    pub(crate) fn event(self, seq: u64) -> Option<Event> {
        look_at(|held| {
            let events = held.shown().all();
            let at = seq.checked_sub(held.shown().first_seq())?;
            events.get(at as usize).cloned()
        })
    }

    /// A message that the log does not have yet.
    pub(crate) fn unsent(self, id: ClientId) -> Message {
        look_at(|held| {
            let mut message = Message { client_id: Some(id), ..Message::default() };
            if let Some(unsent) = held.outbox.unsent().chain(&held.settling).find(|one| one.id == id)
                && let VisitorVerb::Send { text, .. } = &unsent.what
            {
                message.text.clone_from(text);
                message.files.clone_from(&unsent.files);
            }
            message
        })
    }

    /// What became of an own message, and whether it is the last one. Follows the rows.
    pub(crate) fn fate(self, key: u128, id: Option<ClientId>, seq: u64) -> (Fate, bool) {
        self.follow(Part::Rows);
        look_at(|held| {
            let last = held.seen.rows.iter().rev().find(|row| row.own).is_some_and(|row| row.key == key);
            let pending = held.outbox.unsent().find(|unsent| Some(unsent.id) == id);
            let fate = match pending {
                Some(pending) if pending.failed.is_some() => Fate::Failed,
                Some(_) => Fate::Sending,
                None => {
                    let named = || id.and_then(|id| rows::seq_of(held.timeline.all(), id));
                    let seq = if seq > 0 { seq } else { named().unwrap_or(u64::MAX) };
                    rows::fate(seq, held.timeline.theirs())
                }
            };
            (fate, last)
        })
    }

    /// This event came while the visitor was there to see it come.
    pub(crate) fn is_fresh(self, seq: u64) -> bool {
        look_at(|held| seq > held.calm && held.past.is_none())
    }

    /// The number of the first event held.
    pub(crate) fn first_seq(self) -> u64 {
        look_at(|held| held.shown().first_seq())
    }
}
