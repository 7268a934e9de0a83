//! What an event does to a state. Total: a log that the rules wrote always replays.

use std::collections::BTreeSet;

use baton_protocol::{
    AgentId, Timestamp,
    event::{AgentRef, Author, Event, Target, What},
};

use crate::state::{Request, State};

/// The state after `event`.
#[must_use]
pub fn apply(state: State, event: &Event) -> State {
    match (&event.what, &event.by) {
        (What::Message(_), Author::Visitor) => match state {
            State::Completed(_) => State::Ai,
            State::Ai | State::Requested(_) | State::Live(_) | State::Ended(_) => state,
        },
        (What::Requested { ring, until, team, .. }, _) => {
            State::Requested(Request { team: *team, ..request(event.at, *until, ring) })
        }
        (What::Rung { ring }, _) => change_request(state, |request| {
            request.ringing.extend(ring);
            request.rung = event.at;
        }),
        (What::Ignored, Author::Agent(agent)) => change_request(state, |request| {
            request.ringing.remove(&agent.id);
            request.ignored.insert(agent.id);
        }),
        (What::Cancelled | What::Unanswered { .. }, _) => State::Ai,
        (What::Accepted { .. } | What::TakenOver | What::Reactivated, Author::Agent(agent)) => {
            State::Live(agent.clone())
        }
        (What::Transferred { to, ring, until, .. }, _) => {
            let team = match to {
                Some(Target::Team(team)) => Some(*team),
                Some(Target::Agent(_)) | None => None,
            };
            State::Requested(Request { only: true, team, ..request(event.at, *until, ring) })
        }
        (What::AgentLost { ring, until }, _) => {
            State::Requested(Request { urgent: true, ..request(event.at, *until, ring) })
        }
        (What::Completed, Author::Agent(agent)) => State::Completed(agent.clone()),
        (What::Ended, Author::Agent(agent)) => State::Ended(Some(agent.clone())),
        (What::Ended, _) => State::Ended(holder(state)),
        (
            What::Message(_)
            | What::Contact(_)
            | What::Note(_)
            | What::Labelled { .. }
            | What::Settled
            | What::Rated(_)
            | What::Judged { .. }
            | What::Unsent { .. }
            | What::Hidden
            | What::Ignored
            | What::Accepted { .. }
            | What::TakenOver
            | What::Reactivated
            | What::Completed,
            _,
        ) => state,
    }
}

fn request(since: Timestamp, until: Timestamp, ring: &[AgentId]) -> Request {
    Request {
        since,
        until,
        ringing: ring.iter().copied().collect(),
        ignored: BTreeSet::new(),
        urgent: false,
        only: false,
        team: None,
        rung: since,
    }
}

fn change_request(mut state: State, change: impl FnOnce(&mut Request)) -> State {
    if let State::Requested(request) = &mut state {
        change(request);
    }
    state
}

fn holder(state: State) -> Option<AgentRef> {
    match state {
        State::Live(agent) | State::Completed(agent) => Some(agent),
        State::Ended(agent) => agent,
        State::Ai | State::Requested(_) => None,
    }
}
