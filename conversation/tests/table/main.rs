//! Conversation room, tests: what every command leads to in every state, refusals included.

mod beside;
mod endings;
mod given;
mod rows;
mod then;

use std::collections::BTreeSet;

use baton_conversation::{Command, State, apply, decide};
use baton_protocol::{Author, Code, Event, What};

use given::NOW;
use rows::table;
use then::Then::{self, Does, Refuses};

fn check(given: State, when: Command, then: Then) {
    let row = format!("given {given:?}, when {when:?}");
    match (decide(&given, when, NOW), then) {
        (Ok(decision), Does(entries, after)) => {
            assert_eq!(decision, entries, "{row}");
            assert_eq!(committed(given, decision), after, "{row}");
        }
        (Err(refusal), Refuses(code)) => {
            assert_eq!(refusal.code, code, "{row}: {refusal}");
            assert!(refusal.message.len() > 10 && refusal.message.ends_with('.'), "{row}: {refusal}");
            let claims_live = refusal.message.contains("A live agent holds");
            assert!(!claims_live || matches!(given, State::Live(_)), "{row}: {refusal}");
            if let (Code::Taken | Code::NotYours, Some(owner)) = (code, given.agent()) {
                assert!(refusal.message.contains(&owner.name), "{row}: {refusal}");
            }
        }
        (Ok(decision), Refuses(code)) => panic!("{row}: {decision:?} instead of a refusal, {code:?}"),
        (Err(refusal), Does(entries, _)) => panic!("{row}: refused, {refusal}, instead of {entries:?}"),
    }
}

fn committed(given: State, decision: Vec<(Author, What)>) -> State {
    decision
        .into_iter()
        .zip(1..)
        .fold(given, |state, ((by, what), seq)| apply(state, &Event { seq, at: NOW, by, what }))
}

#[test]
fn every_row_holds() {
    for (given, when, then) in table() {
        check(given, when, then);
    }
}

/// Names each variant once: a new one does not compile until it is named, and then fails until the table has it.
macro_rules! kinds {
    ($all:ident, $kind:ident, $type:ident: $($variant:ident),+) => {
        const $all: &[&str] = &[$(stringify!($variant)),+];
        fn $kind(value: &$type) -> &'static str {
            match value { $($type::$variant { .. } => stringify!($variant)),+ }
        }
    };
}
kinds!(STATES, state_kind, State: Ai, Requested, Live, Completed, Ended);
kinds!(COMMANDS, command_kind, Command: VisitorSays, AiSays, AgentSays, Request, Ring, Accept, Ignore, Cancel,
    TakeOver, Transfer, AgentLost, Tick, Complete, AgentEnds, VisitorEnds, Reactivate, LeaveContact, Note,
    Label, Settle, Rate, Judge, Unsend);

#[test]
fn no_pair_is_missing() {
    let there: BTreeSet<_> =
        table().iter().map(|(given, when, _)| (state_kind(given), command_kind(when))).collect();
    let missing: Vec<_> = STATES
        .iter()
        .flat_map(|state| COMMANDS.iter().map(move |command| (*state, *command)))
        .filter(|pair| !there.contains(pair))
        .collect();
    assert!(missing.is_empty(), "the table says nothing about {missing:?}");
}
