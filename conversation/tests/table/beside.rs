//! Conversation room, tests: the table's rows of what is done beside a conversation, and moves nothing.

use baton_conversation::{Command, State};
use baton_protocol::{
    Author, Code, What,
    event::{Note, Rating},
};

use crate::{
    given::*,
    then::{Row, Then::Refuses, does, when},
};

pub(crate) fn rows() -> Vec<Row> {
    let anywhere = |by: Author, what: What| {
        [State::Ai, requested(), live(), completed(), ended()]
            .map(|given| (given.clone(), does(by.clone(), what.clone(), given)))
    };
    let note = Note { client_id: None, text: "A regular.".into() };
    let labels = vec!["vip".to_owned()];
    let rating = || Rating { stars: 5, text: "Quick".into() };
    let rated = |given: State| does(Author::Visitor, What::Rated(rating()), given);
    [
        when(Command::Note(cho(), note.clone()), anywhere(by(cho()), What::Note(note))),
        when(Command::Label(cho(), labels.clone()), anywhere(by(cho()), What::Labelled { labels })),
        when(Command::Settle(cho()), anywhere(by(cho()), What::Settled)),
        when(
            Command::Judge { seq: 4, helpful: true },
            anywhere(Author::Visitor, What::Judged { seq: 4, helpful: true }),
        ),
        when(Command::Unsend(4), anywhere(Author::Visitor, What::Unsent { seq: 4 })),
        when(
            Command::Rate(rating()),
            [
                (State::Ai, Refuses(Code::WrongState)),
                (requested(), Refuses(Code::WrongState)),
                (live(), Refuses(Code::WrongState)),
                (completed(), rated(completed())),
                (ended(), rated(ended())),
                (State::Ended(None), Refuses(Code::WrongState)),
            ],
        ),
    ]
    .concat()
}
