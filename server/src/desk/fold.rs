//! From a decision to the next events and the head after them. Pure.

use baton_conversation::{State, apply, decide::Decision};
use baton_protocol::{
    Author, Event, Timestamp, What,
    agent::Snippet,
    event::{Contact, Message},
};

use crate::store::model::{Commit, Head, HeadBody};

/// The longest snippet, in characters.
const SNIPPET: usize = 120;
/// The most unseen messages that are told apart.
const UNSEEN: usize = 99;

/// The unit of work that writes `decision` after `head`.
pub(crate) fn fold(head: &Head, decision: Decision, now: Timestamp) -> Commit {
    let mut next = head.clone();
    let (waited, contact) = outcomes(&decision);
    let make_current = decision.iter().any(|(_, what)| matches!(what, What::Reactivated));
    let events = number(head.seq, decision, now);
    for event in &events {
        enter(&mut next.body, event, head.agent_marks.read);
        next.seq = event.seq;
    }
    Commit { head: next, expected: head.seq, events, waited, contact, make_current }
}

/// The events of a decision that follow number `after`.
pub(crate) fn number(after: u64, decision: Decision, at: Timestamp) -> Vec<Event> {
    let numbered = decision.into_iter().zip(after + 1..);
    numbered.map(|((by, what), seq)| Event { seq, at, by, what }).collect()
}

/// Takes one event into the body; `seen` is the last event that a live agent has read.
pub(crate) fn enter(body: &mut HeadBody, event: &Event, seen: u64) {
    let before = std::mem::take(&mut body.state);
    let kind = std::mem::discriminant(&before);
    body.state = apply(before, event);
    if std::mem::discriminant(&body.state) != kind {
        body.since = event.at;
    }
    body.unseen.retain(|seq| *seq > seen);
    match &event.what {
        What::Message(message) => {
            body.last = Some(snippet(event, &message.text));
            if event.by == Author::Visitor {
                body.asked = event.seq;
                note_unseen(body, event.seq);
            }
        }
        What::Contact(contact) => {
            body.last = Some(snippet(event, &contact.text));
            body.name = Some(contact.name.clone());
        }
        What::Requested { .. } => body.answered = body.asked,
        What::Rung { .. }
        | What::Ignored
        | What::Cancelled
        | What::Unanswered { .. }
        | What::Accepted { .. }
        | What::TakenOver
        | What::Transferred { .. }
        | What::AgentLost { .. }
        | What::Completed
        | What::Ended
        | What::Reactivated
        | What::Hidden => {}
    }
    if !body.state.ai_may_speak() {
        body.answered = body.asked;
    }
}

fn note_unseen(body: &mut HeadBody, seq: u64) {
    match body.state {
        State::Requested(_) | State::Live(_) => {
            if body.unseen.len() < UNSEEN {
                body.unseen.push(seq);
            }
        }
        State::Ai | State::Completed(_) | State::Ended(_) => body.unseen.clear(),
    }
}

fn snippet(event: &Event, text: &str) -> Snippet {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SNIPPET).collect();
    Snippet { by: event.by.clone(), text, at: event.at }
}

fn outcomes(decision: &Decision) -> (Option<i64>, Option<(String, String)>) {
    let (mut waited, mut contact) = (None, None);
    for (_, what) in decision {
        match what {
            What::Accepted { waited: ms } => waited = Some(*ms),
            What::Contact(Contact { name, email, .. }) => contact = Some((name.clone(), email.clone())),
            What::Message(Message { .. })
            | What::Requested { .. }
            | What::Rung { .. }
            | What::Ignored
            | What::Cancelled
            | What::Unanswered { .. }
            | What::TakenOver
            | What::Transferred { .. }
            | What::AgentLost { .. }
            | What::Completed
            | What::Ended
            | What::Reactivated
            | What::Hidden => {}
        }
    }
    (waited, contact)
}
