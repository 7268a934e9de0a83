//! tests: a reader that never reads is closed, and nobody else notices anything.

use baton_protocol::{limits::MESSAGE_CHARS, visitor::Hello};
use baton_tests::{
    agent::Agent,
    eventually,
    http::Http,
    people::MIA,
    server::Server,
    visitor::{SITE, Visitor},
};

use crate::handover::connect;

/// Enough to fill every buffer between the server and a reader: about 12 MB.
const MESSAGES: usize = 400;

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_never_reads_is_closed_and_another_chat_goes_on() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let hello = Hello { site: SITE.to_owned(), ..Hello::default() };
    let mut slow = Visitor::tries(&server, hello, Some(4096)).await.expect("a welcome");
    let id = connect(&mut slow, &mut mia).await;
    let mut other = Visitor::arrives(&server).await;
    let others = connect(&mut other, &mut mia).await;

    slow.line.reads(false);
    let long: String = "\u{1f375}".repeat(MESSAGE_CHARS);
    for _ in 0..MESSAGES {
        mia.says(&id, &long).await;
    }
    // The other chat is as lively as before, while the slow one's connection is stuck.
    for round in 0..10 {
        mia.says(&others, &format!("Word {round}")).await;
        other.says(&format!("Answer {round}")).await;
    }
    other.until("ten words", |sees| sees.shows(|chat| chat.agents_said().len() == 10)).await;
    mia.until("ten answers", |sees| sees.shows(&others, |chat| chat.visitor_said().len() == 10)).await;

    // The server lets go of it by itself: its visitor is no longer there.
    let http = Http::with_cookie(&server, &mia.cookie);
    eventually("the slow reader's end", || gone(&http, &id)).await;
    // Whoever begins to read again finds the end, comes back, and has everything.
    slow.line.reads(true);
    let sees = slow.sees.clone();
    drop(slow);
    let mut slow = Visitor::again(&server, &sees).await;
    slow.until("everything", |sees| sees.shows(|chat| chat.agents_said().len() == MESSAGES)).await;
    assert!(slow.sees.chat().agents_said().iter().all(|text| *text == long));
}

/// There once the visitor of this conversation has no connection any more.
async fn gone(http: &Http, id: &baton_protocol::ConversationId) -> Option<()> {
    use baton_protocol::{
        agent::{AgentFrame, AgentNews},
        poll::Answered,
    };
    let told: Answered<AgentNews> = http.told("/api/v1/agent/frames", &AgentFrame::Open(id.clone())).await;
    let offline = told.news.iter().any(|news| match news {
        AgentNews::Opened(opened) => !opened.visitor.online,
        _ => false,
    });
    offline.then_some(())
}
