//! widget: which chat the visitor may rate, and letting it be.

use baton_protocol::{Author, Event, StateView, Timestamp, What};

use super::{Held, Session, look_at};
use crate::field;

impl Session {
    /// Asks no more how this chat was.
    pub(crate) fn let_be(self) {
        look_at(Held::let_be);
        // The button that had the focus is about to go.
        field::take_up();
        self.show();
    }
}

impl Held {
    /// The live agent whose chat is over, and neither rated nor let be; empty where there is none.
    pub(super) fn to_rate(&self) -> String {
        let over = matches!(self.timeline.state(), StateView::Completed | StateView::Ended);
        match unrated(self.timeline.all()) {
            Some((name, since)) if over && self.storage.get(&self.key("rated")) != Some(mark(since)) => {
                name.to_owned()
            }
            _ => String::new(),
        }
    }

    /// Keeps in mind, also for the pages after this one, that this chat need not be rated any more.
    pub(super) fn let_be(&self) {
        if let Some((_, since)) = unrated(self.timeline.all()) {
            self.storage.set(&self.key("rated"), &mark(since));
        }
    }
}

/// What tells a chat from the others of this visitor.
fn mark(since: Timestamp) -> String {
    since.0.to_string()
}

/// Who held the chat last and since when, unless it has been rated since, or has gone on without them.
fn unrated(events: &[Event]) -> Option<(&str, Timestamp)> {
    let (mut last, mut completed) = (None, false);
    for event in events {
        match (&event.what, &event.by) {
            (What::Accepted { .. } | What::TakenOver | What::Reactivated, Author::Agent(agent)) => {
                last = Some((agent.name.as_str(), event.at));
                completed = false;
            }
            (What::Completed, _) => completed = true,
            (
                What::Rated(_) | What::Requested { .. } | What::Transferred { .. } | What::AgentLost { .. },
                _,
            ) => last = None,
            (What::Message(_), _) if completed => last = None,
            _ => {}
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use baton_protocol::{
        AgentId,
        event::{AgentRef, Message, Rating, Reason},
    };

    use super::*;

    const UNTIL: Timestamp = Timestamp(99);

    fn by(name: &str) -> Author {
        Author::Agent(AgentRef { id: AgentId(7), name: name.to_owned(), picture: None })
    }

    fn said() -> (Author, What) {
        (Author::Visitor, What::Message(Message::default()))
    }

    fn asked() -> (Author, What) {
        let reason = Reason::Button;
        let requested =
            What::Requested { reason, ring: Vec::new(), until: UNTIL, team: None, rule: String::new() };
        (Author::Visitor, requested)
    }

    fn rated() -> (Author, What) {
        (Author::Visitor, What::Rated(Rating { stars: 5, text: String::new() }))
    }

    fn passed_on() -> (Author, What) {
        let transferred = What::Transferred { to: None, ring: Vec::new(), note: String::new(), until: UNTIL };
        (by("Luis"), transferred)
    }

    /// Whose chat can be rated after these events, and the number of the one that they came with.
    fn check<const N: usize>(log: [(Author, What); N]) -> Option<(String, i64)> {
        let event = |(seq, (by, what)): (u64, _)| Event { seq, at: Timestamp(seq as i64), by, what };
        let events: Vec<_> = (1..).zip(log).map(event).collect();
        unrated(&events).map(|(name, since)| (name.to_owned(), since.0))
    }

    #[test]
    fn the_last_live_agents_chat_can_be_rated_once() {
        let luis = || (by("Luis"), What::Accepted { waited: 1 });
        let completed = || (by("Luis"), What::Completed);
        let mei = || (by("Mei"), What::TakenOver);
        let back = || (by("Mei"), What::Reactivated);
        let named = |name: &str, seq| Some((name.to_owned(), seq));
        assert_eq!(check([]), None);
        assert_eq!(check([said(), asked(), luis(), said(), completed()]), named("Luis", 3));
        let judged = (Author::Visitor, What::Judged { seq: 1, helpful: true });
        assert_eq!(check([said(), asked(), luis(), completed(), judged]), named("Luis", 3));
        assert_eq!(check([asked(), luis(), completed(), rated()]), None);
        assert_eq!(check([asked(), luis(), passed_on(), mei(), completed()]), named("Mei", 4));
        assert_eq!(check([mei(), completed(), rated(), back(), said(), completed()]), named("Mei", 4));
        assert_eq!(check([mei(), (Author::Visitor, What::Ended)]), named("Mei", 1));
    }

    #[test]
    fn a_chat_that_went_on_without_its_live_agent_cannot_be_rated() {
        let luis = || (by("Luis"), What::Accepted { waited: 1 });
        let ended = || (Author::Visitor, What::Ended);
        assert_eq!(check([luis(), (by("Luis"), What::Completed), said(), ended()]), None);
        assert_eq!(check([luis(), (by("Luis"), What::Completed), asked(), ended()]), None);
        assert_eq!(check([luis(), passed_on(), ended()]), None);
        let lost = (Author::Clock, What::AgentLost { ring: Vec::new(), until: UNTIL });
        assert_eq!(check([luis(), lost, ended()]), None);
    }
}
