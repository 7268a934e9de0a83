//! Conversation room, tests: the states, people and times that the table is written with.

use baton_conversation::{Reach, Request, State};
use baton_protocol::{
    AgentId, Author, TeamId, Timestamp,
    event::{AgentRef, Message},
};

pub(crate) const SINCE: Timestamp = Timestamp(1_000);
pub(crate) const NOW: Timestamp = Timestamp(5_000);
pub(crate) const UNTIL: Timestamp = Timestamp(61_000);
pub(crate) const TEAM: TeamId = TeamId(7);

/// Rings Ana and Ben; Cho has ignored it.
pub(crate) fn requested() -> State {
    State::Requested(open(&[1, 2], &[3]))
}

/// Ana has passed her chat on to Ben.
pub(crate) fn transferred() -> State {
    State::Requested(Request { only: true, ..open(&[2], &[]) })
}

/// Ana has passed her chat on to a team.
pub(crate) fn to_team(ringing: &[u32]) -> State {
    State::Requested(Request { only: true, team: Some(TEAM), ..open(ringing, &[]) })
}

pub(crate) fn live() -> State {
    State::Live(ana())
}

pub(crate) fn completed() -> State {
    State::Completed(ana())
}

pub(crate) fn ended() -> State {
    State::Ended(Some(ana()))
}

pub(crate) fn open(ringing: &[u32], ignored: &[u32]) -> Request {
    let [ringing, ignored] = [ringing, ignored].map(|agents| ids(agents).into_iter().collect());
    Request {
        since: SINCE,
        until: UNTIL,
        ringing,
        ignored,
        urgent: false,
        only: false,
        team: None,
        rung: SINCE,
    }
}

pub(crate) fn reach(ring: &[u32], more_may_come: bool) -> Reach {
    Reach { ring: ids(ring).into_iter().collect(), team: Some(TEAM), more_may_come, until: UNTIL }
}

pub(crate) fn ids(agents: &[u32]) -> Vec<AgentId> {
    agents.iter().copied().map(AgentId).collect()
}

pub(crate) fn ana() -> AgentRef {
    AgentRef { id: AgentId(1), name: "Ana".into(), picture: None }
}

pub(crate) fn ben() -> AgentRef {
    AgentRef { id: AgentId(2), name: "Ben".into(), picture: None }
}

pub(crate) fn cho() -> AgentRef {
    AgentRef { id: AgentId(3), name: "Cho".into(), picture: None }
}

pub(crate) fn by(agent: AgentRef) -> Author {
    Author::Agent(agent)
}

pub(crate) fn words_saying(text: &str) -> Message {
    Message { text: text.into(), ..Message::default() }
}
