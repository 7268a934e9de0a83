//! tests: an accept silences the AI agent in the middle of a sentence, and nothing of the rest is kept or shown.

use baton_protocol::{Author, What, agent::AgentVerb, event::Reason};
use baton_tests::{
    agent::Agent,
    eventually,
    http::Http,
    model::{Says, Wire},
    people::{MIA, MIRA},
    visitor::Visitor,
};

use super::{ANSWER, QUESTION, WORDS, helped};
use crate::handover::connect;

#[tokio::test(flavor = "multi_thread")]
async fn an_accept_during_a_streamed_answer_stops_it_for_good() {
    for wire in [Wire::OpenAi, Wire::Anthropic] {
        let (mut server, model, _) = helped(wire, &[]).await;
        let admin = Http::signed_in(&server, MIRA).await;
        // A sentence is whole where the next one begins.
        model.says(Says::holds(&format!("{ANSWER} It opens"), " at nine. [? \"It opens at nine\"]"));
        let mut mia = Agent::at_work(&server, MIA).await;
        let mut visitor = Visitor::arrives(&server).await;
        visitor.until("Mia", |sees| sees.available == 1).await;
        visitor.says(QUESTION).await;
        let first = |sees: &baton_tests::visitor::VisitorSees| {
            sees.drafts.iter().any(|draft| format!("{draft:?}").contains("ten years"))
        };
        visitor.until("the first sentence", first).await;
        let id = connect(&mut visitor, &mut mia).await;
        model.goes_on();
        mia.says(&id, "Hello, this is Mia.").await;
        visitor.until("Mia's words", |sees| sees.shows(|chat| !chat.agents_said().is_empty())).await;
        assert!(visitor.sees.drafts.last().is_none_or(Vec::is_empty), "{:?}", visitor.sees.drafts);
        let chat = visitor.sees.chat();
        assert!(chat.ai_said().is_empty(), "nothing of it is kept: {:?}", chat.log);
        assert!(!format!("{:?}", visitor.sees.drafts).contains("opens at nine"));
        mia.does(&id, AgentVerb::Complete).await.unwrap();
        let number = mia.sees.cards[&id].visitor;
        let kept = admin.get(&format!("/api/v1/visitors/{}/export", number.0)).await.text().await.unwrap();
        assert!(!kept.contains(WORDS) && !kept.contains("opens at nine"), "{kept}");
        server.kill().await;
        server.begin().await;
        let later = visitor.elsewhere(&server).await;
        assert!(later.sees.chat().ai_said().is_empty());
    }
}

/// While a request rings, the AI agent goes on; a take-over ends it as an accept does.
#[tokio::test(flavor = "multi_thread")]
async fn a_take_over_stops_it_too_and_a_request_does_not() {
    let (server, model, _) = helped(Wire::OpenAi, &[]).await;
    model.says(Says::holds(&format!("{ANSWER} It opens"), " at nine. [? \"It opens at nine\"]"));
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = visitor.says(QUESTION).await.conversation;
    eventually("a question to the model", || async { (!model.heard().is_empty()).then_some(()) }).await;
    mia.does(&id, AgentVerb::TakeOver).await.unwrap();
    model.goes_on();
    visitor.until("Mia", |sees| sees.shows(|chat| chat.is_with("Mia"))).await;
    mia.says(&id, "Hello.").await;
    visitor.until("Mia's words", |sees| sees.shows(|chat| !chat.agents_said().is_empty())).await;
    assert!(visitor.sees.chat().ai_said().is_empty());

    let mut other = Visitor::arrives(&server).await;
    other.until("Mia", |sees| sees.available == 1).await;
    other.does(baton_protocol::visitor::VisitorVerb::Request).await.unwrap();
    other.says(QUESTION).await;
    other.until("an answer while it rings", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    let by_button = |what: &What| matches!(what, What::Requested { reason: Reason::Button, .. });
    let chat = other.sees.chat();
    assert!(chat.find(by_button).is_some() && chat.texts(&Author::Ai)[0].contains(WORDS), "{:?}", chat.log);
}
