//! widget: tests of how a conversation becomes rows.

use baton_protocol::{
    AgentId,
    event::{AgentRef, Message, Note, Rating},
};

use super::*;

const MINUTE: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

fn id(number: u64) -> ClientId {
    ClientId::new(number, [0; 10])
}

fn event(seq: u64, at: i64, by: Author, what: What) -> Event {
    Event { seq, at: Timestamp(at), by, what }
}

fn said(seq: u64, at: i64, by: Author) -> Event {
    event(seq, at, by, What::Message(Message::default()))
}

fn own(seq: u64, at: i64, client_id: ClientId) -> Event {
    let message = Message { client_id: Some(client_id), ..Message::default() };
    event(seq, at, Author::Visitor, What::Message(message))
}

fn luis() -> Author {
    Author::Agent(AgentRef { id: AgentId(7), name: "Luis".to_owned(), picture: None })
}

fn check(events: &[Event], unsent: &[ClientId], now: i64) -> Vec<Row> {
    rows(events, unsent, 1, Timestamp(now), |at| at.0.div_euclid(DAY_MS))
}

/// `d` a day, `O` a bubble that opens a group, `o` one that goes on, `-` another event, `U` and `u` the same unsent.
fn shape(rows: &[Row]) -> String {
    let letter = |row: &Row| match (row.shows, row.opens) {
        (Shows::Day(_), _) => 'd',
        (Shows::Unsent(_), true) => 'U',
        (Shows::Unsent(_), false) => 'u',
        (Shows::Event(_), true) => 'O',
        (Shows::Event(_), false) if row.own => 'o',
        (Shows::Event(_), false) => '-',
    };
    rows.iter().map(letter).collect()
}

#[test]
fn bubbles_of_one_author_are_one_group_until_a_pause_or_a_line() {
    let by = || Author::Visitor;
    let events = [
        own(1, 0, id(1)),
        own(2, MINUTE, id(2)),
        own(3, 7 * MINUTE, id(3)),
        event(4, 7 * MINUTE, by(), What::Cancelled),
        own(5, 7 * MINUTE, id(4)),
        said(6, 7 * MINUTE, Author::Ai),
        own(7, 7 * MINUTE, id(5)),
        event(8, 7 * MINUTE, by(), What::Rated(Rating { stars: 4, text: String::new() })),
    ];
    assert_eq!(shape(&check(&events, &[], 0)), "dOoO-OOO-");
}

#[test]
fn a_new_day_has_a_separator_and_opens_a_group() {
    let events = [own(1, DAY_MS - 1, id(1)), own(2, DAY_MS, id(2)), own(3, DAY_MS + 1, id(3))];
    assert_eq!(shape(&check(&events, &[], 0)), "dOdOo");
}

#[test]
fn two_live_agents_are_two_groups() {
    let mei = Author::Agent(AgentRef { id: AgentId(8), name: "Mei".to_owned(), picture: None });
    let rows = check(&[said(1, 0, luis()), said(2, 0, mei.clone()), said(3, 0, mei)], &[], 0);
    assert_eq!(rows.iter().map(|row| row.opens).collect::<Vec<_>>(), [false, true, true, false]);
}

#[test]
fn what_is_not_shown_has_no_row_and_parts_no_group() {
    let events = [
        own(1, 0, id(1)),
        event(2, 0, luis(), What::Ignored),
        event(3, 0, Author::Clock, What::Hidden),
        event(4, DAY_MS, Author::Clock, What::Rung { ring: Vec::new() }),
        event(5, 0, luis(), What::Note(Note { client_id: None, text: "Late".to_owned() })),
        event(6, 0, luis(), What::Labelled { labels: Vec::new() }),
        event(7, 0, luis(), What::Settled),
        event(8, DAY_MS, Author::Visitor, What::Judged { seq: 1, helpful: true }),
        own(9, 1, id(2)),
    ];
    assert_eq!(shape(&check(&events, &[], 0)), "dOo");
}

#[test]
fn an_unsent_message_stands_last_and_keeps_its_key_when_the_log_has_it() {
    let before = check(&[said(1, 0, Author::Ai)], &[id(1), id(2)], MINUTE);
    assert_eq!(shape(&before), "dOUu");
    let events = [said(1, 0, Author::Ai), own(2, MINUTE, id(1)), own(3, MINUTE, id(2))];
    let after = check(&events, &[id(1), id(2)], MINUTE);
    assert_eq!(shape(&after), "dOOo");
    let keys = |rows: &[Row]| rows.iter().map(|row| row.key).collect::<Vec<_>>();
    assert_eq!(keys(&before), keys(&after));
}

#[test]
fn a_message_is_the_newest_until_something_else_is_said() {
    let mut events = vec![said(1, 0, Author::Ai), said(2, 0, Author::Ai)];
    let newest = |events: &[Event], unsent: &[ClientId]| {
        let rows = check(events, unsent, 0);
        (1..=5).filter(|seq| is_newest(events, &rows, *seq)).collect::<Vec<_>>()
    };
    assert_eq!(newest(&[], &[]), [0; 0]);
    assert_eq!(newest(&events, &[]), [2]);
    assert_eq!(newest(&events, &[id(1)]), [0; 0]);
    events.push(event(3, 0, Author::Visitor, What::Judged { seq: 1, helpful: false }));
    events.push(event(4, 0, Author::Visitor, What::Cancelled));
    assert_eq!(newest(&events, &[]), [2]);
    events.push(own(5, 0, id(1)));
    assert_eq!(newest(&events, &[id(1)]), [5]);
}

#[test]
fn keys_are_unique() {
    let mut events: Vec<_> = (1..=300).map(|seq| said(seq, seq as i64 * DAY_MS / 4, luis())).collect();
    events.extend((301..=400).map(|seq| own(seq, 80 * DAY_MS, id(seq))));
    let rows = check(&events, &[id(1), id(2)], 90 * DAY_MS);
    let keys: std::collections::HashSet<_> = rows.iter().map(|row| row.key).collect();
    assert_eq!(keys.len(), rows.len());
}

#[test]
fn another_conversation_has_keys_of_its_own() {
    let keys = |salt| -> Vec<_> {
        let rows = rows(&[said(1, 0, luis())], &[], salt, Timestamp(0), |_| 0);
        rows.iter().skip(1).map(|row| row.key).collect()
    };
    assert_ne!(keys(1), keys(2));
}

#[test]
fn an_older_page_changes_no_row_below_it() {
    let events: Vec<_> = (1..=40).map(|seq| own(seq, seq as i64 * 6 * MINUTE, id(seq))).collect();
    let (all, newest) = (check(&events, &[], 0), check(&events[20..], &[], 0));
    assert_eq!(all[21..], newest[1..]);
}

#[test]
fn a_message_is_sent_then_delivered_then_read() {
    let marks = Marks { delivered: 5, read: 3 };
    assert_eq!(
        [3, 4, 5, 6].map(|seq| fate(seq, marks)),
        [Fate::Read, Fate::Delivered, Fate::Delivered, Fate::Sent]
    );
}
