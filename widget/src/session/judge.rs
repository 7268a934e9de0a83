//! widget: what the visitor thinks of an answer: unsent, or in the log.

use baton_client::Outbox;
use baton_protocol::{Event, StateView, What, visitor::VisitorVerb};

use super::{Session, change, look_at};
use crate::rows;

impl Session {
    /// Says whether the answer of this number helped, in place of what was said before.
    pub(crate) fn judge(self, seq: u64, helpful: bool) {
        // An answer of a conversation of before has been judged, or has not.
        if !self.is_past() && self.verdict(seq) != Some(helpful) {
            change(|held| forget(&mut held.outbox, seq, None));
            self.act(VisitorVerb::Judge { seq, helpful });
        }
    }

    /// Whether the answer of this number helped, where the visitor has said so.
    pub(crate) fn verdict(self, seq: u64) -> Option<bool> {
        look_at(|held| verdict(&held.outbox, held.shown().all(), seq))
    }

    /// What the AI agent asks back in the message of this number is still open: nothing was said since, and it listens.
    pub(crate) fn asks(self, seq: u64) -> bool {
        look_at(|held| {
            held.past.is_none()
                && matches!(held.timeline.state(), StateView::Ai | StateView::Requested { .. })
                && rows::is_newest(held.timeline.all(), &held.seen.rows, seq)
        })
    }
}

fn verdict(outbox: &Outbox<VisitorVerb>, events: &[Event], of: u64) -> Option<bool> {
    for unsent in outbox.unsent() {
        if let VisitorVerb::Judge { seq, helpful } = unsent.what
            && seq == of
        {
            return Some(helpful);
        }
    }
    for event in events.iter().rev().take_while(|event| event.seq > of) {
        if let What::Judged { seq, helpful } = event.what
            && seq == of
        {
            return Some(helpful);
        }
    }
    None
}

/// Takes the unsent verdict on this answer away: the one that says so, or any.
pub(super) fn forget(outbox: &mut Outbox<VisitorVerb>, of: u64, so: Option<bool>) {
    outbox.retain(|unsent| {
        !matches!(unsent.what, VisitorVerb::Judge { seq, helpful } if seq == of && so.is_none_or(|so| so == helpful))
    });
}

#[cfg(test)]
mod tests {
    use baton_protocol::{Author, ClientId, Timestamp, event::Message};

    use super::*;

    fn judge(outbox: &mut Outbox<VisitorVerb>, number: u64, seq: u64, helpful: bool) {
        outbox.push(ClientId::new(number, [0; 10]), None, VisitorVerb::Judge { seq, helpful });
    }

    fn log(verdicts: &[(u64, bool)]) -> Vec<Event> {
        let said = || (Author::Ai, What::Message(Message::default()));
        let judged = |&(seq, helpful)| (Author::Visitor, What::Judged { seq, helpful });
        let log = [said(), said()].into_iter().chain(verdicts.iter().map(judged));
        (1..).zip(log).map(|(seq, (by, what))| Event { seq, at: Timestamp(0), by, what }).collect()
    }

    #[test]
    fn the_last_verdict_on_an_answer_holds() {
        let outbox = Outbox::default();
        let of = |verdicts: &[_], seq| verdict(&outbox, &log(verdicts), seq);
        assert_eq!(of(&[], 1), None);
        assert_eq!(of(&[(1, true), (2, false)], 1), Some(true));
        assert_eq!(of(&[(1, true), (2, false), (1, false)], 1), Some(false));
        assert_eq!(of(&[(1, true), (1, false)], 2), None);
    }

    #[test]
    fn an_unsent_verdict_shows_at_once_and_until_the_log_has_it() {
        let mut outbox = Outbox::default();
        judge(&mut outbox, 1, 1, false);
        assert_eq!(verdict(&outbox, &log(&[(1, true)]), 1), Some(false));
        assert_eq!(verdict(&outbox, &log(&[(2, true)]), 2), Some(true));
        // Another one, which another page gave.
        forget(&mut outbox, 1, Some(true));
        assert_eq!(verdict(&outbox, &log(&[(1, true)]), 1), Some(false));
        forget(&mut outbox, 1, Some(false));
        assert!(outbox.is_empty());
    }

    #[test]
    fn a_verdict_takes_the_place_of_the_unsent_one_on_the_same_answer() {
        let mut outbox = Outbox::default();
        judge(&mut outbox, 1, 1, true);
        judge(&mut outbox, 2, 2, true);
        outbox.push(ClientId::new(3, [0; 10]), None, VisitorVerb::Request);
        forget(&mut outbox, 1, None);
        judge(&mut outbox, 4, 1, false);
        let both = |seq| verdict(&outbox, &[], seq);
        assert_eq!((both(1), both(2), outbox.due().count()), (Some(false), Some(true), 3));
    }
}
