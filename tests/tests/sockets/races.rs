//! tests: what happens when two do something at the same moment.

use std::collections::HashSet;

use baton_protocol::{
    Code, StateView, What,
    agent::AgentVerb,
    poll::{Answered, Poll, Polled},
    visitor::{Hello, VisitorFrame, VisitorNews, VisitorVerb},
};
use baton_tests::{
    agent::{Agent, AgentSees},
    fresh_id,
    http::Http,
    people::{LUIS, MIA},
    server::Server,
    visitor::{Done, SITE, Visitor, VisitorSees},
};
use futures::future::join_all;

/// How often two live agents accept at the same moment.
const ROUNDS: usize = 200;

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_accept_at_the_same_moment_one_wins_and_the_other_learns_who() {
    let server = Server::start().await;
    let (mut mia, mut luis) = (Agent::at_work(&server, MIA).await, Agent::at_work(&server, LUIS).await);
    for round in 0..ROUNDS {
        // Somebody new each time: whom they talked to last would be rung alone at first.
        let mut visitor = Visitor::arrives(&server).await;
        visitor.until("both", |sees| sees.available == 2).await;
        let id = visitor.does(VisitorVerb::Request).await.unwrap().conversation;
        mia.until("a request", |sees| sees.card(&id, |card| card.rings_me)).await;
        luis.until("a request", |sees| sees.card(&id, |card| card.rings_me)).await;
        let (mias, luiss) =
            tokio::join!(mia.begins(&id, AgentVerb::Accept), luis.begins(&id, AgentVerb::Accept));
        let (mias, luiss) = tokio::join!(mia.answer(mias), luis.answer(luiss));
        let (winner, name, refused) = match (mias, luiss) {
            (Ok(_), Err(refused)) => (&mut mia, "Mia", refused),
            (Err(refused), Ok(_)) => (&mut luis, "Luis", refused),
            (one, other) => panic!("round {round}: {one:?} and {other:?}"),
        };
        assert_eq!(refused.code, Code::Taken, "round {round}: {refused:?}");
        assert!(refused.message.contains(name), "round {round}: {refused:?}");
        visitor.until("the winner", |sees| sees.shows(|chat| chat.id == id && chat.is_with(name))).await;
        winner.does(&id, AgentVerb::End).await.unwrap();
        visitor.until("the end", |sees| sees.shows(|chat| chat.state == StateView::Ended)).await;
        let accepts = visitor.sees.chat().log.iter().filter(|event| is_accepted(&event.what)).count();
        assert_eq!(accepts, 1, "round {round}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_message_sent_fifty_times_at_once_is_stored_once_and_acknowledged_alike() {
    let server = Server::start().await;
    // The visitor's first words, so that fifty requests also race to open the conversation.
    for opening in [true, false] {
        let (http, token) = stranger(&server).await;
        if !opening {
            posts(&http, fresh_id(), "Hello").await.unwrap();
        }
        let id = fresh_id();
        let answers = join_all((0..50).map(|_| posts(&http, id, "Only once"))).await;
        let answers: Vec<Done> = answers.into_iter().map(Result::unwrap).collect();
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");

        let hello = Hello { site: SITE.to_owned(), token: Some(token), ..Hello::default() };
        let visitor = Visitor::greets(&server, hello).await;
        assert_eq!(visitor.sees.chat().id, answers[0].conversation);
        assert_eq!(visitor.sees.chat().places(id), [answers[0].seq]);
        assert_eq!(visitor.sees.chat().visitor_said().iter().filter(|text| **text == "Only once").count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_different_messages_at_once_are_all_stored_in_one_conversation() {
    let server = Server::start().await;
    let (http, token) = stranger(&server).await;
    let texts: Vec<String> = (0..50).map(|number| format!("Message {number}")).collect();
    let answers = join_all(texts.iter().map(|text| posts(&http, fresh_id(), text))).await;
    let answers: Vec<Done> = answers.into_iter().map(Result::unwrap).collect();
    assert!(answers.iter().all(|answer| answer.conversation == answers[0].conversation), "{answers:?}");
    let numbers: HashSet<u64> = answers.iter().map(|answer| answer.seq).collect();
    assert_eq!(numbers.len(), 50, "every message has its own number");
    let hello = Hello { site: SITE.to_owned(), token: Some(token), ..Hello::default() };
    let mut visitor = Visitor::greets(&server, hello).await;
    visitor.reads_all().await;
    let said: HashSet<&str> = visitor.sees.chat().visitor_said().into_iter().collect();
    assert!(texts.iter().all(|text| said.contains(text.as_str())));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_accept_the_ai_agent_never_speaks() {
    let server = Server::with(&["--word-ms", "15"]).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    // The accept comes before the first word, between two words, and about when the answer is done.
    for words in [0, 1, 2, 3, 4, 5, 6, 0, 2, 4] {
        let mut visitor = Visitor::arrives(&server).await;
        visitor.until("Mia", |sees| sees.available == 1).await;
        let id = visitor.does(VisitorVerb::Request).await.unwrap().conversation;
        mia.until("a request", |sees| sees.card(&id, |card| card.rings_me)).await;
        mia.opens(&id).await;
        visitor.says("Can I return opened tea?").await;
        let enough =
            |sees: &VisitorSees| sees.drafts.len() >= words || sees.shows(|chat| !chat.ai_said().is_empty());
        visitor.until("the AI agent's words", enough).await;
        let accepted = mia.does(&id, AgentVerb::Accept).await.unwrap().seq;
        visitor.until("Mia", |sees| sees.shows(|chat| chat.is_with("Mia"))).await;
        let spoke_before = !visitor.sees.chat().ai_said().is_empty();
        visitor.says("Are you there?").await;
        mia.says(&id, "Yes.").await;
        mia.does(&id, AgentVerb::Complete).await.unwrap();
        let finished = |sees: &VisitorSees| sees.shows(|chat| chat.state == StateView::Completed);
        visitor.until("the end", finished).await;
        let completed = visitor.sees.chat().last();
        assert!(!visitor.sees.chat().ai_spoke_after(accepted), "{:#?}", visitor.sees.chat().log);
        if !spoke_before && !visitor.sees.drafts.is_empty() {
            assert_eq!(visitor.sees.drafts.last(), Some(&Vec::new()), "the draft is taken back");
        }
        // It answers again once it is asked again, and only that.
        visitor.says("How long does shipping to Japan take?").await;
        visitor.until("an answer", |sees| sees.shows(|chat| chat.ai_spoke_after(completed))).await;
        let answers = visitor.sees.chat().ai_said().len() - usize::from(spoke_before);
        assert_eq!(answers, 1, "{:#?}", visitor.sees.chat().log);
        visitor.does(VisitorVerb::End).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_take_over_silences_an_answer_that_has_begun() {
    let server = Server::with(&["--word-ms", "30"]).await;
    let mut mia = Agent::signs_in(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = visitor.says("Can I return opened tea?").await.conversation;
    visitor.until("a few words", |sees| sees.drafts.len() > 1).await;
    mia.opens(&id).await;
    let taken = mia.does(&id, AgentVerb::TakeOver).await.unwrap().seq;
    mia.says(&id, "I will tell you.").await;
    visitor.until("Mia", |sees| sees.shows(|chat| !chat.agents_said().is_empty())).await;
    assert_eq!(visitor.sees.drafts.last(), Some(&Vec::new()), "the draft is taken back");
    assert!(!visitor.sees.chat().ai_spoke_after(taken) && visitor.sees.chat().ai_said().is_empty());
    let taken_back = |sees: &AgentSees| sees.chats[&id].drafts.last().is_some_and(Vec::is_empty);
    mia.until("that the draft is taken back", taken_back).await;
}

fn is_accepted(what: &What) -> bool {
    matches!(what, What::Accepted { .. })
}

/// Somebody without a WebSocket who was never here.
async fn stranger(server: &Server) -> (Http, String) {
    let http = Http::new(server);
    let hello = Hello { site: SITE.to_owned(), ..Hello::default() };
    let told: Polled<VisitorNews> = http.told("/api/v1/visitor/poll", &Poll { hello, stamp: None }).await;
    let token = told.news.iter().find_map(|news| match news {
        VisitorNews::Welcome(welcome) => welcome.token.clone(),
        _ => None,
    });
    let token = token.expect("a stranger is given a token");
    (Http { bearer: Some(token.clone()), ..http }, token)
}

async fn posts(http: &Http, id: baton_protocol::ClientId, text: &str) -> Result<Done, VisitorNews> {
    let frame = VisitorFrame::Do { id, what: VisitorVerb::Send { text: text.to_owned(), files: Vec::new() } };
    let mut told: Answered<VisitorNews> = http.told("/api/v1/visitor/frames", &frame).await;
    match told.news.remove(0) {
        VisitorNews::Ack { conversation, seq, .. } => Ok(Done { conversation, seq }),
        other => Err(other),
    }
}
