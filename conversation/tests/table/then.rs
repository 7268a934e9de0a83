//! Conversation room, tests: what the table says of one command, and how its rows are written.

use std::iter::repeat_n;

use baton_conversation::{Command, State};
use baton_protocol::{Author, Code, What};

use crate::given::{completed, ended, live, requested};

/// What has to follow.
#[derive(Clone, Debug)]
pub(crate) enum Then {
    /// These entries in the log, and this state after them.
    Does(Vec<(Author, What)>, State),
    /// A refusal with this code.
    Refuses(Code),
}

pub(crate) type Row = (State, Command, Then);

/// One command in these states.
pub(crate) fn when<const N: usize>(command: Command, rows: [(State, Then); N]) -> Vec<Row> {
    repeat_n(command, N).zip(rows).map(|(when, (given, then))| (given, when, then)).collect()
}

/// Refused in every state.
pub(crate) fn never(code: Code) -> [(State, Then); 5] {
    [State::Ai, requested(), live(), completed(), ended()].map(|given| (given, Then::Refuses(code)))
}

/// One entry in the log.
pub(crate) fn does(by: Author, what: What, after: State) -> Then {
    Then::Does(vec![(by, what)], after)
}

/// Nothing to do, and no reason to refuse.
pub(crate) fn nothing(after: State) -> Then {
    Then::Does(Vec::new(), after)
}
