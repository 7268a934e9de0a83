//! tests: whoever comes back gets what they missed, in order, or everything anew where that cannot be.

use std::time::Duration;

use baton_protocol::{
    ConversationId, StateView,
    agent::AgentVerb,
    limits::PAGE_EVENTS,
    visitor::{Have, Hello, VisitorVerb},
};
use baton_tests::{
    agent::Agent,
    people::MIA,
    server::Server,
    visitor::{Visitor, VisitorSees},
};

use crate::handover::connect;

#[tokio::test(flavor = "multi_thread")]
async fn missed_events_come_in_order() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = connect(&mut visitor, &mut mia).await;
    let left = visitor.sees.clone();
    drop(visitor);
    for number in 0..7 {
        mia.says(&id, &format!("Word {number}")).await;
    }
    let mut back = Visitor::again(&server, &left).await;
    assert!(back.sees.welcome.resumed && back.sees.welcome.conversation.is_none());
    assert_eq!(back.sees.welcome.token, None, "a token is shown once");
    back.until("what was missed", |sees| sees.shows(|chat| chat.agents_said().len() == 7)).await;
    assert_eq!(back.sees.snapshots, left.snapshots, "what the client held was kept");
    // The state comes along even where no event was missed.
    let last = back.sees.clone();
    mia.does(&id, AgentVerb::Complete).await.unwrap();
    back = Visitor::again(&server, &last).await;
    back.until("the state", |sees| sees.shows(|chat| chat.state == StateView::Completed)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_another_epoch_or_conversation_or_too_old_a_one_is_replaced() {
    let server = Server::start().await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.says("Hello").await;
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    let good = visitor.sees.chat().have(&visitor.sees.welcome.epoch);
    let stranger = ConversationId::parse("AAAAAAAAAAAAAAAAAAAAAA").unwrap();
    for have in [
        Have { epoch: "another".to_owned(), ..good.clone() },
        Have { conversation: stranger, ..good.clone() },
    ] {
        let hello = Hello { have: Some(have), ..visitor.sees.hello() };
        let tab = Visitor::greets(&server, hello).await;
        assert!(!tab.sees.welcome.resumed);
        assert_eq!(tab.sees.chat().log, visitor.sees.chat().log);
    }
    // Far behind: the newest page instead of hundreds of events.
    let mut last = None;
    for number in 0..600 {
        last = Some(
            visitor.begins(VisitorVerb::Send { text: format!("Message {number}"), files: Vec::new() }).await,
        );
    }
    let last = last.unwrap();
    visitor.until("every ack", |sees| sees.answers.contains_key(&last)).await;
    let hello = Hello { have: Some(good), ..visitor.sees.hello() };
    let mut tab = Visitor::greets(&server, hello).await;
    assert!(!tab.sees.welcome.resumed);
    assert_eq!(tab.sees.chat().log.len(), PAGE_EVENTS);
    tab.reads_all().await;
    assert_eq!(tab.sees.chat().visitor_said().len(), 601);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_have_beyond_the_end_does_no_harm() {
    let server = Server::start().await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.says("Hello").await;
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    for after in [1_000, u64::MAX] {
        let have = Have { after, ..visitor.sees.chat().have(&visitor.sees.welcome.epoch) };
        let hello = Hello { have: Some(have), ..visitor.sees.hello() };
        let mut tab = Visitor::greets(&server, hello).await;
        assert!(!tab.sees.welcome.resumed, "nobody holds what does not exist");
        assert_eq!(tab.sees.chat().log, visitor.sees.chat().log);
        let done = tab.says("Still here").await;
        tab.until("the words", |sees| sees.shows(|chat| chat.last() >= done.seq)).await;
        visitor.until("the words", |sees| sees.shows(|chat| chat.last() > done.seq)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_of_one_visitor_show_the_same() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut one = Visitor::arrives(&server).await;
    one.says("Hello").await;
    let mut other = one.elsewhere(&server).await;
    assert_eq!(other.sees.welcome.token, None);
    let id = connect(&mut one, &mut mia).await;
    one.says("From one tab").await;
    other.says("From the other tab").await;
    mia.says(&id, "To both").await;
    for tab in [&mut one, &mut other] {
        tab.until("all", |sees| {
            sees.shows(|chat| chat.visitor_said().len() == 3 && !chat.agents_said().is_empty())
        })
        .await;
    }
    assert_eq!(one.sees.chat().log, other.sees.chat().log);
    assert_eq!(one.sees.chat().state, other.sees.chat().state);
    // What one tab opens shows in the other.
    mia.does(&id, AgentVerb::End).await.unwrap();
    one.until("the end", |sees| sees.shows(|chat| chat.state == StateView::Ended)).await;
    let done = one.says("Once more").await;
    other.until("the new one", |sees| sees.shows(|chat| chat.id == done.conversation)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_that_was_open_before_the_first_words_shows_them_too() {
    let server = Server::start().await;
    let mut one = Visitor::arrives(&server).await;
    one.says("Hello").await;
    let mut other = one.elsewhere(&server).await;
    one.does(VisitorVerb::End).await.unwrap();
    let done = one.says("Hello again").await;
    other.until("the new one", |sees| sees.shows(|chat| chat.id == done.conversation)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_says_so_and_both_sides_come_back() {
    let mut server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = connect(&mut visitor, &mut mia).await;
    visitor.says("Before").await;
    mia.until("the words", |sees| sees.shows(&id, |chat| chat.visitor_said() == ["Before"])).await;
    let (_, visitors, agents) = tokio::join!(server.stop(), visitor.end(), mia.line.end());
    assert_eq!((visitors, agents), (Some(1012), Some(1012)));
    server.begin().await;
    let mut mia = Agent::again(&server, &mia.cookie, &mia.sees).await;
    assert!(mia.sees.switch, "the switch stays as it was");
    let mut visitor = Visitor::again(&server, &visitor.sees).await;
    assert!(visitor.sees.welcome.resumed);
    visitor.says("After").await;
    mia.until("the words", |sees| sees.shows(&id, |chat| chat.visitor_said() == ["Before", "After"])).await;
    mia.says(&id, "Here I am").await;
    visitor.until("Mia's words", |sees| sees.shows(|chat| chat.agents_said() == ["Here I am"])).await;
    assert!(visitor.sees.chat().is_with("Mia"), "nobody was lost");
}

/// Kept connections must not hold a stop up; nor must one that says nothing.
#[tokio::test(flavor = "multi_thread")]
async fn open_connections_do_not_hold_a_stop_up() {
    let mut server = Server::start().await;
    let silent = tokio::net::TcpStream::connect(server.address()).await.unwrap();
    let waiting = Visitor::line(&server, &[], None).await.unwrap();
    let asked = |sees: &VisitorSees| sees.available == 0;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.until("a welcome", asked).await;
    tokio::time::timeout(Duration::from_secs(30), server.stop()).await.expect("the server stops");
    drop((silent, waiting));
}

/// The second tab opens while the first has not said a word: it is the same browser, and the same visitor.
#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_before_the_first_words_are_one_visitor() {
    let server = Server::start().await;
    let mut one = Visitor::arrives(&server).await;
    let mut other = one.elsewhere(&server).await;
    assert_eq!(other.sees.token, one.sees.token, "the browser keeps one token");
    let done = one.says("Hello").await;
    other.until("the words", |sees| sees.shows(|chat| chat.id == done.conversation)).await;
    let back = one.elsewhere(&server).await;
    assert_eq!(back.sees.chat().id, done.conversation);
}
