//! tests: a live agent's tab or line dies in the middle of a chat.

use baton_protocol::{What, agent::AgentVerb, visitor::VisitorVerb};
use baton_tests::{
    agent::Agent,
    people::{LUIS, MIA},
    server::Server,
    visitor::Visitor,
};

use crate::handover::connect;

fn lost(what: &What) -> bool {
    matches!(what, What::AgentLost { .. })
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_gone_leaves_the_count_and_their_chats_ring_others_first_of_all() {
    let server = Server::with(&["--grace-seconds", "1", "--chat-limit", "1"]).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut first = Visitor::arrives(&server).await;
    connect(&mut first, &mut mia).await;
    // Luis comes, and is rung by another visitor who has waited for a while when Mia's line dies.
    let mut luis = Agent::at_work(&server, LUIS).await;
    let mut second = Visitor::arrives(&server).await;
    second.until("Luis", |sees| sees.available == 1).await;
    let waiting = second.does(VisitorVerb::Request).await.unwrap().conversation;
    second.until("the first place", |sees| sees.queue.is_some_and(|queue| queue.position == 1)).await;
    let id = first.sees.chat().id.clone();
    drop(mia);
    first.until("that Mia is gone", |sees| sees.shows(|chat| chat.find(lost).is_some())).await;
    assert!(first.sees.chat().is_requested());
    first.until("the first place", |sees| sees.queue.is_some_and(|queue| queue.position == 1)).await;
    second.until("the second place", |sees| sees.queue.is_some_and(|queue| queue.position == 2)).await;
    luis.until("both requests", |sees| {
        sees.card(&id, |card| card.rings_me) && sees.card(&waiting, |card| card.rings_me)
    })
    .await;
    luis.opens(&id).await;
    luis.does(&id, AgentVerb::Accept).await.unwrap();
    first.until("Luis", |sees| sees.shows(|chat| chat.is_with("Luis"))).await;
    second.until("the first place", |sees| sees.queue.is_some_and(|queue| queue.position == 1)).await;
    luis.says(&id, "Mia is gone; I go on.").await;
    first.until("Luis' words", |sees| sees.shows(|chat| chat.agents_said().len() == 1)).await;
    let times = first.sees.chat().log.iter().filter(|event| lost(&event.what)).count();
    assert_eq!(times, 1, "told once");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_back_within_the_grace_time_has_lost_nothing() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = connect(&mut visitor, &mut mia).await;
    let (cookie, sees) = (mia.cookie.clone(), mia.sees.clone());
    drop(mia);
    visitor.until("nobody", |sees| sees.available == 0).await;
    visitor.says("Are you there?").await;
    let mut mia = Agent::again(&server, &cookie, &sees).await;
    mia.until("what was missed", |sees| sees.shows(&id, |chat| chat.visitor_said().len() == 1)).await;
    mia.says(&id, "Yes.").await;
    visitor.until("the answer", |sees| sees.shows(|chat| chat.agents_said() == ["Yes."])).await;
    visitor.until("Mia", |sees| sees.available == 1).await;
    assert_eq!(visitor.sees.chat().find(lost), None);
}

/// The line is up, but nobody answers at its other end: a machine that sleeps, a cable that was pulled.
#[tokio::test(flavor = "multi_thread")]
async fn a_console_that_answers_no_ping_leaves_the_count() {
    let server = Server::with(&["--grace-seconds", "1"]).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    connect(&mut visitor, &mut mia).await;
    visitor.until("Mia", |sees| sees.available == 1).await;
    mia.line.reads(false);
    visitor.until("nobody", |sees| sees.available == 0).await;
    visitor.until("that Mia is gone", |sees| sees.shows(|chat| chat.find(lost).is_some())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_come_back_after_a_restart_is_gone() {
    let mut server = Server::with(&["--grace-seconds", "1"]).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    connect(&mut visitor, &mut mia).await;
    server.kill().await;
    server.begin().await;
    let mut visitor = Visitor::again(&server, &visitor.sees).await;
    visitor.until("that Mia is gone", |sees| sees.shows(|chat| chat.find(lost).is_some())).await;
    assert!(visitor.sees.chat().is_requested(), "the request waits for whoever comes");
    let mut luis = Agent::at_work(&server, LUIS).await;
    luis.accepts().await;
    visitor.until("Luis", |sees| sees.shows(|chat| chat.is_with("Luis"))).await;
}
