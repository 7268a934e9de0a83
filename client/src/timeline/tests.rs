//! The timeline's tests: whatever comes, in whatever order, it holds a piece of the log or says that something is missing.

use baton_protocol::{Timestamp, visitor::Welcome};
use proptest::prelude::*;

use super::*;

fn name(letter: char) -> ConversationId {
    ConversationId::parse(&String::from(letter).repeat(22)).unwrap()
}

fn log(from: u64, to: u64) -> Vec<Event> {
    let entry = |seq: u64| Event {
        seq,
        at: Timestamp(seq as i64),
        by: if seq.is_multiple_of(2) { Author::Ai } else { Author::Visitor },
        what: What::Message(Message { text: seq.to_string(), ..Message::default() }),
    };
    (from..=to).map(entry).collect()
}

/// A state that tells after which event it is.
fn state(seq: u64) -> StateView {
    StateView::Requested { since: Timestamp(seq as i64) }
}

fn frame(from: u64, to: u64) -> Events {
    Events { conversation: name('a'), state: state(to), events: log(from, to) }
}

fn page(from: u64, to: u64) -> Page {
    Page { conversation: name('a'), events: log(from, to), older: from > 1 }
}

fn snapshot(from: u64, to: u64) -> Snapshot {
    Snapshot { page: page(from, to), state: state(to), mine: Marks::default(), theirs: Marks::default() }
}

fn welcome(epoch: &str, conversation: Option<Snapshot>, resumed: bool) -> Welcome {
    Welcome {
        token: None,
        epoch: epoch.to_owned(),
        now: Timestamp(0),
        site: Default::default(),
        available: 0,
        conversation,
        verified: false,
        resumed,
    }
}

fn holding(from: u64, to: u64) -> Timeline {
    let mut timeline = Timeline::default();
    timeline.welcome(&welcome("e", Some(snapshot(from, to)), false));
    timeline
}

fn span(timeline: &Timeline) -> (u64, u64) {
    (timeline.first_seq(), timeline.last_seq())
}

#[test]
fn new_events_join_on_and_what_is_known_is_dropped() {
    let mut timeline = holding(1, 3);
    assert_eq!(timeline.events(frame(2, 5)), Applied::Fresh(2));
    assert_eq!(timeline.events(frame(1, 4)), Applied::Known);
    assert_eq!(timeline.all(), log(1, 5));
    assert_eq!(timeline.state(), &state(5));
}

/// The visitor takes message `taken` back.
fn unsent(seq: u64, taken: u64) -> Events {
    let event = Event { what: What::Unsent { seq: taken }, by: Author::Visitor, ..log(seq, seq).remove(0) };
    Events { conversation: name('a'), state: state(seq), events: vec![event] }
}

fn words(timeline: &Timeline, seq: u64) -> Option<&str> {
    timeline.all().iter().find(|event| event.seq == seq)?.what.words()
}

fn is_unsent(timeline: &Timeline, seq: u64) -> bool {
    let gone = Message { extra: Some(Extra::Unsent), ..Message::default() };
    timeline.all().iter().any(|event| event.seq == seq && event.what == What::Message(gone.clone()))
}

#[test]
fn what_the_visitor_took_back_is_gone_and_nothing_else() {
    let mut timeline = holding(1, 5);
    assert!(timeline.take_back().is_empty());
    assert_eq!(timeline.events(unsent(6, 3)), Applied::Fresh(1));
    assert_eq!(timeline.take_back(), [3]);
    assert!(is_unsent(&timeline, 3));
    assert_eq!((words(&timeline, 1), words(&timeline, 5)), (Some("1"), Some("5")));
    assert_eq!(span(&timeline), (1, 6));
}

#[test]
fn what_was_taken_back_is_gone_from_an_older_page_too() {
    let mut timeline = holding(5, 7);
    timeline.events(unsent(8, 3));
    timeline.take_back();
    assert_eq!(timeline.all()[..3], log(5, 7));
    assert!(timeline.older(page(1, 4)));
    timeline.take_back();
    assert!(is_unsent(&timeline, 3));
    assert_eq!(words(&timeline, 1), Some("1"));
}

#[test]
fn nobody_elses_words_are_taken_back() {
    let mut timeline = holding(1, 4);
    for (seq, taken) in [(5, 2), (6, 9), (7, 0), (8, 8)] {
        timeline.events(unsent(seq, taken));
    }
    timeline.take_back();
    assert_eq!(timeline.all()[..4], log(1, 4));
}

#[test]
fn a_gap_changes_nothing() {
    let before = holding(1, 3);
    let mut timeline = before.clone();
    assert_eq!(timeline.events(frame(5, 6)), Applied::Gap);
    let mut torn = frame(4, 6);
    torn.events.remove(1);
    assert_eq!(timeline.events(torn), Applied::Gap);
    assert_eq!(timeline, before);
}

#[test]
fn the_first_conversation_begins_with_its_events_and_another_does_not_disturb() {
    let mut timeline = Timeline::default();
    assert_eq!(timeline.events(frame(2, 3)), Applied::Gap);
    assert_eq!(timeline.events(frame(1, 3)), Applied::Fresh(3));
    let other = |from| Events { conversation: name('b'), state: StateView::Ai, events: log(from, from) };
    assert_eq!(timeline.events(other(1)), Applied::Other);

    let mut last = frame(4, 4);
    last.state = StateView::Ended;
    assert_eq!(timeline.events(last), Applied::Fresh(1));
    assert_eq!(timeline.events(other(2)), Applied::Other);
    assert_eq!(timeline.events(other(1)), Applied::Fresh(1));
    assert_eq!(timeline.conversation(), Some(&name('b')));
    assert_eq!(timeline.all(), log(1, 1));
}

#[test]
fn a_snapshot_keeps_the_older_pages_that_join_up() {
    let mut timeline = holding(20, 30);
    assert!(timeline.has_older());
    assert!(timeline.older(page(1, 19)));
    assert!(!timeline.has_older());
    timeline.snapshot(snapshot(25, 40));
    assert_eq!((span(&timeline), timeline.has_older()), ((1, 40), false));
    timeline.snapshot(snapshot(60, 70));
    assert_eq!((span(&timeline), timeline.has_older()), ((60, 70), true));
    timeline.snapshot(snapshot(50, 65));
    assert_eq!((span(&timeline), timeline.state()), ((60, 70), &state(70)));
}

#[test]
fn an_older_page_that_does_not_join_up_is_refused() {
    let before = holding(20, 30);
    let mut timeline = before.clone();
    assert!(!timeline.older(page(1, 18)));
    assert!(!timeline.older(page(20, 25)));
    assert!(!timeline.older(Page { conversation: name('b'), ..page(10, 19) }));
    assert_eq!(timeline, before);
    assert!(timeline.older(page(15, 24)));
    assert_eq!(timeline.all(), log(15, 30));
}

#[test]
fn another_epoch_voids_what_is_held_and_so_does_a_welcome_without_a_conversation() {
    let mut timeline = holding(1, 9);
    timeline.welcome(&welcome("e", None, true));
    assert_eq!(timeline.have(), Some(Have { epoch: "e".to_owned(), conversation: name('a'), after: 9 }));
    timeline.welcome(&welcome("restored", Some(snapshot(1, 5)), false));
    assert_eq!(timeline.all(), log(1, 5));
    timeline.welcome(&welcome("restored", None, false));
    assert_eq!((timeline.have(), timeline.all().len()), (None, 0));
}

#[test]
fn marks_are_told_once_until_they_grow_or_the_line_is_new() {
    let mut timeline = holding(1, 3);
    let marks = |delivered, read| Some(Marks { delivered, read });
    assert_eq!(timeline.mark(false), marks(3, 0));
    assert_eq!(timeline.mark(false), None);
    assert_eq!(timeline.unread(|by| *by == Author::Visitor), 2);
    assert_eq!(timeline.mark(true), marks(3, 3));
    timeline.events(frame(4, 6));
    assert_eq!(timeline.unread(|by| *by == Author::Visitor), 1);
    assert_eq!(timeline.mark(false), marks(6, 3));
    timeline.welcome(&welcome("e", None, true));
    assert_eq!(timeline.mark(false), marks(6, 3));
    assert_eq!(Timeline::default().mark(true), None);
}

#[test]
fn a_verdict_is_numbered_and_is_nothing_to_read() {
    let mut timeline = holding(1, 2);
    timeline.mark(true);
    let mut frame = frame(3, 4);
    frame.events[0].what = What::Judged { seq: 2, helpful: true };
    frame.events[0].by = Author::Visitor;
    assert_eq!(timeline.events(frame), Applied::Fresh(2));
    assert_eq!((span(&timeline), timeline.unread(|_| true)), ((1, 4), 1));
}

#[test]
fn the_other_sides_marks_only_grow() {
    let mut timeline = holding(1, 9);
    timeline.they_marked(Marks { delivered: 5, read: 4 });
    timeline.they_marked(Marks { delivered: 7, read: 2 });
    assert_eq!(timeline.theirs(), Marks { delivered: 7, read: 4 });
}

#[derive(Clone, Debug)]
enum Step {
    Events(u64, u64),
    Snapshot(u64, u64),
    Older(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let stretch = (1u64..60).prop_flat_map(|from| (Just(from), from..(from + 12)));
    prop_oneof![
        4 => stretch.clone().prop_map(|(from, to)| Step::Events(from, to)),
        1 => stretch.prop_map(|(from, to)| Step::Snapshot(from, to)),
        1 => (1u64..12).prop_map(Step::Older),
    ]
}

proptest! {
    #[test]
    fn doubled_late_and_missing_frames_leave_a_piece_of_the_log(steps in prop::collection::vec(step(), 0..60)) {
        let mut timeline = Timeline::default();
        timeline.epoch("e");
        for step in steps {
            let held = timeline.last_seq();
            match step {
                Step::Events(from, to) => {
                    let due = if from > held + 1 { Applied::Gap }
                        else if to <= held { Applied::Known }
                        else { Applied::Fresh((to - held) as usize) };
                    prop_assert_eq!(timeline.events(frame(from, to)), due);
                }
                Step::Snapshot(from, to) => timeline.snapshot(snapshot(from, to)),
                Step::Older(length) => {
                    let first = timeline.first_seq();
                    if first > 1 {
                        prop_assert!(timeline.older(page(first.saturating_sub(length).max(1), first - 1)));
                    }
                }
            }
            prop_assert!(timeline.last_seq() >= held);
            let (first, last) = span(&timeline);
            if last > 0 {
                prop_assert_eq!(timeline.all(), log(first, last));
                prop_assert_eq!(timeline.state(), &state(last));
                prop_assert_eq!(timeline.has_older(), first > 1);
            }
        }
    }

    #[test]
    fn a_log_chopped_doubled_and_shuffled_ends_like_the_snapshot_or_reports_a_gap(
        last in 1u64..50,
        cuts in prop::collection::vec(1u64..50, 0..12),
        again in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
        places in prop::collection::vec(any::<u32>(), 30),
    ) {
        let mut ends: Vec<u64> = cuts.into_iter().filter(|cut| *cut < last).chain([last]).collect();
        ends.sort_unstable();
        ends.dedup();
        let mut from = 1;
        let mut frames: Vec<Events> = ends.iter().map(|&to| frame(std::mem::replace(&mut from, to + 1), to)).collect();
        let doubles: Vec<Events> = again.iter().map(|index| index.get(&frames).clone()).collect();
        frames.extend(doubles);
        let mut order: Vec<usize> = (0..frames.len()).collect();
        order.sort_by_key(|&at| places[at]);

        let mut timeline = Timeline::default();
        timeline.epoch("e");
        let gaps = order.iter().filter(|&&at| timeline.events(frames[at].clone()) == Applied::Gap).count();
        if gaps > 0 {
            timeline.snapshot(snapshot(1, last));
        }
        let mut whole = Timeline::default();
        whole.epoch("e");
        whole.snapshot(snapshot(1, last));
        prop_assert_eq!(timeline, whole);
    }
}
