//! tests: whom a request rings, who may ignore it, and what happens when nobody comes.

use baton_protocol::{
    Author, Code, StateView, What,
    agent::AgentVerb,
    event::{Contact, Why},
    visitor::VisitorVerb,
};
use baton_tests::{
    agent::Agent,
    people::{LUIS, MIA},
    server::Server,
    visitor::Visitor,
};

#[tokio::test(flavor = "multi_thread")]
async fn two_are_rung_one_ignores_the_other_accepts_and_the_visitor_learns_the_name() {
    let server = Server::start().await;
    let (mut mia, mut luis) = (Agent::at_work(&server, MIA).await, Agent::at_work(&server, LUIS).await);
    let mut visitor = Visitor::arrives(&server).await;
    visitor.until("both", |sees| sees.available == 2).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    mia.until("a request", |sees| sees.ringing().is_some()).await;
    luis.until("a request", |sees| sees.ringing().is_some()).await;
    let id = mia.sees.ringing().cloned().unwrap();
    mia.does(&id, AgentVerb::Ignore).await.unwrap();
    mia.until("silence", |sees| sees.card(&id, |card| !card.rings_me)).await;
    let again = mia.does(&id, AgentVerb::Accept).await.unwrap_err();
    assert_eq!(again.code, Code::NotRung);
    assert_eq!(luis.accepts().await, id);
    visitor.until("the name", |sees| sees.shows(|chat| chat.is_with("Luis"))).await;
    mia.until("who has it", |sees| {
        sees.card(&id, |card| matches!(&card.state, StateView::Live { agent } if agent.name == "Luis"))
    })
    .await;
    // The one who ignored is nowhere in what the visitor was told, and the numbers still have no gap.
    let told = format!("{:?}", visitor.sees.chat().log);
    assert!(!told.contains("Mia"), "{told}");
    assert!(visitor.sees.chat().find(|what| *what == What::Hidden).is_some());
    let ring = |what: &What| matches!(what, What::Requested { ring, .. } if !ring.is_empty());
    assert_eq!(visitor.sees.chat().find(ring), None, "who is rung is not the visitor's to know");
    let accepted = visitor.sees.chat().log.last().unwrap();
    assert!(matches!(&accepted.by, Author::Agent(agent) if agent.name == "Luis"), "{accepted:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn when_all_ignore_the_visitor_is_told() {
    let server = Server::start().await;
    let (mut mia, mut luis) = (Agent::at_work(&server, MIA).await, Agent::at_work(&server, LUIS).await);
    let mut visitor = Visitor::arrives(&server).await;
    visitor.until("both", |sees| sees.available == 2).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    let id = visitor.sees.answers.values().next().unwrap().clone().unwrap().conversation;
    for agent in [&mut mia, &mut luis] {
        agent.until("a request", |sees| sees.ringing().is_some()).await;
        agent.does(&id, AgentVerb::Ignore).await.unwrap();
    }
    let told = |what: &What| matches!(what, What::Unanswered { why: Why::AllIgnored });
    visitor.until("that nobody comes", |sees| sees.shows(|chat| chat.find(told).is_some())).await;
    assert_eq!(visitor.sees.chat().state, StateView::Ai);
}

#[tokio::test(flavor = "multi_thread")]
async fn when_nobody_is_there_the_visitor_is_told_at_once_and_leaves_a_message() {
    let server = Server::start().await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    let told = |what: &What| matches!(what, What::Unanswered { why: Why::Nobody });
    visitor.until("that nobody is there", |sees| sees.shows(|chat| chat.find(told).is_some())).await;
    let contact = |email: &str| Contact {
        client_id: None,
        name: "Kim".to_owned(),
        email: email.to_owned(),
        text: "Please call me about order 1207.".to_owned(),
    };
    let wrong = visitor.does(VisitorVerb::Contact(contact("nowhere"))).await.unwrap_err();
    assert_eq!(wrong.code, Code::Invalid);
    let done = visitor.does(VisitorVerb::Contact(contact("kim@example.com"))).await.unwrap();
    visitor.until("the message left", |sees| sees.shows(|chat| chat.last() >= done.seq)).await;
    let mut mia = Agent::signs_in(&server, MIA).await;
    mia.opens(&done.conversation).await;
    let chat = &mia.sees.chats[&done.conversation];
    let details = chat.visitor.clone().unwrap();
    assert_eq!((details.name.as_deref(), details.email.as_deref()), (Some("Kim"), Some("kim@example.com")));
    let left = |what: &What| match what {
        What::Contact(left) => Contact { client_id: None, ..left.clone() } == contact("kim@example.com"),
        _ => false,
    };
    assert_eq!(chat.screen.find(left), Some(done.seq));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_nobody_takes_ends_by_itself() {
    let server = Server::with(&["--ring-seconds", "1"]).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.until("one", |sees| sees.available == 1).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    mia.until("a request", |sees| sees.ringing().is_some()).await;
    let told = |what: &What| matches!(what, What::Unanswered { why: Why::Timeout });
    visitor.until("that nobody came", |sees| sees.shows(|chat| chat.find(told).is_some())).await;
    assert_eq!(visitor.sees.chat().state, StateView::Ai);
    mia.until("silence", |sees| sees.ringing().is_none()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_waiting_request_rings_whoever_becomes_available() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.until("one", |sees| sees.available == 1).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    mia.until("a request", |sees| sees.ringing().is_some()).await;
    let id = mia.sees.ringing().cloned().unwrap();
    // Luis signs in only now, and his switch is still off: nothing rings.
    let mut luis = Agent::signs_in(&server, LUIS).await;
    let early = luis.does(&id, AgentVerb::Accept).await.unwrap_err();
    assert_eq!(early.code, Code::NotRung);
    luis.switches(true).await;
    assert_eq!(luis.accepts().await, id);
    // Whoever ignored it is not rung again by switching off and on.
    let mut other = Visitor::arrives(&server).await;
    other.does(VisitorVerb::Request).await.unwrap();
    mia.until("the other request", |sees| sees.ringing().is_some_and(|ringing| *ringing != id)).await;
    let second = mia.sees.ringing().cloned().unwrap();
    mia.does(&second, AgentVerb::Ignore).await.unwrap();
    mia.switches(false).await;
    mia.switches(true).await;
    let refused = mia.does(&second, AgentVerb::Accept).await.unwrap_err();
    assert_eq!(refused.code, Code::NotRung);
}
