//! The rules: what a command leads to in a state, or why it is refused.

use std::collections::BTreeSet;

use baton_protocol::{
    AgentId, Refusal, Timestamp,
    event::{AgentRef, Author, Message, Rating, Reason, Target, What, Why},
};

use crate::{
    command::{Command, Reach},
    refuse,
    state::{Request, State},
};

/// What was decided: who did what, in order. The store gives each its number and time.
pub type Decision = Vec<(Author, What)>;

/// Decides `command` in `state` at `now`.
///
/// # Errors
/// A [`Refusal`]: nothing changes. An empty decision is not an error: there was nothing to do.
pub fn decide(state: &State, command: Command, now: Timestamp) -> Result<Decision, Refusal> {
    match command {
        Command::VisitorSays(message) => visitor_says(state, message),
        Command::AiSays(message) => ai_says(state, message),
        Command::AgentSays(agent, message) => agent_says(state, agent, message),
        Command::Request { reason, allowed, reach, rule } => request(state, reason, allowed, &reach, rule),
        Command::Ring(agents) => Ok(ring(state, &agents)),
        Command::Accept(agent) => accept(state, agent, now),
        Command::Ignore { agent, more_may_come } => ignore(state, agent, more_may_come),
        Command::Cancel => cancel(state),
        Command::TakeOver(agent) => take_over(state, agent),
        Command::Transfer { from, to, ring, note, until } => {
            if to == Target::Agent(from.id) {
                return Err(refuse::to_yourself());
            }
            let ring = ring.into_iter().filter(|agent| *agent != from.id).collect();
            held_by(state, from, What::Transferred { to: Some(to), ring, note, until }, "transferred")
        }
        // Whoever may see a conversation may write beside it, whatever its state.
        Command::Note(agent, note) => Ok(vec![(Author::Agent(agent), What::Note(note))]),
        Command::Label(agent, labels) => Ok(vec![(Author::Agent(agent), What::Labelled { labels })]),
        Command::Settle(agent) => Ok(vec![(Author::Agent(agent), What::Settled)]),
        Command::Rate(rating) => rate(state, rating),
        Command::Judge { seq, helpful } => Ok(vec![(Author::Visitor, What::Judged { seq, helpful })]),
        Command::Unsend(seq) => Ok(vec![(Author::Visitor, What::Unsent { seq })]),
        Command::AgentLost { agent, reach } => Ok(agent_lost(state, agent, &reach)),
        Command::Tick => Ok(tick(state, now)),
        Command::Complete(agent) => held_by(state, agent, What::Completed, "completed"),
        Command::AgentEnds(agent) => held_by(state, agent, What::Ended, "ended"),
        Command::VisitorEnds => visitor_ends(state),
        Command::Reactivate(agent) => reactivate(state, agent),
        Command::LeaveContact(contact) => match state {
            State::Ended(_) => Err(refuse::wrong_state(state, "written to")),
            State::Ai | State::Requested(_) | State::Live(_) | State::Completed(_) => {
                Ok(vec![(Author::Visitor, What::Contact(contact))])
            }
        },
    }
}

fn visitor_says(state: &State, message: Message) -> Result<Decision, Refusal> {
    match state {
        State::Ended(_) => Err(refuse::wrong_state(state, "written to")),
        State::Ai | State::Requested(_) | State::Live(_) | State::Completed(_) => {
            Ok(vec![(Author::Visitor, What::Message(message))])
        }
    }
}

fn ai_says(state: &State, message: Message) -> Result<Decision, Refusal> {
    match state {
        State::Ai | State::Requested(_) => Ok(vec![(Author::Ai, What::Message(message))]),
        State::Live(_) => Err(refuse::silenced()),
        State::Completed(_) | State::Ended(_) => Err(refuse::wrong_state(state, "answered by the AI agent")),
    }
}

fn agent_says(state: &State, agent: AgentRef, message: Message) -> Result<Decision, Refusal> {
    match state {
        State::Live(owner) if owner.id == agent.id => {
            Ok(vec![(Author::Agent(agent), What::Message(message))])
        }
        State::Live(owner) => Err(refuse::not_yours(owner)),
        State::Ai | State::Requested(_) | State::Completed(_) | State::Ended(_) => {
            Err(refuse::wrong_state(state, "answered before you take it"))
        }
    }
}

fn request(
    state: &State,
    reason: Reason,
    allowed: bool,
    reach: &Reach,
    rule: String,
) -> Result<Decision, Refusal> {
    if !allowed {
        return Err(refuse::requests_off());
    }
    match state {
        State::Ai | State::Completed(_) => {
            let by = match reason {
                Reason::Button | Reason::Words => Author::Visitor,
                Reason::Ai | Reason::NotHelped | Reason::Anger | Reason::Rule => Author::Ai,
            };
            let ring = reach.ring.iter().copied().collect();
            let mut decision =
                vec![(by, What::Requested { reason, ring, until: reach.until, team: reach.team, rule })];
            if reach.ring.is_empty() && !reach.more_may_come {
                decision.push((Author::Clock, What::Unanswered { why: Why::Nobody }));
            }
            Ok(decision)
        }
        State::Requested(_) | State::Live(_) | State::Ended(_) => {
            Err(refuse::wrong_state(state, "requested again"))
        }
    }
}

fn ring(state: &State, agents: &BTreeSet<AgentId>) -> Decision {
    let Some(request) = state.request().filter(|request| request.spreads()) else { return Decision::new() };
    let fresh: Vec<AgentId> = agents
        .iter()
        .copied()
        .filter(|agent| !request.ringing.contains(agent) && !request.ignored.contains(agent))
        .collect();
    if fresh.is_empty() { Decision::new() } else { vec![(Author::Clock, What::Rung { ring: fresh })] }
}

fn accept(state: &State, agent: AgentRef, now: Timestamp) -> Result<Decision, Refusal> {
    match state {
        State::Requested(request) if request.ringing.contains(&agent.id) => {
            let waited = now.since(request.since);
            Ok(vec![(Author::Agent(agent), What::Accepted { waited })])
        }
        State::Requested(_) => Err(refuse::not_rung()),
        // Their own accept again, because its ack was lost.
        State::Live(owner) if owner.id == agent.id => Ok(Decision::new()),
        State::Live(owner) => Err(refuse::taken(owner)),
        State::Ai | State::Completed(_) | State::Ended(_) => {
            Err(refuse::wrong_state(state, "accepted: the request is no longer open"))
        }
    }
}

fn ignore(state: &State, agent: AgentRef, more_may_come: bool) -> Result<Decision, Refusal> {
    match state {
        State::Requested(request) if request.ringing.contains(&agent.id) => {
            let last = request.ringing.len() == 1;
            let nobody_else = last && (!request.spreads() || !more_may_come);
            let mut decision = vec![(Author::Agent(agent), What::Ignored)];
            if nobody_else {
                decision.push((Author::Clock, What::Unanswered { why: Why::AllIgnored }));
            }
            Ok(decision)
        }
        State::Requested(_) => Err(refuse::not_rung()),
        State::Live(owner) => Err(refuse::taken(owner)),
        State::Ai | State::Completed(_) | State::Ended(_) => {
            Err(refuse::wrong_state(state, "ignored: the request is no longer open"))
        }
    }
}

fn cancel(state: &State) -> Result<Decision, Refusal> {
    match state {
        State::Requested(_) => Ok(vec![(Author::Visitor, What::Cancelled)]),
        State::Ai | State::Live(_) | State::Completed(_) | State::Ended(_) => {
            Err(refuse::wrong_state(state, "cancelled: no request is open"))
        }
    }
}

fn take_over(state: &State, agent: AgentRef) -> Result<Decision, Refusal> {
    match state {
        State::Ai | State::Requested(_) => Ok(vec![(Author::Agent(agent), What::TakenOver)]),
        State::Live(owner) if owner.id == agent.id => Ok(Decision::new()),
        State::Live(owner) => Err(refuse::taken(owner)),
        State::Completed(_) | State::Ended(_) => {
            Err(refuse::wrong_state(state, "taken over. Reactivate it instead"))
        }
    }
}

fn rate(state: &State, rating: Rating) -> Result<Decision, Refusal> {
    match state {
        State::Completed(_) | State::Ended(Some(_)) => Ok(vec![(Author::Visitor, What::Rated(rating))]),
        State::Ai | State::Requested(_) | State::Live(_) | State::Ended(None) => {
            Err(refuse::wrong_state(state, "rated: no chat with a live agent has just ended"))
        }
    }
}

fn agent_lost(state: &State, agent: AgentId, reach: &Reach) -> Decision {
    match state {
        State::Live(owner) if owner.id == agent => {
            let ring = reach.ring.iter().copied().collect();
            vec![(Author::Clock, What::AgentLost { ring, until: reach.until })]
        }
        State::Ai | State::Requested(_) | State::Live(_) | State::Completed(_) | State::Ended(_) => {
            Decision::new()
        }
    }
}

fn tick(state: &State, now: Timestamp) -> Decision {
    let due = |request: &&Request| request.until <= now;
    state
        .request()
        .filter(due)
        .map_or_else(Decision::new, |_| vec![(Author::Clock, What::Unanswered { why: Why::Timeout })])
}

/// What only the live agent who holds the chat may do.
fn held_by(state: &State, agent: AgentRef, what: What, wish: &str) -> Result<Decision, Refusal> {
    match state {
        State::Live(owner) if owner.id == agent.id => Ok(vec![(Author::Agent(agent), what)]),
        State::Live(owner) => Err(refuse::not_yours(owner)),
        State::Ai | State::Requested(_) | State::Completed(_) | State::Ended(_) => {
            Err(refuse::wrong_state(state, wish))
        }
    }
}

fn visitor_ends(state: &State) -> Result<Decision, Refusal> {
    match state {
        State::Ended(_) => Err(refuse::wrong_state(state, "ended again")),
        State::Ai | State::Requested(_) | State::Live(_) | State::Completed(_) => {
            Ok(vec![(Author::Visitor, What::Ended)])
        }
    }
}

fn reactivate(state: &State, agent: AgentRef) -> Result<Decision, Refusal> {
    match state {
        State::Completed(_) | State::Ended(_) => Ok(vec![(Author::Agent(agent), What::Reactivated)]),
        State::Live(owner) if owner.id != agent.id => Err(refuse::taken(owner)),
        State::Live(_) | State::Ai | State::Requested(_) => Err(refuse::wrong_state(state, "reactivated")),
    }
}
