//! tests: whom a request rings, wave by wave.

use baton_protocol::{
    Code, StateView, What,
    agent::AgentVerb,
    event::{Target, Why},
    team::TeamChange,
    visitor::VisitorVerb,
};
use baton_tests::{
    agent::Agent,
    http::problem,
    people::{EDA, LUIS, MIA},
    server::Server,
    visitor::Visitor,
};
use reqwest::StatusCode;

use super::{Office, asks, waves};
use crate::handover::connect;

/// No clock spreads what these stories ask for: it would take an hour.
const SLOW: &[&str] = &["--spread-seconds", "3600", "--ring-seconds", "3600"];

#[tokio::test(flavor = "multi_thread")]
async fn the_team_is_rung_first_and_the_others_when_nobody_of_it_answers() {
    let server = Server::with(&["--spread-seconds", "1"]).await;
    let office = Office::of(&server).await;
    let team = office.team("Tea", false, &[MIA]).await;
    office.rings(team).await;
    let (mut mia, mut luis) = (Agent::at_work(&server, MIA).await, Agent::at_work(&server, LUIS).await);
    let (mut visitor, id) = asks(&server, 2).await;
    luis.until("a request that has spread", |sees| sees.card(&id, |card| card.rings_me)).await;
    mia.until("the request", |sees| sees.card(&id, |card| card.rings_me)).await;
    let (mias, luiss) = (mia.sees.welcome.me.id, luis.sees.welcome.me.id);
    assert_eq!(waves(&mut luis, &id).await, [vec![mias], vec![luiss]]);
    let card = &luis.sees.cards[&id];
    assert_eq!(card.team, Some(team));
    let rings = card.rings.clone().expect("a request");
    assert_eq!((rings.ringing, rings.ignored), (vec![mias, luiss], Vec::new()));
    assert_eq!(luis.accepts().await, id);
    visitor.until("Luis", |sees| sees.shows(|chat| chat.is_with("Luis"))).await;
    assert!(
        !format!("{:?}", visitor.sees.chat().log).contains("TeamId"),
        "a team is not the visitor's to know"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn when_everybody_of_the_team_ignores_the_others_ring_at_once() {
    let server = Server::with(SLOW).await;
    let office = Office::of(&server).await;
    let team = office.team("Tea", false, &[MIA, EDA]).await;
    office.rings(team).await;
    let (mut mia, mut eda) = (Agent::at_work(&server, MIA).await, Agent::at_work(&server, EDA).await);
    let mut luis = Agent::at_work(&server, LUIS).await;
    let (_visitor, id) = asks(&server, 3).await;
    for agent in [&mut mia, &mut eda] {
        agent.until("the request", |sees| sees.card(&id, |card| card.rings_me)).await;
    }
    mia.does(&id, AgentVerb::Ignore).await.unwrap();
    eda.until("who ignored it", |sees| {
        sees.card(&id, |card| card.rings.as_ref().is_some_and(|rings| rings.ignored.len() == 1))
    })
    .await;
    assert!(!luis.sees.card(&id, |card| card.rings_me), "one of the team is still rung");
    eda.does(&id, AgentVerb::Ignore).await.unwrap();
    luis.until("the request", |sees| sees.card(&id, |card| card.rings_me)).await;
    let (mias, edas) = (mia.sees.welcome.me.id, eda.sees.welcome.me.id);
    let waves = waves(&mut luis, &id).await;
    assert_eq!(waves, [vec![mias, edas], vec![luis.sees.welcome.me.id]]);
    assert_eq!(luis.accepts().await, id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_team_keeps_its_requests_to_itself() {
    let server = Server::with(&["--spread-seconds", "1", "--ring-seconds", "4"]).await;
    let office = Office::of(&server).await;
    let team = office.team("Tea", true, &[MIA]).await;
    office.rings(team).await;
    let mut luis = Agent::at_work(&server, LUIS).await;
    // Nobody of the team is there, so nobody is.
    let (mut first, _) = asks(&server, 1).await;
    let nobody = |what: &What| matches!(what, What::Unanswered { why: Why::Nobody });
    first.until("that nobody is there", |sees| sees.shows(|chat| chat.find(nobody).is_some())).await;
    // One of the team is there and does not answer: the others are not rung, however often the clock looks.
    let mut mia = Agent::at_work(&server, MIA).await;
    let (mut second, id) = asks(&server, 2).await;
    let timeout = |what: &What| matches!(what, What::Unanswered { why: Why::Timeout });
    second.until("that nobody came", |sees| sees.shows(|chat| chat.find(timeout).is_some())).await;
    assert_eq!(waves(&mut mia, &id).await, [vec![mia.sees.welcome.me.id]]);
    // All of the team ignore it: that is the end of it.
    second.does(VisitorVerb::Request).await.unwrap();
    mia.until("the request", |sees| sees.card(&id, |card| card.rings_me)).await;
    mia.does(&id, AgentVerb::Ignore).await.unwrap();
    let ignored = |what: &What| matches!(what, What::Unanswered { why: Why::AllIgnored });
    second.until("that nobody comes", |sees| sees.shows(|chat| chat.find(ignored).is_some())).await;
    assert_eq!(second.sees.chat().state, StateView::Ai);
    luis.switches(false).await;
    assert!(luis.sees.cards.is_empty(), "Luis was told of {:?}", luis.sees.cards);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_least_busy_are_rung_first() {
    let server = Server::with(SLOW).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut busy = Visitor::arrives(&server).await;
    busy.until("one", |sees| sees.available == 1).await;
    connect(&mut busy, &mut mia).await;
    let mut luis = Agent::at_work(&server, LUIS).await;
    let mut eda = Agent::at_work(&server, EDA).await;
    let (_visitor, id) = asks(&server, 3).await;
    for agent in [&mut luis, &mut eda] {
        agent.until("the request", |sees| sees.card(&id, |card| card.rings_me)).await;
    }
    let (luiss, edas) = (luis.sees.welcome.me.id, eda.sees.welcome.me.id);
    assert_eq!(waves(&mut luis, &id).await, [vec![luiss, edas]]);
    luis.does(&id, AgentVerb::Ignore).await.unwrap();
    eda.does(&id, AgentVerb::Ignore).await.unwrap();
    mia.until("the request", |sees| sees.card(&id, |card| card.rings_me)).await;
    let early = luis.does(&id, AgentVerb::Accept).await.unwrap_err();
    assert_eq!(early.code, Code::NotRung);
    assert_eq!(waves(&mut mia, &id).await, [vec![luiss, edas], vec![mia.sees.welcome.me.id]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_the_visitor_talked_to_last_is_rung_first_and_alone() {
    let server = Server::with(SLOW).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.until("one", |sees| sees.available == 1).await;
    let id = connect(&mut visitor, &mut mia).await;
    // Mia is the busiest of all by now, so that she comes first for no other reason.
    let mut busy = Visitor::arrives(&server).await;
    connect(&mut busy, &mut mia).await;
    let mut luis = Agent::at_work(&server, LUIS).await;
    visitor.until("two", |sees| sees.available == 2).await;
    for finish in [AgentVerb::Complete, AgentVerb::End] {
        let over = if finish == AgentVerb::End { StateView::Ended } else { StateView::Completed };
        mia.does(&visitor.sees.chat().id.clone(), finish).await.unwrap();
        visitor.until("that it is over", |sees| sees.shows(|chat| chat.state == over)).await;
        let again = visitor.does(VisitorVerb::Request).await.unwrap().conversation;
        assert_eq!(again == id, over == StateView::Completed);
        mia.until("the request", |sees| sees.card(&again, |card| card.rings_me)).await;
        let before = mia.sees.welcome.me.id;
        assert_eq!(waves(&mut mia, &again).await.last(), Some(&vec![before]));
        if over == StateView::Completed {
            mia.does(&again, AgentVerb::Accept).await.unwrap();
            visitor.until("Mia", |sees| sees.shows(|chat| chat.is_with("Mia"))).await;
        } else {
            mia.does(&again, AgentVerb::Ignore).await.unwrap();
            assert_eq!(luis.accepts().await, again);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_that_is_gone_leaves_its_requests_to_everybody() {
    let server = Server::with(SLOW).await;
    let office = Office::of(&server).await;
    let team = office.team("Tea", true, &[MIA]).await;
    office.rings(team).await;
    let path = format!("/api/v1/teams/{}", team.0);
    let (status, code, _) = problem(office.admin.delete(&path).await).await;
    assert_eq!(
        (status, code),
        (StatusCode::CONFLICT, Code::WrongState),
        "what it keeps would be everybody's"
    );
    let wish = TeamChange { name: "Tea".to_owned(), closed: false, members: Vec::new(), version: 1 };
    assert_eq!(office.admin.put(&path, &wish).await.status(), StatusCode::OK);
    assert_eq!(office.admin.delete(&path).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(office.admin.delete(&path).await.status(), StatusCode::NOT_FOUND);
    let mut luis = Agent::at_work(&server, LUIS).await;
    let (_visitor, id) = asks(&server, 1).await;
    assert_eq!(luis.accepts().await, id);
    let refused = luis.does(&id, super::passing(Target::Team(team), "")).await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound);
}
