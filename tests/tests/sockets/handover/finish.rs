//! tests: handing back, closing, coming back, stepping in, passing on.

use baton_protocol::{
    Code, StateView, What,
    agent::{AgentVerb, ConversationList},
    event::Target,
    visitor::VisitorVerb,
};
use baton_tests::{
    agent::Agent,
    http::Http,
    people::{LUIS, MIA},
    server::Server,
    visitor::Visitor,
};

use super::connect;

#[tokio::test(flavor = "multi_thread")]
async fn completed_means_the_ai_agent_answers_again() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = connect(&mut visitor, &mut mia).await;
    visitor.says("How long does shipping to Japan take?").await;
    mia.says(&id, "7 to 12 working days.").await;
    mia.does(&id, AgentVerb::Complete).await.unwrap();
    visitor.until("that it is completed", |sees| sees.shows(|chat| chat.state == StateView::Completed)).await;
    mia.until("a finished card", |sees| {
        sees.card(&id, |card| card.state == StateView::Completed && card.mine)
    })
    .await;
    let completed = visitor.sees.chat().last();
    assert!(visitor.sees.chat().ai_said().is_empty(), "nothing is answered late");
    let late = mia
        .does(&id, AgentVerb::Send { text: "One more thing".to_owned(), quote: None, files: Vec::new() })
        .await
        .unwrap_err();
    assert_eq!(late.code, Code::WrongState);

    visitor.says("Can I return opened tea?").await;
    visitor.until("the AI agent", |sees| sees.shows(|chat| chat.ai_spoke_after(completed))).await;
    assert_eq!(visitor.sees.chat().state, StateView::Ai);
    assert_eq!(visitor.sees.chat().id, id, "it is the same conversation");
    assert_eq!(visitor.sees.chat().ai_said().len(), 1, "only what was asked since is answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn ended_means_the_next_message_opens_a_new_conversation() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = connect(&mut visitor, &mut mia).await;
    mia.does(&id, AgentVerb::End).await.unwrap();
    visitor.until("that it is over", |sees| sees.shows(|chat| chat.state == StateView::Ended)).await;
    let over = visitor.does(VisitorVerb::End).await.unwrap_err();
    assert_eq!(over.code, Code::WrongState);
    let done = visitor.says("Hello again").await;
    assert_ne!(done.conversation, id);
    assert_eq!(done.seq, 1);
    visitor.until("the new one", |sees| sees.shows(|chat| chat.id == done.conversation)).await;
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    // The old one cannot come back beside the new one.
    let refused = mia.does(&id, AgentVerb::Reactivate).await.unwrap_err();
    assert_eq!(refused.code, Code::WrongState);
    visitor.does(VisitorVerb::End).await.unwrap();
    visitor.until("the end", |sees| sees.shows(|chat| chat.state == StateView::Ended)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finished_chat_is_reactivated_and_the_visitor_is_told() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = connect(&mut visitor, &mut mia).await;
    for (verb, state) in [(AgentVerb::Complete, StateView::Completed), (AgentVerb::End, StateView::Ended)] {
        mia.does(&id, verb).await.unwrap();
        visitor.until("that it is finished", |sees| sees.shows(|chat| chat.state == state)).await;
        mia.does(&id, AgentVerb::Reactivate).await.unwrap();
        visitor.until("that Mia is back", |sees| sees.shows(|chat| chat.is_with("Mia"))).await;
        let done = visitor.says("Good that you are back").await;
        assert_eq!(done.conversation, id);
        mia.until("the words", |sees| sees.shows(&id, |chat| chat.last() >= done.seq)).await;
    }
    assert!(visitor.sees.chat().ai_said().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_of_the_ai_agents_is_found_and_taken_over() {
    let server = Server::start().await;
    let mut mia = Agent::signs_in(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = visitor.says("Hello").await.conversation;
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    assert!(mia.sees.cards.is_empty(), "chats of the AI agent's are not pushed");
    let http = Http::with_cookie(&server, &mia.cookie);
    let list: ConversationList = http.get("/api/v1/conversations").await.json().await.expect("a list");
    assert_eq!(list.cards.iter().map(|card| &card.id).collect::<Vec<_>>(), [&id]);
    let live: ConversationList =
        http.get("/api/v1/conversations?filter=live_agent").await.json().await.expect("a list");
    assert!(live.cards.is_empty(), "no live agent was there yet");
    mia.opens(&id).await;
    mia.does(&id, AgentVerb::TakeOver).await.unwrap();
    visitor.until("Mia", |sees| sees.shows(|chat| chat.is_with("Mia"))).await;
    let taken = visitor.sees.chat().find(|what| *what == What::TakenOver).unwrap();
    visitor.says("Can I return opened tea?").await;
    mia.says(&id, "No, but we send you another one.").await;
    visitor.until("her words", |sees| sees.shows(|chat| !chat.agents_said().is_empty())).await;
    assert!(!visitor.sees.chat().ai_spoke_after(taken));
    let live: ConversationList =
        http.get("/api/v1/conversations?filter=live_agent").await.json().await.expect("a list");
    assert_eq!(live.cards.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_is_passed_on_and_rings_only_whom_it_was_passed_to() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut luis = Agent::at_work(&server, LUIS).await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.until("both", |sees| sees.available == 2).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    let id = mia.accepts().await;
    let (me, to) = (mia.sees.welcome.me.id, luis.sees.welcome.me.id);
    let own =
        mia.does(&id, AgentVerb::Transfer { to: Target::Agent(me), note: String::new() }).await.unwrap_err();
    assert_eq!(own.code, Code::Invalid);
    mia.does(&id, AgentVerb::Transfer { to: Target::Agent(to), note: String::new() }).await.unwrap();
    visitor.until("a request", |sees| sees.shows(|chat| chat.is_requested())).await;
    let refused = mia.does(&id, AgentVerb::Accept).await.unwrap_err();
    assert_eq!(refused.code, Code::NotRung);
    assert_eq!(luis.accepts().await, id);
    visitor.until("Luis", |sees| sees.shows(|chat| chat.is_with("Luis"))).await;
    let named = format!(
        "{:?}",
        visitor.sees.chat().find(|what| matches!(what, What::Transferred { to: Some(_), .. }))
    );
    assert_eq!(named, "None", "to whom is not the visitor's to know");
}
