//! tests: a live agent at the limit of chats is not available, and is again when one is finished.

use baton_protocol::{agent::AgentVerb, visitor::VisitorVerb};
use baton_tests::{agent::Agent, people::MIA, server::Server, visitor::Visitor};

use super::connect;

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_at_the_limit_leaves_the_count_until_a_chat_is_finished() {
    let server = Server::with(&["--chat-limit", "1"]).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut first = Visitor::arrives(&server).await;
    let mut second = Visitor::arrives(&server).await;
    let id = connect(&mut first, &mut mia).await;
    second.until("nobody", |sees| sees.available == 0).await;
    // Mia is on duty, so the request waits for her instead of being told that nobody is there.
    second.does(VisitorVerb::Request).await.unwrap();
    second.until("the first place", |sees| sees.queue.is_some_and(|queue| queue.position == 1)).await;
    assert!(second.sees.chat().is_requested());
    mia.does(&id, AgentVerb::Complete).await.unwrap();
    let next = mia.accepts().await;
    assert_ne!(next, id);
    second.until("Mia", |sees| sees.shows(|chat| chat.is_with("Mia"))).await;
    first
        .until("that it is completed", |sees| {
            sees.shows(|chat| chat.state == baton_protocol::StateView::Completed)
        })
        .await;
}
