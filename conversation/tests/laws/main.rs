//! Conversation room, tests: the laws that no sequence of commands, however it falls, may break.

mod reader;
mod world;

use std::collections::BTreeSet;

use baton_conversation::{Command, State, apply, decide};
use baton_protocol::{Author, Code, Event, Timestamp, What, event::Why};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use reader::{Reader, entries, turns};
use world::{PATIENCE, Turn, play, steps};

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_live_agent_wins_and_the_others_learn_who(steps in steps()) {
        let played = play(&steps);
        for (before, turn) in turns(&played) {
            let (Command::Accept(agent) | Command::TakeOver(agent)) = &turn.command else { continue };
            let rung = before.request.as_ref().is_some_and(|request| request.rung.contains(&agent.id));
            match (&before.holder, &turn.outcome) {
                (Some(owner), Err(refusal)) => {
                    prop_assert_eq!(refusal.code, Code::Taken);
                    prop_assert!(refusal.message.contains(&owner.name), "{}", refusal);
                }
                (Some(owner), Ok(events)) => {
                    prop_assert!(owner.id == agent.id, "{owner:?} holds it, yet {events:?}");
                    prop_assert!(events.is_empty(), "accepted twice: {events:?}");
                }
                (None, outcome) => prop_assert!(!rung || outcome.is_ok(), "rung, yet {outcome:?}"),
            }
        }
        for (before, event) in entries(&played) {
            if matches!(event.what, What::Accepted { .. } | What::TakenOver | What::Reactivated) {
                prop_assert!(before.holder.is_none(), "{:?} holds it, yet {event:?}", before.holder);
            }
            if let (What::Accepted { .. }, Author::Agent(agent)) = (&event.what, &event.by) {
                let rung = before.request.is_some_and(|request| request.rung.contains(&agent.id));
                prop_assert!(rung, "not rung, yet {event:?}");
            }
        }
    }

    #[test]
    fn only_the_holder_speaks_passes_on_and_finishes(steps in steps()) {
        let played = play(&steps);
        for (before, event) in entries(&played) {
            let Author::Agent(agent) = &event.by else { continue };
            if matches!(
                event.what,
                What::Message(_) | What::Transferred { .. } | What::Completed | What::Ended
            ) {
                prop_assert_eq!(before.holder.as_ref(), Some(agent));
            }
        }
    }

    #[test]
    fn the_ai_agent_is_silent_from_an_accept_until_it_is_handed_back(steps in steps()) {
        let played = play(&steps);
        for (before, turn) in turns(&played) {
            if matches!(turn.command, Command::AiSays(_)) {
                let its_turn = before.holder.is_none() && !before.completed && !before.ended;
                prop_assert_eq!(turn.outcome.is_ok(), its_turn, "{:?} after {:?}", turn.outcome, before);
            }
        }
        for (before, event) in entries(&played) {
            if event.by == Author::Ai {
                prop_assert!(before.holder.is_none(), "{:?} holds it, yet {event:?}", before.holder);
            }
        }
    }

    #[test]
    fn every_request_has_a_deadline_that_ends_it(steps in steps()) {
        for (turn, request) in play(&steps).iter().filter_map(|turn| Some((turn, turn.after.request()?))) {
            prop_assert!(request.until <= request.since.plus(PATIENCE), "{request:?}");
            let too_early = decide(&turn.after, Command::Tick, request.until.plus(-1));
            prop_assert_eq!(too_early, Ok(Vec::new()));
            let at_last = decide(&turn.after, Command::Tick, request.until);
            prop_assert_eq!(&at_last, &Ok(vec![(Author::Clock, What::Unanswered { why: Why::Timeout })]));
            let after = committed(&turn.after, at_last.into_iter().flatten(), request.until);
            prop_assert_eq!(after, State::Ai);
        }
    }

    /// But for a lost chat: the one who held it may come back before the deadline.
    #[test]
    fn nobody_is_left_waiting_for_nobody(steps in steps()) {
        for turn in play(&steps) {
            let may_wait = if let Command::Request { reach, .. } = &turn.command {
                !reach.ring.is_empty() || reach.more_may_come
            } else if let Command::Ignore { more_may_come, .. } = &turn.command {
                *more_may_come
            } else {
                continue;
            };
            if let (Ok(_), Some(request)) = (&turn.outcome, turn.after.request()) {
                prop_assert!(!request.ringing.is_empty() || (may_wait && request.spreads()), "{request:?}");
            }
        }
    }

    #[test]
    fn who_ignores_a_request_is_not_rung_for_it_again(steps in steps()) {
        let played = play(&steps);
        for (before, event) in entries(&played) {
            if let What::Rung { ring } = &event.what {
                let request = before.request.as_ref();
                let known = |agent| request.is_none_or(|it| it.ignored.contains(agent) || it.rung.contains(agent));
                prop_assert!(!ring.is_empty() && !ring.iter().any(known), "{event:?} after {request:?}");
            }
        }
        for request in played.iter().filter_map(|turn| turn.after.request()) {
            prop_assert!(request.ringing.is_disjoint(&request.ignored), "{request:?}");
        }
    }

    #[test]
    fn who_becomes_available_is_rung(steps in steps()) {
        for turn in play(&steps) {
            let (Command::Ring(free), Some(request)) = (&turn.command, turn.after.request()) else { continue };
            let reached = |agent| request.ringing.contains(agent) || request.ignored.contains(agent);
            prop_assert!(request.only || free.iter().all(reached), "{request:?}");
        }
    }

    #[test]
    fn a_transfer_rings_one_live_agent_alone(steps in steps()) {
        let played = play(&steps);
        for (before, event) in entries(&played) {
            let alone = before.request.is_some_and(|request| request.alone);
            prop_assert!(!alone || !matches!(event.what, What::Rung { .. }), "{event:?}");
        }
    }

    #[test]
    fn what_has_ended_stays_ended_until_it_is_reactivated(steps in steps()) {
        let played = play(&steps);
        for (before, event) in entries(&played) {
            // What is done beside the conversation does not move it.
            let beside =
                matches!(event.what, What::Note(_) | What::Labelled { .. } | What::Settled | What::Rated(_) | What::Judged { .. } | What::Unsent { .. });
            prop_assert!(!before.ended || beside || event.what == What::Reactivated, "{event:?}");
        }
        for (before, turn) in turns(&played) {
            if matches!(turn.command, Command::Reactivate(_)) {
                prop_assert!(turn.outcome.is_ok() == (before.ended || before.completed), "{turn:?}");
            }
        }
    }

    #[test]
    fn the_log_alone_gives_the_state(steps in steps()) {
        let mut kept = State::default();
        let mut log = Vec::new();
        let mut reader = Reader::default();
        for turn in play(&steps) {
            for event in turn.outcome.into_iter().flatten() {
                reader.read(&event);
                kept = through_json(&apply(kept, &event))?;
                log.push(through_json(&event)?);
            }
            prop_assert_eq!(&kept, &turn.after, "the stored row");
            prop_assert_eq!(&log.iter().fold(State::default(), apply), &kept, "the replayed log");
            prop_assert_eq!(kept.view(), reader.view());
            if let (Some(request), Some(asked)) = (kept.request(), &reader.request) {
                prop_assert_eq!((&request.ringing, &request.ignored), (&asked.rung, &asked.ignored));
                prop_assert_eq!((request.since, request.until), (asked.since, asked.until));
                prop_assert_eq!((request.only, request.urgent), (asked.transfer, asked.lost));
            }
        }
    }

    #[test]
    fn a_refusal_changes_nothing(steps in steps()) {
        let mut state = State::default();
        for turn in play(&steps) {
            if let Err(refusal) = &turn.outcome {
                prop_assert_eq!(&turn.after, &state);
                let again = decide(&state, turn.command.clone(), turn.now);
                prop_assert_eq!(again.as_ref(), Err(refusal));
                continue;
            }
            let again = decide(&state, turn.command, turn.now);
            state = committed(&state, again.into_iter().flatten(), turn.now);
            prop_assert_eq!(&state, &turn.after, "without the refused commands");
        }
    }
}

fn committed(state: &State, decision: impl IntoIterator<Item = (Author, What)>, at: Timestamp) -> State {
    (1..)
        .zip(decision)
        .fold(state.clone(), |state, (seq, (by, what))| apply(state, &Event { seq, at, by, what }))
}

fn through_json<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> Result<T, TestCaseError> {
    serde_json::to_string(value)
        .and_then(|text| serde_json::from_str(&text))
        .map_err(|error| TestCaseError::fail(error.to_string()))
}

/// A law over histories in which nothing happens would hold: they have to contain every kind of entry and refusal.
#[test]
fn the_histories_are_rich() {
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..256 {
        let steps = steps().new_tree(&mut runner).unwrap().current();
        for turn in play(&steps) {
            seen.extend(kinds(&turn));
        }
    }
    let wanted = [
        "accepted",
        "agent_lost",
        "cancelled",
        "completed",
        "contact",
        "ended",
        "ignored",
        "message",
        "reactivated",
        "requested",
        "rung",
        "taken_over",
        "transferred",
        "unanswered: timeout",
        "unanswered: all_ignored",
        "unanswered: nobody",
        "refused: invalid",
        "refused: not_rung",
        "refused: not_yours",
        "refused: requests_off",
        "refused: taken",
        "refused: wrong_state",
    ];
    let missing: Vec<_> = wanted.into_iter().filter(|kind| !seen.contains(*kind)).collect();
    assert!(missing.is_empty(), "never happened: {missing:?}, only {seen:?}");
}

fn kinds(turn: &Turn) -> Vec<String> {
    match &turn.outcome {
        Err(refusal) => vec![format!("refused: {}", name(&refusal.code))],
        Ok(events) => events
            .iter()
            .map(|event| {
                if let What::Unanswered { why } = &event.what {
                    format!("unanswered: {}", name(why))
                } else {
                    name(&event.what)
                }
            })
            .collect(),
    }
}

/// A variant's name on the wire.
fn name(variant: &impl serde::Serialize) -> String {
    let value = serde_json::json!(variant);
    let tag = value.as_object().and_then(|object| object.keys().next());
    value.as_str().or(tag.map(String::as_str)).unwrap_or_default().to_owned()
}
