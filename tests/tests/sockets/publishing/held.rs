//! tests: exchanges that are to stay as they are: kept, run before each publication, and broken only knowingly.

use baton_protocol::{
    Code, EntryId,
    answering::Kind,
    publishing::{Expects, TestWish},
};
use baton_tests::{
    editor::{Editor, at, pair},
    http::problem,
    server::Server,
};
use reqwest::StatusCode;

use crate::answering::answered;

#[tokio::test(flavor = "multi_thread")]
async fn a_test_that_would_break_keeps_a_draft_back_until_somebody_agrees() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let question = "Do you repair kettles?";
    let [entry, _] = &editor
        .knows(vec![pair(&[question], "Yes, for ten years."), pair(&["Where is the shop?"], "In Bristol.")])
        .await[..]
    else {
        panic!("two entries")
    };
    let kept = editor.keeps(question, Expects::Entry(entry.id)).await;
    assert_eq!((kept.title.as_deref(), kept.correction), (Some(question), false), "{kept:?}");
    editor.keeps("What is the airspeed of a swallow?", Expects::Unknown).await;
    editor.keeps("I want to talk to a person", Expects::Person).await;
    let failing = editor.keeps("Do you sell cars?", Expects::Entry(entry.id)).await;
    let check = editor.checks().await;
    assert_eq!((check.tests, check.broken.len(), check.mended), (4, 0, 0), "{check:?}");
    assert_eq!(check.failing.iter().map(|broken| broken.test).collect::<Vec<_>>(), [failing.id], "{check:?}");

    editor.removes(entry.id).await;
    editor
        .writes(pair(&["How fast is a swallow?", "What is the airspeed of a swallow?"], "Eleven metres."))
        .await;
    let check = editor.checks().await;
    let mut broken: Vec<_> = check.broken.iter().map(|broken| broken.question.as_str()).collect();
    broken.sort_unstable();
    assert_eq!(broken, [question, "What is the airspeed of a swallow?"], "{check:?}");
    let said = &check.broken.iter().find(|broken| broken.test == kept.id).expect("the first").said;
    assert_ne!(said.kind, Kind::Answer, "{said:?}");
    let (status, code, told) = problem(editor.tries_to_publish(check.draft, false).await).await;
    assert_eq!((status, code), (StatusCode::CONFLICT, Code::WrongState), "{told:?}");
    assert_eq!(
        answered(&server, question, "en").await.text,
        "Yes, for ten years.",
        "visitors have what was there"
    );
    assert!(editor.tries_to_publish(check.draft, true).await.status().is_success());
    assert_ne!(answered(&server, question, "en").await.text, "Yes, for ten years.");
    // What is broken already does not break again, and what would hold again is told.
    let check = editor.checks().await;
    assert_eq!((check.broken.len(), check.failing.len()), (0, 3), "{check:?}");
    let again = editor.writes(pair(&["Do you sell cars?"], "No.")).await;
    editor.keeps("Do you sell cars?", Expects::Entry(again.id)).await;
    let check = editor.checks().await;
    assert_eq!(check.mended, 1, "{check:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn tests_are_kept_listed_and_dropped_and_bad_ones_refused() {
    let mut server = Server::start().await;
    let editor = Editor::of(&server).await;
    assert!(editor.tests().await.is_empty());
    let one = editor.keeps("Can I return opened tea?", Expects::AskBack).await;
    let two = editor.keeps("Where is my parcel?", Expects::Unknown).await;
    let eda = editor.http.read::<baton_protocol::people::Me>("/api/v1/session").await.id;
    assert_eq!((one.by, one.title.as_deref()), (eda, None));
    server.kill().await;
    server.begin().await;
    let mut all = editor.tests().await;
    all.sort_by_key(|test| test.id);
    assert_eq!(all, [one.clone(), two.clone()]);
    let drop = at(&format!("tests/{}", one.id.0));
    assert_eq!(editor.http.delete(&drop).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(problem(editor.http.delete(&drop).await).await.0, StatusCode::NOT_FOUND);
    assert_eq!(editor.tests().await, [two]);
    for (question, expects) in [
        (String::new(), Expects::Unknown),
        (" \n".to_owned(), Expects::Unknown),
        ("a".repeat(1_001), Expects::Unknown),
        ("Where?".to_owned(), Expects::Entry(EntryId(404_404))),
    ] {
        let wish = TestWish { question, locale: "en".to_owned(), expects };
        let (status, code, _) = problem(editor.http.post(&at("tests"), &wish).await).await;
        assert!(status.is_client_error(), "{wish:?}");
        assert!(
            matches!(code, Code::Invalid | Code::Empty | Code::TooLong | Code::NotFound),
            "{code:?}: {wish:?}"
        );
    }
    assert_eq!(editor.tests().await.len(), 1);
}
