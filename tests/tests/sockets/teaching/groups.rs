//! tests: questions without an answer are grouped by what they mean; an answer there teaches them all.

use baton_protocol::{
    Author,
    knowledge::{Change, Origin},
    teaching::{Group, Settle, SettleGroup},
    visitor::VisitorVerb,
};
use baton_tests::{
    editor::{Editor, at, pair},
    http::problem,
    server::Server,
    visitor::Visitor,
};
use reqwest::StatusCode;

use crate::answering::{answered, asks};

async fn groups(editor: &Editor) -> Vec<Group> {
    editor.http.read(&at("unanswered")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn they_are_grouped_most_frequent_first_and_one_answer_teaches_them_all() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    editor.knows(vec![pair(&["Where is the shop?"], "In Bristol.")]).await;
    assert!(groups(&editor).await.is_empty());
    for question in
        ["Do you ship to Mars?", "shipping to mars", "Can you ship a parcel to Mars?", "do you ship to mars"]
    {
        assert!(answered(&server, question, "en").await.offers_person, "{question}");
    }
    answered(&server, "What is the airspeed of a swallow?", "en").await;
    // What was answered, and small talk, is no open question.
    answered(&server, "Where is the shop?", "en").await;
    answered(&server, "Hello", "en").await;
    let all = groups(&editor).await;
    let [mars, swallow] = &all[..] else { panic!("two groups: {all:?}") };
    assert_eq!((mars.ids.len(), swallow.ids.len()), (4, 1), "{all:?}");
    assert!(mars.questions.iter().all(|question| question.text.to_lowercase().contains("mars")), "{all:?}");
    assert!(
        mars.questions.len() <= 10 && mars.last >= mars.questions.iter().map(|one| one.at).max().unwrap()
    );

    let questions = vec!["Do you ship to Mars?".to_owned(), "shipping to mars".to_owned()];
    let with = Settle::Teach { questions, answer: "Not yet.".to_owned() };
    let settle = SettleGroup { ids: mars.ids.clone(), with };
    assert_eq!(editor.http.post(&at("unanswered"), &settle).await.status(), StatusCode::NO_CONTENT);
    let row = editor.entries("kind=pair&changed=true").await.rows.remove(0);
    assert_eq!(
        (row.title.as_str(), row.origin, row.change),
        ("Do you ship to Mars?", Origin::Unanswered, Change::New)
    );
    editor.publishes().await;
    for question in ["shipping to mars", "Can you ship a parcel to Mars?"] {
        assert_eq!(answered(&server, question, "en").await.text, "Not yet.", "{question}");
    }
    let drop = SettleGroup { ids: swallow.ids.clone(), with: Settle::Drop };
    assert_eq!(editor.http.post(&at("unanswered"), &drop).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(groups(&editor).await, [], "settled is settled");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_did_not_help_is_an_open_question_and_bad_wishes_change_nothing() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    editor.knows(vec![pair(&["Where is the shop?"], "In Bristol.")]).await;
    let mut visitor = Visitor::arrives(&server).await;
    asks(&mut visitor, "Where is the shop?").await;
    assert!(groups(&editor).await.is_empty());
    let seq =
        visitor.sees.chat().messages().find(|(_, by, _)| **by == Author::Ai).map(|(seq, ..)| seq).unwrap();
    visitor.does(VisitorVerb::Judge { seq, helpful: false }).await.unwrap();
    let all = groups(&editor).await;
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].questions[0].text, "Where is the shop?");
    assert_eq!(all[0].questions[0].conversation, visitor.sees.chat().id);
    for with in [
        Settle::Teach { questions: Vec::new(), answer: "Yes.".to_owned() },
        Settle::Teach { questions: vec!["Why?".to_owned()], answer: String::new() },
    ] {
        let wish = SettleGroup { ids: all[0].ids.clone(), with };
        let (status, _, told) = problem(editor.http.post(&at("unanswered"), &wish).await).await;
        assert!(status.is_client_error() && told.field.is_some(), "{told:?}");
    }
    // A second verdict replaces the first.
    visitor.does(VisitorVerb::Judge { seq, helpful: true }).await.unwrap();
    assert!(groups(&editor).await.is_empty());
    for wrong in [404, 1] {
        let refused = visitor.does(VisitorVerb::Judge { seq: wrong, helpful: true }).await.unwrap_err();
        assert!(refused.message.ends_with('.'), "{wrong}: {refused:?}");
    }
    assert_eq!(editor.entries("").await.pairs, 1);
}
