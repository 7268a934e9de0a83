//! tests: a chat is passed on, to a team or to a person, with words for whoever takes it.

use baton_protocol::agent::AgentVerb;
use baton_protocol::{
    AgentId, Code, StateView, TeamId, What,
    event::{Target, Why},
    limits::MESSAGE_CHARS,
};
use baton_tests::{
    agent::Agent,
    people::{EDA, LUIS, MIA},
    server::Server,
};

use super::{Office, asks, passing, told, waves};

/// Words that no visitor reads.
const NOTE: &str = "Careful, they are furious about the teapot";

#[tokio::test(flavor = "multi_thread")]
async fn a_team_takes_it_over_with_a_note_that_no_visitor_reads() {
    let server = Server::with(&["--spread-seconds", "1"]).await;
    let office = Office::of(&server).await;
    let team = office.team("Orders", false, &[MIA, LUIS]).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let (mut visitor, id) = asks(&server, 1).await;
    assert_eq!(mia.accepts().await, id);
    let (mut luis, mut eda) = (Agent::at_work(&server, LUIS).await, Agent::at_work(&server, EDA).await);
    visitor.until("all three", |sees| sees.available == 3).await;
    let done = mia.does(&id, passing(Target::Team(team), NOTE)).await.unwrap();
    luis.until("the request", |sees| sees.card(&id, |card| card.rings_me && card.team == Some(team))).await;
    let refused = mia.does(&id, AgentVerb::Accept).await.unwrap_err();
    assert_eq!(refused.code, Code::NotRung, "whoever passes it on is not rung");
    let to_luis = vec![luis.sees.welcome.me.id];
    assert_eq!(waves(&mut luis, &id).await.last(), Some(&to_luis));
    let passed = |what: &What| match what {
        What::Transferred { to, note, .. } => *to == Some(Target::Team(team)) && note == NOTE,
        _ => false,
    };
    assert_eq!(luis.sees.chat(&id).find(passed), Some(done.seq), "whoever takes it reads the note");
    assert_eq!(luis.accepts().await, id);
    visitor.until("Luis", |sees| sees.shows(|chat| chat.is_with("Luis"))).await;
    // Luis passes it on to Eda, to her alone: the clock may look as often as it likes.
    let edas = eda.sees.welcome.me.id;
    luis.does(&id, passing(Target::Agent(edas), &format!("  {NOTE}  "))).await.unwrap();
    eda.until("the request", |sees| sees.card(&id, |card| card.rings_me)).await;
    assert_eq!(waves(&mut eda, &id).await.last(), Some(&vec![edas]));
    assert!(
        eda.sees.chat(&id).find(passed).is_none_or(|seq| seq == done.seq),
        "it names whom it was passed to"
    );
    let to_eda = |what: &What| match what {
        What::Transferred { to, note, .. } => *to == Some(Target::Agent(edas)) && note == NOTE,
        _ => false,
    };
    assert!(eda.sees.chat(&id).find(to_eda).is_some());
    assert_eq!(eda.accepts().await, id);
    visitor.until("Eda", |sees| sees.shows(|chat| chat.is_with("Eda"))).await;
    let wire = told(&server, &visitor).await;
    assert!(!wire.contains("teapot"), "{wire}");
    assert!(wire.contains("transferred"), "the visitor is told that it was passed on: {wire}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_who_is_not_there_is_passed_a_chat() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let alone = office.team("Alone", false, &[MIA]).await;
    let away = office.team("Away", false, &[LUIS]).await;
    let empty = office.team("Empty", false, &[]).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    // Luis is signed in, and his switch is off.
    let luis = Agent::signs_in(&server, LUIS).await;
    let (mut visitor, id) = asks(&server, 1).await;
    assert_eq!(mia.accepts().await, id);
    let mias = mia.sees.welcome.me.id;
    for (to, code) in [
        (Target::Agent(luis.sees.welcome.me.id), Code::WrongState),
        (Target::Agent(AgentId(404)), Code::NotFound),
        (Target::Agent(AgentId(u32::MAX)), Code::NotFound),
        (Target::Agent(mias), Code::Invalid),
        (Target::Team(alone), Code::WrongState),
        (Target::Team(away), Code::WrongState),
        (Target::Team(empty), Code::WrongState),
        (Target::Team(TeamId(404)), Code::NotFound),
    ] {
        let refused = mia.does(&id, passing(to, NOTE)).await.unwrap_err();
        assert_eq!(refused.code, code, "{to:?}: {refused:?}");
    }
    let long = "a".repeat(MESSAGE_CHARS + 1);
    let refused = mia.does(&id, passing(Target::Team(away), &long)).await.unwrap_err();
    assert_eq!(refused.code, Code::TooLong);
    let said = mia.says(&id, "I stay with you.").await;
    visitor.until("Mia's words", |sees| sees.shows(|chat| chat.last() >= said.seq)).await;
    assert!(visitor.sees.chat().is_with("Mia"));
    assert_eq!(visitor.sees.chat().find(|what| matches!(what, What::Transferred { .. })), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_does_not_want_it_is_the_end_of_it_and_a_team_rings_who_comes_later() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let team = office.team("Orders", false, &[LUIS, EDA]).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut luis = Agent::at_work(&server, LUIS).await;
    let (mut visitor, id) = asks(&server, 2).await;
    assert_eq!(mia.accepts().await, id);
    mia.does(&id, passing(Target::Team(team), "")).await.unwrap();
    luis.until("the request", |sees| sees.card(&id, |card| card.rings_me)).await;
    let mut eda = Agent::at_work(&server, EDA).await;
    assert_eq!(eda.accepts().await, id);
    eda.does(&id, passing(Target::Agent(luis.sees.welcome.me.id), "")).await.unwrap();
    luis.until("the request", |sees| sees.card(&id, |card| card.rings_me)).await;
    luis.does(&id, AgentVerb::Ignore).await.unwrap();
    let told = |what: &What| matches!(what, What::Unanswered { why: Why::AllIgnored });
    visitor.until("that nobody comes", |sees| sees.shows(|chat| chat.find(told).is_some())).await;
    assert_eq!(visitor.sees.chat().state, StateView::Ai);
}
