//! Conversation room, tests: the table itself, a row for every pair of state and command and for what tells them apart.

use baton_conversation::{Command, Request, State};
use baton_protocol::{
    AgentId, Author, Code, What,
    event::{AgentRef, Contact, Reason, Why},
};

use crate::{
    beside, endings,
    given::*,
    then::{
        Row,
        Then::{Does, Refuses},
        does, never, nothing, when,
    },
};

pub(crate) fn table() -> Vec<Row> {
    [words(), beside::rows(), requests(), answers(), clock(), endings::rows()].concat()
}

fn words() -> Vec<Row> {
    let says = || What::Message(words_saying("Hello"));
    let contact = Contact {
        name: "Kim".into(),
        email: "kim@example.com".into(),
        text: "Call me".into(),
        client_id: None,
    };
    let leaves = || What::Contact(contact.clone());
    [
        when(
            Command::VisitorSays(words_saying("Hello")),
            [
                (State::Ai, does(Author::Visitor, says(), State::Ai)),
                (requested(), does(Author::Visitor, says(), requested())),
                (live(), does(Author::Visitor, says(), live())),
                (completed(), does(Author::Visitor, says(), State::Ai)),
                (ended(), Refuses(Code::WrongState)),
            ],
        ),
        when(
            Command::AiSays(words_saying("Hello")),
            [
                (State::Ai, does(Author::Ai, says(), State::Ai)),
                (requested(), does(Author::Ai, says(), requested())),
                (live(), Refuses(Code::WrongState)),
                (completed(), Refuses(Code::WrongState)),
                (ended(), Refuses(Code::WrongState)),
            ],
        ),
        when(
            Command::AgentSays(ana(), words_saying("Hello")),
            [
                (State::Ai, Refuses(Code::WrongState)),
                (requested(), Refuses(Code::WrongState)),
                (live(), does(by(ana()), says(), live())),
                (completed(), Refuses(Code::WrongState)),
                (ended(), Refuses(Code::WrongState)),
            ],
        ),
        when(Command::AgentSays(ben(), words_saying("Hello")), [(live(), Refuses(Code::NotYours))]),
        when(
            Command::LeaveContact(contact.clone()),
            [
                (State::Ai, does(Author::Visitor, leaves(), State::Ai)),
                (requested(), does(Author::Visitor, leaves(), requested())),
                (live(), does(Author::Visitor, leaves(), live())),
                (completed(), does(Author::Visitor, leaves(), completed())),
                (ended(), Refuses(Code::WrongState)),
            ],
        ),
    ]
    .concat()
}

fn requests() -> Vec<Row> {
    let asks = |reason, allowed, reach| Command::Request { reason, allowed, reach, rule: String::new() };
    let asked = |reason, ring: &[u32]| What::Requested {
        reason,
        ring: ids(ring),
        until: UNTIL,
        team: Some(TEAM),
        rule: String::new(),
    };
    let opened = |ring: &[u32]| {
        State::Requested(Request { since: NOW, rung: NOW, team: Some(TEAM), ..open(ring, &[]) })
    };
    let nobody = || {
        let entries = [
            (Author::Visitor, asked(Reason::Words, &[])),
            (Author::Clock, What::Unanswered { why: Why::Nobody }),
        ];
        Does(entries.into(), State::Ai)
    };
    [
        when(
            asks(Reason::Button, true, reach(&[1, 2], true)),
            [
                (State::Ai, does(Author::Visitor, asked(Reason::Button, &[1, 2]), opened(&[1, 2]))),
                (requested(), Refuses(Code::WrongState)),
                (live(), Refuses(Code::WrongState)),
                (completed(), does(Author::Visitor, asked(Reason::Button, &[1, 2]), opened(&[1, 2]))),
                (ended(), Refuses(Code::WrongState)),
            ],
        ),
        when(asks(Reason::Button, false, reach(&[1, 2], true)), never(Code::RequestsOff)),
        when(
            asks(Reason::Ai, true, reach(&[1], false)),
            [(State::Ai, does(Author::Ai, asked(Reason::Ai, &[1]), opened(&[1])))],
        ),
        when(
            asks(Reason::Rule, true, reach(&[1], false)),
            [(State::Ai, does(Author::Ai, asked(Reason::Rule, &[1]), opened(&[1])))],
        ),
        when(
            asks(Reason::Words, true, reach(&[], true)),
            [(State::Ai, does(Author::Visitor, asked(Reason::Words, &[]), opened(&[])))],
        ),
        when(asks(Reason::Words, true, reach(&[], false)), [(State::Ai, nobody()), (completed(), nobody())]),
        when(
            Command::Ring([1, 2, 3, 4].map(AgentId).into()),
            [
                (State::Ai, nothing(State::Ai)),
                (
                    requested(),
                    does(Author::Clock, What::Rung { ring: ids(&[4]) }, {
                        State::Requested(Request { rung: NOW, ..open(&[1, 2, 4], &[3]) })
                    }),
                ),
                (transferred(), nothing(transferred())),
                (
                    to_team(&[2]),
                    does(Author::Clock, What::Rung { ring: ids(&[1, 3, 4]) }, {
                        State::Requested(Request {
                            rung: NOW,
                            only: true,
                            team: Some(TEAM),
                            ..open(&[1, 2, 3, 4], &[])
                        })
                    }),
                ),
                (live(), nothing(live())),
                (completed(), nothing(completed())),
                (ended(), nothing(ended())),
            ],
        ),
        when(Command::Ring([1, 3].map(AgentId).into()), [(requested(), nothing(requested()))]),
        when(
            Command::Cancel,
            [
                (State::Ai, Refuses(Code::WrongState)),
                (requested(), does(Author::Visitor, What::Cancelled, State::Ai)),
                (transferred(), does(Author::Visitor, What::Cancelled, State::Ai)),
                (live(), Refuses(Code::WrongState)),
                (completed(), Refuses(Code::WrongState)),
                (ended(), Refuses(Code::WrongState)),
            ],
        ),
    ]
    .concat()
}

fn answers() -> Vec<Row> {
    let ignores = |agent, more_may_come| Command::Ignore { agent, more_may_come };
    let ignored = |agent: AgentRef, ringing: &[u32], ignored: &[u32]| {
        does(by(agent), What::Ignored, State::Requested(open(ringing, ignored)))
    };
    let all_ignored = || {
        let entries =
            [(by(ana()), What::Ignored), (Author::Clock, What::Unanswered { why: Why::AllIgnored })];
        Does(entries.into(), State::Ai)
    };
    let only_ana = || State::Requested(open(&[1], &[2]));
    let wins = |what| does(by(ana()), what, live());
    [
        when(
            Command::Accept(ana()),
            [
                (State::Ai, Refuses(Code::WrongState)),
                (requested(), wins(What::Accepted { waited: 4_000 })),
                (transferred(), Refuses(Code::NotRung)),
                (live(), nothing(live())),
                (completed(), Refuses(Code::WrongState)),
                (ended(), Refuses(Code::WrongState)),
            ],
        ),
        when(
            Command::Accept(ben()),
            [
                (live(), Refuses(Code::Taken)),
                (transferred(), does(by(ben()), What::Accepted { waited: 4_000 }, State::Live(ben()))),
            ],
        ),
        when(Command::Accept(cho()), [(requested(), Refuses(Code::NotRung))]),
        when(
            ignores(ana(), false),
            [
                (State::Ai, Refuses(Code::WrongState)),
                (requested(), ignored(ana(), &[2], &[1, 3])),
                (only_ana(), all_ignored()),
                (transferred(), Refuses(Code::NotRung)),
                (live(), Refuses(Code::Taken)),
                (completed(), Refuses(Code::WrongState)),
                (ended(), Refuses(Code::WrongState)),
            ],
        ),
        when(
            ignores(ana(), true),
            [
                (only_ana(), ignored(ana(), &[], &[1, 2])),
                (State::Requested(Request { only: true, ..open(&[1], &[]) }), all_ignored()),
                // Somebody of the team may still become free.
                (
                    to_team(&[1]),
                    does(by(ana()), What::Ignored, {
                        State::Requested(Request { only: true, team: Some(TEAM), ..open(&[], &[1]) })
                    }),
                ),
            ],
        ),
        when(ignores(cho(), true), [(requested(), Refuses(Code::NotRung))]),
        when(
            Command::TakeOver(ana()),
            [
                (State::Ai, wins(What::TakenOver)),
                (requested(), wins(What::TakenOver)),
                (transferred(), wins(What::TakenOver)),
                (live(), nothing(live())),
                (completed(), Refuses(Code::WrongState)),
                (ended(), Refuses(Code::WrongState)),
            ],
        ),
        when(Command::TakeOver(ben()), [(live(), Refuses(Code::Taken))]),
    ]
    .concat()
}

fn clock() -> Vec<Row> {
    let lost = |agent: AgentRef, reach| Command::AgentLost { agent: agent.id, reach };
    let rings = |ring: &[u32]| {
        let request = Request { since: NOW, rung: NOW, urgent: true, ..open(ring, &[]) };
        does(Author::Clock, What::AgentLost { ring: ids(ring), until: UNTIL }, State::Requested(request))
    };
    let due = |request| State::Requested(Request { until: NOW, ..request });
    let late = || does(Author::Clock, What::Unanswered { why: Why::Timeout }, State::Ai);
    [
        when(
            lost(ana(), reach(&[2, 3], false)),
            [
                (State::Ai, nothing(State::Ai)),
                (requested(), nothing(requested())),
                (live(), rings(&[2, 3])),
                (completed(), nothing(completed())),
                (ended(), nothing(ended())),
            ],
        ),
        // It waits for its deadline even so: the one who was lost may come back.
        when(lost(ana(), reach(&[], false)), [(live(), rings(&[]))]),
        when(lost(ben(), reach(&[3], true)), [(live(), nothing(live()))]),
        when(
            Command::Tick,
            [
                (State::Ai, nothing(State::Ai)),
                (requested(), nothing(requested())),
                (due(open(&[1, 2], &[3])), late()),
                (due(open(&[], &[])), late()),
                (due(Request { only: true, ..open(&[2], &[]) }), late()),
                (State::Requested(Request { until: NOW.plus(1), ..open(&[1], &[]) }), {
                    nothing(State::Requested(Request { until: NOW.plus(1), ..open(&[1], &[]) }))
                }),
                (live(), nothing(live())),
                (completed(), nothing(completed())),
                (ended(), nothing(ended())),
            ],
        ),
    ]
    .concat()
}
