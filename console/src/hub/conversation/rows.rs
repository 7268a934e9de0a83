//! console: a conversation's events as the rows of its log: bubbles in groups, notes between them, a line a day.

use baton_protocol::{
    Event, Timestamp, What,
    event::{Extra, Message},
};

/// A bubble that comes later than this after the last one, in milliseconds, starts a group of its own.
const GROUP_MS: i64 = 5 * 60_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// A new day begins.
    Day(Timestamp),
    /// Words; the first of a group says whose they are.
    Bubble { event: Event, message: Message, first: bool },
    /// What somebody did.
    Note(Event),
    /// What a live agent wrote for the others only.
    Private { event: Event, text: String },
}

/// What makes a row another row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Day(u64),
    Bubble(u64, bool),
    /// Words that were taken back.
    TakenBack(u64, bool),
    Note(u64),
    Private(u64),
}

/// The rows, oldest first, each with its key. `day` numbers the reader's days.
pub(super) fn rows(events: &[Event], day: impl Fn(Timestamp) -> i64) -> Vec<(Key, Row)> {
    let mut rows = Vec::with_capacity(events.len() + 8);
    let mut before: Option<&Event> = None;
    for event in events.iter().filter(|event| shown(&event.what)) {
        let new_day = before.is_none_or(|before| day(before.at) != day(event.at));
        if new_day {
            rows.push((Key::Day(event.seq), Row::Day(event.at)));
        }
        if let What::Message(message) = &event.what {
            let joins = before.is_some_and(|before| {
                matches!(before.what, What::Message(_))
                    && before.by == event.by
                    && event.at.since(before.at) < GROUP_MS
            });
            let first = new_day || !joins;
            let row = Row::Bubble { event: event.clone(), message: message.clone(), first };
            let gone = message.extra == Some(Extra::Unsent);
            let key = if gone { Key::TakenBack } else { Key::Bubble };
            rows.push((key(event.seq, first), row));
        } else if let What::Note(note) = &event.what {
            let row = Row::Private { event: event.clone(), text: note.text.clone() };
            rows.push((Key::Private(event.seq), row));
        } else {
            rows.push((Key::Note(event.seq), Row::Note(event.clone())));
        }
        before = Some(event);
    }
    rows
}

fn shown(what: &What) -> bool {
    !matches!(what, What::Hidden | What::Rung { .. } | What::Judged { .. } | What::Unsent { .. })
}

#[cfg(test)]
mod tests {
    use baton_protocol::Author;

    use super::*;

    const DAY: i64 = 86_400_000;

    fn event(seq: u64, at: i64, by: Author, what: What) -> Event {
        Event { seq, at: Timestamp(at), by, what }
    }

    fn said(seq: u64, at: i64, by: Author) -> Event {
        event(seq, at, by, What::Message(Message { text: "hello".into(), ..Message::default() }))
    }

    fn keys(events: &[Event]) -> Vec<Key> {
        rows(events, |at| at.0 / DAY).into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn one_authors_bubbles_stand_together() {
        let events = [
            said(1, 0, Author::Visitor),
            said(2, 1_000, Author::Visitor),
            said(3, 2_000, Author::Ai),
            said(4, 2_000 + GROUP_MS, Author::Ai),
        ];
        assert_eq!(
            keys(&events),
            [
                Key::Day(1),
                Key::Bubble(1, true),
                Key::Bubble(2, false),
                Key::Bubble(3, true),
                Key::Bubble(4, true)
            ]
        );
    }

    #[test]
    fn a_note_or_a_new_day_parts_a_group() {
        let events = [
            said(1, DAY - 2_000, Author::Visitor),
            event(2, DAY - 1_500, Author::Visitor, What::Cancelled),
            said(3, DAY - 1_000, Author::Visitor),
            said(4, DAY, Author::Visitor),
        ];
        assert_eq!(
            keys(&events),
            [
                Key::Day(1),
                Key::Bubble(1, true),
                Key::Note(2),
                Key::Bubble(3, true),
                Key::Day(4),
                Key::Bubble(4, true)
            ]
        );
    }

    #[test]
    fn what_is_not_for_the_reader_or_stands_at_an_answer_leaves_no_trace() {
        let events = [
            said(1, 0, Author::Visitor),
            event(2, 1, Author::Clock, What::Rung { ring: Vec::new() }),
            event(3, 2, Author::Clock, What::Hidden),
            event(4, 2, Author::Visitor, What::Judged { seq: 1, helpful: true }),
            event(5, 2, Author::Visitor, What::Unsent { seq: 1 }),
            said(6, 3, Author::Visitor),
        ];
        assert_eq!(keys(&events), [Key::Day(1), Key::Bubble(1, true), Key::Bubble(6, false)]);
    }

    #[test]
    fn a_message_that_is_taken_back_is_drawn_anew() {
        let gone = Message { extra: Some(Extra::Unsent), ..Message::default() };
        let events = [said(1, 0, Author::Visitor), event(2, 1, Author::Visitor, What::Message(gone))];
        assert_eq!(keys(&events), [Key::Day(1), Key::Bubble(1, true), Key::TakenBack(2, false)]);
    }
}
