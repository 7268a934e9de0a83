//! console: which conversations stand in which list, and in what order.

use std::collections::HashMap;

use baton_protocol::{AgentId, ConversationId, StateView, Timestamp, agent::Summary};

/// The lists that a card can stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// Requests that ring me.
    Requests,
    /// Chats that I hold.
    Chats,
    /// Messages that visitors left, which wait for somebody to deal with them.
    Left,
    /// What I finished lately.
    Finished,
}

/// Every card that concerns the signed-in live agent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cards {
    me: Option<AgentId>,
    known: HashMap<ConversationId, Summary>,
}

impl Cards {
    /// Everything anew, as a welcome brings it. Gives those that have begun to ring me since.
    pub(crate) fn reset(&mut self, me: AgentId, cards: Vec<Summary>) -> Vec<Summary> {
        let before = std::mem::replace(self, Self { me: Some(me), known: HashMap::new() });
        let mut rung = Vec::new();
        for card in cards {
            if self.rings(&card)
                && !before.known.get(&card.id).is_some_and(|old| before.rings_alike(old, &card))
            {
                rung.push(card.clone());
            }
            self.known.insert(card.id.clone(), card);
        }
        rung
    }

    /// A new or changed card. True where it has begun to ring me. An answer that was overtaken by a newer card of the
    /// same conversation changes nothing.
    pub(crate) fn take(&mut self, card: Summary) -> bool {
        let before = self.known.get(&card.id);
        if before.is_some_and(|before| before.seq > card.seq) {
            return false;
        }
        let begins = self.rings(&card) && !before.is_some_and(|before| self.rings_alike(before, &card));
        // Kept even where it concerns me no more: it names who took a request, and outlives a late older card.
        self.known.insert(card.id.clone(), card);
        begins
    }

    fn rings(&self, card: &Summary) -> bool {
        self.list_of(card) == Some(List::Requests)
    }

    fn rings_alike(&self, one: &Summary, other: &Summary) -> bool {
        self.rings(one) && waiting_since(one) == waiting_since(other)
    }

    /// The list that this card belongs to; none where it does not concern me.
    pub(crate) fn list_of(&self, card: &Summary) -> Option<List> {
        match &card.state {
            StateView::Requested { .. } => card.rings_me.then_some(List::Requests),
            StateView::Live { agent } => (self.me == Some(agent.id)).then_some(List::Chats),
            StateView::Completed | StateView::Ended | StateView::Ai if card.left.is_some() => {
                Some(List::Left)
            }
            StateView::Completed | StateView::Ended | StateView::Ai => card.mine.then_some(List::Finished),
        }
    }

    /// One list in its order: requests and left messages by the longest wait, the others with the newest first.
    pub(crate) fn list(&self, list: List) -> Vec<Summary> {
        let mut cards: Vec<Summary> =
            self.known.values().filter(|card| self.list_of(card) == Some(list)).cloned().collect();
        cards.sort_by(|a, b| {
            let order = match list {
                List::Requests => waiting_since(a).cmp(&waiting_since(b)),
                List::Left => a.left.cmp(&b.left),
                List::Chats | List::Finished => b.since.cmp(&a.since),
            };
            order.then_with(|| a.id.cmp(&b.id))
        });
        cards
    }

    /// How many requests ring me.
    pub(crate) fn ringing(&self) -> u32 {
        let count = self.known.values().filter(|card| self.rings(card)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    pub(crate) fn get(&self, id: &ConversationId) -> Option<&Summary> {
        self.known.get(id)
    }

    /// I have seen what the visitor wrote there.
    pub(crate) fn seen(&mut self, id: &ConversationId) {
        if let Some(card) = self.known.get_mut(id) {
            card.unread = 0;
        }
    }
}

/// Since when the visitor has been waiting, where they are.
pub(crate) fn waiting_since(card: &Summary) -> Option<Timestamp> {
    match card.state {
        StateView::Requested { since } => Some(since),
        StateView::Ai | StateView::Live { .. } | StateView::Completed | StateView::Ended => None,
    }
}

#[cfg(test)]
mod tests {
    use baton_protocol::{VisitorId, agent::Channel, event::AgentRef};

    use super::*;

    const ME: AgentId = AgentId(7);

    fn id(n: u8) -> ConversationId {
        ConversationId::parse(&format!("abcdefghijklmnopqrst{n:02}")).unwrap()
    }

    fn card(n: u8, state: StateView) -> Summary {
        Summary {
            id: id(n),
            channel: Channel::Web,
            visitor: VisitorId(u64::from(n)),
            name: None,
            locale: "en".into(),
            rings_me: matches!(state, StateView::Requested { .. }),
            state,
            mine: false,
            team: None,
            rings: None,
            unanswered: None,
            left: None,
            labels: Vec::new(),
            question: String::new(),
            opened: Timestamp(0),
            since: Timestamp(i64::from(n)),
            seq: 10,
            last: None,
            unread: 0,
        }
    }

    fn requested(since: i64) -> StateView {
        StateView::Requested { since: Timestamp(since) }
    }

    fn live(agent: AgentId) -> StateView {
        StateView::Live { agent: AgentRef { id: agent, name: "Luis".into(), picture: None } }
    }

    fn ids(cards: &Cards, list: List) -> Vec<ConversationId> {
        cards.list(list).into_iter().map(|card| card.id).collect()
    }

    fn with(list: Vec<Summary>) -> Cards {
        let mut cards = Cards::default();
        cards.reset(ME, list);
        cards
    }

    #[test]
    fn the_longest_wait_stands_first() {
        let cards = with(vec![card(1, requested(30)), card(2, requested(10)), card(3, requested(20))]);
        assert_eq!(ids(&cards, List::Requests), [id(2), id(3), id(1)]);
        assert_eq!(cards.ringing(), 3);
    }

    #[test]
    fn chats_and_finished_ones_stand_newest_first() {
        let finished = |n| Summary { mine: true, ..card(n, StateView::Completed) };
        let cards = with(vec![card(1, live(ME)), card(2, live(ME)), finished(3), finished(4)]);
        assert_eq!(ids(&cards, List::Chats), [id(2), id(1)]);
        assert_eq!(ids(&cards, List::Finished), [id(4), id(3)]);
    }

    #[test]
    fn a_message_that_was_left_waits_until_it_is_dealt_with() {
        let left = |n, at| Summary { left: Some(Timestamp(at)), ..card(n, StateView::Ai) };
        let mut cards =
            with(vec![left(1, 20), left(2, 10), Summary { left: Some(Timestamp(5)), ..card(3, live(ME)) }]);
        assert_eq!(ids(&cards, List::Left), [id(2), id(1)]);
        assert_eq!(ids(&cards, List::Chats), [id(3)]);
        assert_eq!(cards.ringing(), 0);
        cards.take(Summary { seq: 11, ..card(2, StateView::Ai) });
        assert_eq!(ids(&cards, List::Left), [id(1)]);
    }

    #[test]
    fn what_does_not_concern_me_is_dropped() {
        let quiet = Summary { rings_me: false, ..card(1, requested(1)) };
        let cards =
            with(vec![quiet, card(2, live(AgentId(8))), card(3, StateView::Ai), card(4, StateView::Ended)]);
        for list in [List::Requests, List::Chats, List::Finished] {
            assert_eq!(ids(&cards, list), []);
        }
    }

    #[test]
    fn a_request_that_i_ignore_or_that_another_takes_leaves_the_list() {
        let mut cards = with(vec![card(1, requested(1)), card(2, requested(2))]);
        assert!(!cards.take(Summary { rings_me: false, seq: 11, ..card(1, requested(1)) }));
        assert!(!cards.take(Summary { seq: 11, ..card(2, live(AgentId(8))) }));
        assert_eq!(cards.ringing(), 0);
    }

    #[test]
    fn a_request_rings_once_until_it_is_a_new_one() {
        let mut cards = with(Vec::new());
        assert!(cards.take(card(1, requested(1))));
        assert!(!cards.take(Summary { seq: 11, ..card(1, requested(1)) }));
        assert!(!cards.take(Summary { seq: 12, ..card(1, live(ME)) }));
        assert!(cards.take(Summary { seq: 13, ..card(1, requested(5)) }));
    }

    #[test]
    fn after_a_break_only_new_requests_ring() {
        let mut cards = with(vec![card(1, requested(1)), card(2, requested(2))]);
        let rung = cards.reset(ME, vec![card(1, requested(1)), card(2, requested(9)), card(3, requested(3))]);
        assert_eq!(rung.into_iter().map(|card| card.id).collect::<Vec<_>>(), [id(2), id(3)]);
    }

    #[test]
    fn an_overtaken_card_changes_nothing() {
        let mut cards = with(vec![Summary { seq: 12, ..card(1, live(ME)) }]);
        assert!(!cards.take(Summary { seq: 11, ..card(1, requested(1)) }));
        assert_eq!(ids(&cards, List::Chats), [id(1)]);
    }

    #[test]
    fn the_same_chat_may_come_again_with_another_unread_count() {
        let mut cards = with(vec![Summary { unread: 2, ..card(1, live(ME)) }]);
        cards.seen(&id(1));
        assert_eq!(cards.get(&id(1)).unwrap().unread, 0);
        cards.take(Summary { unread: 3, ..card(1, live(ME)) });
        assert_eq!(cards.get(&id(1)).unwrap().unread, 3);
    }
}
