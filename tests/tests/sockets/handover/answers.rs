//! tests: the AI agent answers from the knowledge, streaming, or says that it does not know.

use baton_protocol::{Author, What, event::Reason};
use baton_tests::{server::Server, visitor::Visitor};

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_question_is_answered_word_by_word_with_its_source() {
    let server = Server::with(&["--word-ms", "20"]).await;
    let mut visitor = Visitor::arrives(&server).await;
    assert!(visitor.sees.chat.is_none(), "whoever only looks has no conversation");
    visitor.says("Hello").await;
    visitor.until("a greeting", |sees| sees.shows(|chat| chat.ai_said().len() == 1)).await;
    assert!(visitor.sees.chat().ai_said()[0].sources.is_empty(), "a greeting quotes nobody");
    visitor.sees.drafts.clear();

    visitor.says("Can I return opened tea?").await;
    visitor.until("an answer", |sees| sees.shows(|chat| chat.ai_said().len() == 2)).await;
    let answer = visitor.sees.chat().ai_said()[1];
    assert!(answer.text.contains("Opened tea"), "{answer:?}");
    assert!(!answer.blocks.is_empty() && !answer.offers_person);
    assert!(
        answer.sources.iter().any(|source| source.title == "Returns, refunds and breakages"),
        "{answer:?}"
    );
    assert!(answer.sources.iter().all(|source| !source.passage.trim().is_empty()));
    let grown: Vec<usize> = visitor.sees.drafts.iter().map(|draft| format!("{draft:?}").len()).collect();
    assert!(grown.len() > 1 && grown.is_sorted(), "the words stream: {:?}", visitor.sees.drafts);
    assert_eq!(visitor.sees.typing, Some((Author::Ai, true)), "it was seen to write");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_known_is_said_and_a_person_is_offered() {
    let server = Server::start().await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.says("What is the airspeed velocity of an unladen swallow?").await;
    visitor.until("an answer", |sees| sees.shows(|chat| chat.ai_said().len() == 1)).await;
    let answer = visitor.sees.chat().ai_said()[0];
    assert!(answer.offers_person && answer.sources.is_empty(), "{answer:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_a_person_in_words_is_a_request() {
    let server = Server::start().await;
    for words in [
        "I want to talk to a human",
        "Can I speak to a real person, please?",
        "Ich möchte mit einem Menschen sprechen",
        "Quiero hablar con una persona",
        "人間のオペレーターと話したいです",
        "我想找真人客服",
    ] {
        let mut visitor = Visitor::arrives(&server).await;
        visitor.says(words).await;
        let asked = |what: &What| matches!(what, What::Requested { reason: Reason::Words, .. });
        visitor.until(words, |sees| sees.shows(|chat| chat.find(asked).is_some())).await;
    }
}
