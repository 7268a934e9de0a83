//! Conversation room, tests: the table's rows of passing on, finishing and coming back.

use baton_conversation::{Command, Request, State};
use baton_protocol::{Author, Code, What, event::Target};

use crate::{
    given::*,
    then::{Row, Then::Refuses, does, never, when},
};

pub(crate) fn rows() -> Vec<Row> {
    let passes = |from, to, ring: &[u32]| Command::Transfer {
        from,
        to,
        ring: ids(ring).into_iter().collect(),
        note: "He knows lamps.".into(),
        until: UNTIL,
    };
    let to_ben = Target::Agent(ben().id);
    let passed = |to, ring: &[u32], after| {
        let what =
            What::Transferred { to: Some(to), ring: ids(ring), note: "He knows lamps.".into(), until: UNTIL };
        does(by(ana()), what, State::Requested(Request { since: NOW, rung: NOW, only: true, ..after }))
    };
    let held = |then| {
        [
            (State::Ai, Refuses(Code::WrongState)),
            (requested(), Refuses(Code::WrongState)),
            (live(), then),
            (completed(), Refuses(Code::WrongState)),
            (ended(), Refuses(Code::WrongState)),
        ]
    };
    let ends = |after| does(Author::Visitor, What::Ended, after);
    let back = || does(by(ben()), What::Reactivated, State::Live(ben()));
    [
        when(passes(ana(), to_ben, &[2]), held(passed(to_ben, &[2], open(&[2], &[])))),
        // Whoever passes a chat on is not rung for it, though they are in the team.
        when(
            passes(ana(), Target::Team(TEAM), &[1, 2, 3]),
            [(
                live(),
                passed(Target::Team(TEAM), &[2, 3], Request { team: Some(TEAM), ..open(&[2, 3], &[]) }),
            )],
        ),
        when(passes(cho(), to_ben, &[2]), [(live(), Refuses(Code::NotYours))]),
        when(passes(ben(), to_ben, &[2]), never(Code::Invalid)),
        when(Command::Complete(ana()), held(does(by(ana()), What::Completed, completed()))),
        when(Command::Complete(ben()), [(live(), Refuses(Code::NotYours))]),
        when(Command::AgentEnds(ana()), held(does(by(ana()), What::Ended, ended()))),
        when(Command::AgentEnds(ben()), [(live(), Refuses(Code::NotYours))]),
        when(
            Command::VisitorEnds,
            [
                (State::Ai, ends(State::Ended(None))),
                (requested(), ends(State::Ended(None))),
                (live(), ends(ended())),
                (completed(), ends(ended())),
                (ended(), Refuses(Code::WrongState)),
            ],
        ),
        when(
            Command::Reactivate(ben()),
            [
                (State::Ai, Refuses(Code::WrongState)),
                (requested(), Refuses(Code::WrongState)),
                (live(), Refuses(Code::Taken)),
                (completed(), back()),
                (ended(), back()),
                (State::Ended(None), back()),
            ],
        ),
        when(Command::Reactivate(ana()), [(live(), Refuses(Code::WrongState))]),
    ]
    .concat()
}
