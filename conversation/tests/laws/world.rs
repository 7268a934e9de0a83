//! Conversation room, tests: a small world that asks things of one conversation, well and badly timed.

use std::collections::BTreeSet;

use baton_conversation::{Command, Reach, State, apply, decide};
use baton_protocol::{
    AgentId, Event, Refusal, TeamId, Timestamp,
    event::{AgentRef, Contact, Message, Note, Rating, Reason, Target},
};
use proptest::{collection::vec, prelude::*, sample::select, strategy::Union};

/// How long a request may wait, milliseconds.
pub(crate) const PATIENCE: i64 = 60_000;

const NAMES: [&str; 3] = ["Ana", "Ben", "Cho"];

/// Where a live agent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Signed out or switched off.
    Away,
    /// Switched on, but at the limit of chats.
    Full,
    /// Can be rung.
    Free,
}

/// Time passes, somebody comes or goes, and somebody asks for something.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// Milliseconds; the clock may be set back.
    passes: i64,
    moves: Option<(usize, Presence)>,
    asks: Command,
}

/// A command and what came of it.
#[derive(Debug)]
pub(crate) struct Turn {
    pub(crate) now: Timestamp,
    pub(crate) command: Command,
    pub(crate) outcome: Result<Vec<Event>, Refusal>,
    /// The state afterwards.
    pub(crate) after: State,
}

/// One conversation, from its beginning.
pub(crate) fn play(steps: &[Step]) -> Vec<Turn> {
    let mut state = State::default();
    let mut now = Timestamp(1_000_000);
    let mut seq = 0;
    let mut agents = [Presence::Free, Presence::Free, Presence::Away];
    let mut turns = Vec::with_capacity(steps.len());
    for step in steps {
        now = now.plus(step.passes);
        if let Some((agent, presence)) = step.moves {
            agents[agent] = presence;
        }
        let command = inform(step.asks.clone(), agents, now);
        let outcome = decide(&state, command.clone(), now).map(|decision| {
            let event = |(by, what)| {
                seq += 1;
                Event { seq, at: now, by, what }
            };
            decision.into_iter().map(event).collect::<Vec<_>>()
        });
        for event in outcome.iter().flatten() {
            state = apply(state, event);
        }
        turns.push(Turn { now, command, outcome, after: state.clone() });
    }
    turns
}

/// Fills in what a command has to know of the world.
fn inform(command: Command, agents: [Presence; 3], now: Timestamp) -> Command {
    let (free, more_may_come, until) = (free(agents), agents.contains(&Presence::Full), now.plus(PATIENCE));
    let reach = Reach { ring: free.clone(), team: None, more_may_come, until };
    match command {
        Command::Request { reason, allowed, rule, .. } => Command::Request { reason, allowed, reach, rule },
        Command::AgentLost { agent, .. } => Command::AgentLost { agent, reach },
        Command::Transfer { from, to: Target::Agent(to), note, .. } => {
            Command::Transfer { from, to: Target::Agent(to), ring: [to].into(), note, until }
        }
        Command::Transfer { from, to, note, .. } => Command::Transfer { from, to, ring: free, note, until },
        Command::Ignore { agent, .. } => Command::Ignore { agent, more_may_come },
        Command::Ring(_) => Command::Ring(free),
        Command::VisitorSays(_)
        | Command::AiSays(_)
        | Command::AgentSays(..)
        | Command::Accept(_)
        | Command::Cancel
        | Command::TakeOver(_)
        | Command::Tick
        | Command::Complete(_)
        | Command::AgentEnds(_)
        | Command::VisitorEnds
        | Command::Reactivate(_)
        | Command::LeaveContact(_)
        | Command::Note(..)
        | Command::Label(..)
        | Command::Settle(_)
        | Command::Judge { .. }
        | Command::Unsend(_)
        | Command::Rate(_) => command,
    }
}

fn free(agents: [Presence; 3]) -> BTreeSet<AgentId> {
    (1..).zip(agents).filter(|(_, presence)| *presence == Presence::Free).map(|(id, _)| AgentId(id)).collect()
}

/// Any conversation of up to 80 commands.
pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let passes = prop_oneof![6 => 0..2_000_i64, 1 => -5_000..0_i64, 1 => 0..2 * PATIENCE];
    let presence = select(&[Presence::Away, Presence::Full, Presence::Free][..]);
    let moves = prop::option::weighted(0.3, (0..NAMES.len(), presence));
    let step = (passes, moves, asks()).prop_map(|(passes, moves, asks)| Step { passes, moves, asks });
    vec(step, 0..80)
}

/// Any command; those that lead into and through requests come more often than those that end a conversation.
fn asks() -> impl Strategy<Value = Command> {
    let from_agent = |weight, command: fn(AgentRef) -> Command| (weight, agent().prop_map(command).boxed());
    let plain = |weight, command: Command| (weight, Just(command).boxed());
    let reason = select(&[Reason::Button, Reason::Words, Reason::Ai, Reason::Anger][..]);
    let request = (reason, prop::bool::weighted(0.9)).prop_map(|(reason, allowed)| Command::Request {
        reason,
        allowed,
        reach: Reach::default(),
        rule: String::new(),
    });
    let to =
        prop_oneof![3 => agent().prop_map(|to| Target::Agent(to.id)), 1 => Just(Target::Team(TeamId(7)))];
    let transfer = (agent(), to).prop_map(|(from, to)| Command::Transfer {
        from,
        to,
        ring: BTreeSet::new(),
        note: String::new(),
        until: Timestamp::default(),
    });
    let contact = Contact {
        name: "Kim".into(),
        email: "kim@example.com".into(),
        text: "Hello".into(),
        client_id: None,
    };
    Union::new_weighted(vec![
        plain(3, Command::VisitorSays(message())),
        plain(4, Command::AiSays(message())),
        from_agent(3, |agent| Command::AgentSays(agent, message())),
        (8, request.boxed()),
        plain(3, Command::Ring(BTreeSet::new())),
        from_agent(6, Command::Accept),
        from_agent(5, |agent| Command::Ignore { agent, more_may_come: false }),
        plain(1, Command::Cancel),
        from_agent(2, Command::TakeOver),
        (4, transfer.boxed()),
        from_agent(2, |agent| Command::AgentLost { agent: agent.id, reach: Reach::default() }),
        plain(2, Command::Tick),
        from_agent(2, Command::Complete),
        from_agent(1, Command::AgentEnds),
        plain(1, Command::VisitorEnds),
        from_agent(3, Command::Reactivate),
        plain(1, Command::LeaveContact(contact)),
        from_agent(1, |agent| Command::Note(agent, Note { client_id: None, text: "A regular".into() })),
        from_agent(1, |agent| Command::Label(agent, vec!["vip".into()])),
        from_agent(1, Command::Settle),
        plain(1, Command::Rate(Rating { stars: 4, text: String::new() })),
        plain(1, Command::Judge { seq: 2, helpful: false }),
        plain(1, Command::Unsend(1)),
    ])
}

fn agent() -> impl Strategy<Value = AgentRef> {
    (0..NAMES.len()).prop_map(|index| AgentRef {
        id: AgentId(index as u32 + 1),
        name: NAMES[index].into(),
        picture: None,
    })
}

fn message() -> Message {
    Message { text: "Hello".into(), ..Message::default() }
}
