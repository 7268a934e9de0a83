//! From a decision to the next events and the head after them. Pure.

use baton_conversation::{State, apply, decide::Decision};
use baton_protocol::{
    Author, Event, FileId, Timestamp, What,
    agent::Snippet,
    event::{Contact, Extra, Message, Reason, Target},
    rich::plain,
};

use super::{counting::count, outward, rapport::feel};
use crate::store::model::{Commit, Figure, Head, HeadBody};

/// The longest snippet, in characters.
const SNIPPET: usize = 120;
/// The most unseen messages that are told apart.
const UNSEEN: usize = 99;

/// The unit of work that writes `decision` after `head`.
pub(crate) fn fold(head: &Head, decision: Decision, now: Timestamp) -> Commit {
    let mut next = head.clone();
    let Outcomes { waited, contact, labels } = outcomes(&decision);
    let make_current = decision.iter().any(|(_, what)| matches!(what, What::Reactivated));
    let events = number(head.seq, decision, now);
    let figures = enter_all(&mut next.body, &events, head.agent_marks.read);
    next.seq += events.len() as u64;
    let files = files_of(&events);
    let out = outward::going_out(head.channel, &events);
    Commit {
        head: next,
        expected: head.seq,
        events,
        waited,
        contact,
        labels,
        files,
        figures,
        out,
        unsent: None,
        make_current,
    }
}

/// The events of a decision that follow number `after`.
pub(crate) fn number(after: u64, decision: Decision, at: Timestamp) -> Vec<Event> {
    let numbered = decision.into_iter().zip(after + 1..);
    numbered.map(|((by, what), seq)| Event { seq, at, by, what }).collect()
}

/// Takes events into the body, and says what they mean to the figures; `seen` is the last event that a live agent has
/// read.
pub(crate) fn enter_all(body: &mut HeadBody, events: &[Event], seen: u64) -> Vec<Figure> {
    let mut figures = Vec::new();
    for event in events {
        enter(body, event, seen);
        figures.extend(count(body, event));
    }
    figures
}

/// The files that these events name.
pub(crate) fn files_of(events: &[Event]) -> Vec<FileId> {
    events.iter().flat_map(|event| event.what.files()).map(|file| file.id.clone()).collect()
}

fn enter(body: &mut HeadBody, event: &Event, seen: u64) {
    let before = std::mem::take(&mut body.state);
    let kind = std::mem::discriminant(&before);
    body.state = apply(before, event);
    if std::mem::discriminant(&body.state) != kind {
        body.since = event.at;
    }
    // While a live agent is there, nobody minds how the AI agent fares.
    if body.state.ai_may_speak() || !matches!(event.what, What::Message(_)) {
        feel(&mut body.rapport, event);
    }
    body.unseen.retain(|seq| *seq > seen);
    match &event.what {
        What::Message(message) => {
            if event.by == Author::Ai {
                note_question(body);
            }
            body.last = Some(snippet(event, &words(message)));
            if event.by == Author::Visitor {
                // A sticker asks nothing.
                if message.extra != Some(Extra::Sticker) {
                    body.asked = event.seq;
                }
                note_unseen(body, event.seq);
            }
        }
        What::Contact(contact) => {
            body.last = Some(snippet(event, &contact.text));
            body.name = Some(contact.name.clone());
            body.left.get_or_insert(event.at);
        }
        What::Requested { reason, team, .. } => {
            // Whoever asks for a person in words asks nothing else with them.
            if *reason != Reason::Words {
                note_question(body);
            }
            body.answered = body.asked;
            body.team = *team;
            body.unanswered = None;
        }
        What::Transferred { to, .. } => {
            if let Some(Target::Team(team)) = to {
                body.team = Some(*team);
            }
        }
        What::Accepted { .. } | What::TakenOver | What::Reactivated => {
            body.left = None;
            body.rated = false;
            body.unanswered = None;
            if let Author::Agent(agent) = &event.by {
                body.held = Some(agent.id);
            }
        }
        What::Labelled { labels } => body.labels.clone_from(labels),
        What::Settled => body.left = None,
        What::Rated(_) => body.rated = true,
        What::Unanswered { why } => body.unanswered = Some(*why),
        What::Rung { .. }
        | What::Ignored
        | What::Cancelled
        | What::AgentLost { .. }
        | What::Completed
        | What::Ended
        | What::Note(_)
        | What::Judged { .. }
        | What::Unsent { .. }
        | What::Hidden => {}
    }
    if !body.state.ai_may_speak() {
        body.answered = body.asked;
    }
}

/// What the visitor said last is what they asked.
fn note_question(body: &mut HeadBody) {
    if let Some(last) = body.last.as_ref().filter(|last| last.by == Author::Visitor) {
        body.question.clone_from(&last.text);
    }
}

/// A message's words without their dress.
fn words(message: &Message) -> String {
    if message.text.is_empty() {
        return message.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ");
    }
    if message.blocks.is_empty() { message.text.clone() } else { plain(&message.blocks) }
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
    Snippet { by: event.by.clone(), text: shortened(text), at: event.at }
}

/// The beginning of a text, in one line.
pub(super) fn shortened(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SNIPPET).collect()
}

/// What the store keeps besides the events.
#[derive(Default)]
struct Outcomes {
    waited: Option<i64>,
    contact: Option<(String, String)>,
    labels: Option<Vec<String>>,
}

fn outcomes(decision: &Decision) -> Outcomes {
    let mut outcomes = Outcomes::default();
    for (_, what) in decision {
        if let What::Accepted { waited } = what {
            outcomes.waited = Some(*waited);
        } else if let What::Contact(Contact { name, email, .. }) = what {
            outcomes.contact = Some((name.clone(), email.clone()));
        } else if let What::Labelled { labels } = what {
            outcomes.labels = Some(labels.clone());
        }
    }
    outcomes
}
