//! tests: availability, the queue and its places, waits that were measured, and taking a request back.

use baton_protocol::{Code, StateView, What, event::Reason, visitor::VisitorVerb};
use baton_tests::{
    agent::Agent,
    people::{LUIS, MIA},
    server::Server,
    visitor::Visitor,
};

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_available_agents_is_pushed_as_it_changes() {
    let server = Server::start().await;
    let mut visitor = Visitor::arrives(&server).await;
    assert_eq!(visitor.sees.available, 0);
    let mut mia = Agent::signs_in(&server, MIA).await;
    assert!(!mia.sees.switch, "nobody is available who has not said so");
    mia.switches(true).await;
    visitor.until("one", |sees| sees.available == 1).await;
    let mut luis = Agent::at_work(&server, LUIS).await;
    visitor.until("two", |sees| sees.available == 2).await;
    luis.until("two", |sees| sees.available == 2).await;
    let second_tab = Agent::connects(&server, &luis.cookie).await;
    assert!(second_tab.sees.switch, "the switch is the person's, not the tab's");
    assert_eq!(second_tab.sees.available, 2, "a person in two tabs is one");
    drop(second_tab);
    mia.switches(false).await;
    visitor.until("one again", |sees| sees.available == 1).await;
    drop(luis);
    visitor.until("none", |sees| sees.available == 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_switch_moves_in_every_tab() {
    let server = Server::start().await;
    let mut one = Agent::signs_in(&server, MIA).await;
    let mut other = Agent::connects(&server, &one.cookie).await;
    one.switches(true).await;
    other.until("the switch", |sees| sees.switch).await;
    other.switches(false).await;
    one.until("the switch", |sees| !sees.switch).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn visitors_see_their_place_and_a_wait_only_once_one_was_measured() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let (mut first, mut second) = (Visitor::arrives(&server).await, Visitor::arrives(&server).await);
    first.does(VisitorVerb::Request).await.unwrap();
    first.until("the first place", |sees| sees.queue.is_some_and(|queue| queue.position == 1)).await;
    second.does(VisitorVerb::Request).await.unwrap();
    second.until("the second place", |sees| sees.queue.is_some_and(|queue| queue.position == 2)).await;
    assert_eq!(first.sees.queue.and_then(|queue| queue.wait), None, "nothing was measured yet");
    assert_eq!(second.sees.queue.and_then(|queue| queue.wait), None, "nothing was measured yet");
    let asked = first.sees.chat().find(|what| matches!(what, What::Requested { reason: Reason::Button, .. }));
    assert_eq!(asked, Some(1));

    let id = first.sees.chat().id.clone();
    mia.until("both requests", |sees| sees.cards.values().filter(|card| card.rings_me).count() == 2).await;
    mia.does(&id, baton_protocol::agent::AgentVerb::Accept).await.unwrap();
    second.until("the first place", |sees| sees.queue.is_some_and(|queue| queue.position == 1)).await;
    second.until("a measured wait", |sees| sees.queue.is_some_and(|queue| queue.wait.is_some())).await;
    let wait = second.sees.queue.and_then(|queue| queue.wait).unwrap();
    let waited = first.sees.chat().log.len();
    assert!(wait >= 0 && waited > 0, "{wait}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_can_be_taken_back() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let nothing = visitor.does(VisitorVerb::Cancel).await.unwrap_err();
    assert_eq!(nothing.code, Code::WrongState, "there is no conversation");
    visitor.does(VisitorVerb::Request).await.unwrap();
    let twice = visitor.does(VisitorVerb::Request).await.unwrap_err();
    assert_eq!(twice.code, Code::WrongState);
    mia.until("a request", |sees| sees.ringing().is_some()).await;
    let id = mia.sees.ringing().cloned().unwrap();
    visitor.does(VisitorVerb::Cancel).await.unwrap();
    visitor.until("the AI agent", |sees| sees.shows(|chat| chat.state == StateView::Ai)).await;
    mia.until("silence", |sees| sees.ringing().is_none()).await;
    let late = mia.does(&id, baton_protocol::agent::AgentVerb::Accept).await.unwrap_err();
    assert_eq!(late.code, Code::WrongState);
    visitor.says("How long do you keep parcels at the pick-up point?").await;
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
}
