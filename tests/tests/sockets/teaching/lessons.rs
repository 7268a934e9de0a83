//! tests: what a live agent explained in a chat is offered as pairs once the chat is completed.

use baton_protocol::{
    agent::AgentVerb,
    knowledge::{Change, Origin},
    teaching::{Lesson, Settle, Taught},
};
use baton_tests::{
    agent::Agent,
    editor::{Editor, at, pair},
    eventually,
    http::{Http, problem},
    people::{MIA, MIRA},
    server::Server,
    visitor::Visitor,
};
use reqwest::StatusCode;

use crate::{answering::asks, handover::connect};

async fn lessons(editor: &Editor) -> Vec<Lesson> {
    editor.http.read(&at("lessons")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completed_chat_offers_what_was_explained() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    asks(&mut visitor, "Do you repair cast-iron kettles?").await;
    let id = connect(&mut visitor, &mut mia).await;
    mia.says(&id, "Hello, I am Mia.").await;
    let one = mia.says(&id, "Yes, we mend cast-iron kettles for ten years, free of charge.").await;
    visitor.says("How long does the mending of a kettle take?").await;
    mia.until("the question", |sees| sees.shows(&id, |chat| chat.visitor_said().len() == 2)).await;
    let two = mia.says(&id, "It takes about three weeks from the day on which it arrives here.").await;
    mia.does(&id, AgentVerb::Note { text: "A note that nobody teaches, with many words in it.".to_owned() })
        .await
        .unwrap();
    assert!(lessons(&editor).await.is_empty(), "not while the chat goes on");
    mia.does(&id, AgentVerb::Complete).await.unwrap();
    let offered =
        eventually("lessons", || async { Some(lessons(&editor).await).filter(|lessons| lessons.len() >= 2) })
            .await;
    assert!(offered.iter().all(|lesson| lesson.conversation == id && lesson.by == mia.sees.welcome.me.id));
    assert!(offered.is_sorted_by(|before, after| before.id > after.id), "newest first: {offered:?}");
    let by = |seq: u64| offered.iter().find(|lesson| lesson.seq == seq).expect("a lesson");
    assert_eq!(by(one.seq).question, "Do you repair cast-iron kettles?");
    assert_eq!(by(two.seq).question, "How long does the mending of a kettle take?");
    assert!(by(two.seq).answer.contains("three weeks"));
    assert!(offered.iter().all(|lesson| !lesson.answer.contains("note that nobody")), "{offered:?}");

    // Approved as it is edited; dropped; and each but once.
    let approve = at(&format!("lessons/{}", by(one.seq).id.0));
    let questions = vec!["Do you repair kettles?".to_owned()];
    let teach = Settle::Teach { questions, answer: "Yes, for ten years.".to_owned() };
    assert_eq!(editor.http.post(&approve, &teach).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(problem(editor.http.post(&approve, &teach).await).await.0, StatusCode::NOT_FOUND);
    let row = editor.entries("kind=pair").await.rows.remove(0);
    assert_eq!(
        (row.change, row.origin),
        (Change::New, Origin::Lesson { conversation: id.clone(), seq: one.seq })
    );
    assert_eq!(editor.entry(row.id).await.written, pair(&["Do you repair kettles?"], "Yes, for ten years."));
    let taught: Vec<Taught> = editor.http.read(&super::place(&id)).await;
    assert_eq!(
        taught.iter().map(|taught| (taught.seq, taught.entry)).collect::<Vec<_>>(),
        [(one.seq, row.id)]
    );
    let drop = at(&format!("lessons/{}", by(two.seq).id.0));
    let empty = Settle::Teach { questions: Vec::new(), answer: "Yes.".to_owned() };
    let (status, _, told) = problem(editor.http.post(&drop, &empty).await).await;
    assert!(status.is_client_error() && told.field.as_deref() == Some("questions"), "{told:?}");
    assert_eq!(editor.http.post(&drop, &Settle::Drop).await.status(), StatusCode::NO_CONTENT);
    let left = lessons(&editor).await;
    assert!(left.iter().all(|lesson| lesson.seq != one.seq && lesson.seq != two.seq), "{left:?}");
    assert_eq!(editor.entries("").await.pairs, 1);
}

/// What is erased of a visitor is erased of what they might have taught.
#[tokio::test(flavor = "multi_thread")]
async fn erasing_a_visitor_takes_their_lessons_and_questions() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let admin = Http::signed_in(&server, MIRA).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    asks(&mut visitor, "What is the airspeed of my swallow Egon?").await;
    let id = connect(&mut visitor, &mut mia).await;
    mia.says(&id, "Your swallow Egon flies at eleven metres a second.").await;
    mia.does(&id, AgentVerb::Complete).await.unwrap();
    let told = async || {
        let mut told = String::new();
        for place in ["lessons", "unanswered", "tests", "check", "draft"] {
            let method = if place == "check" { reqwest::Method::POST } else { reqwest::Method::GET };
            told += &editor.http.request(method, &at(place)).send().await.unwrap().text().await.unwrap();
        }
        told
    };
    eventually("a lesson and a question", || async {
        let told = told().await;
        (told.contains("eleven metres") && told.contains("airspeed of my swallow")).then_some(())
    })
    .await;
    let number = mia.sees.cards[&id].visitor;
    assert!(admin.delete(&format!("/api/v1/visitors/{}", number.0)).await.status().is_success());
    let left = told().await;
    assert!(!left.contains("Egon"), "{left}");
}
