//! tests: the playground: what a visitor would read, what was weighed, and why it was decided so; nothing of it counts.

use baton_protocol::{
    Code,
    agent::ConversationList,
    answering::{Ask, Because, Kind},
    event::Reason,
    limits::MESSAGE_CHARS,
    teaching::Group,
};
use baton_tests::{
    editor::{Editor, at, pair},
    http::problem,
    server::Server,
};
use reqwest::StatusCode;

fn ask(text: &str) -> Ask {
    Ask { text: text.to_owned(), locale: "en".to_owned(), before: Vec::new(), published: false, model: false }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_shows_candidates_passages_and_the_reason() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let entry = editor.writes(pair(&["Do you repair kettles?"], "Yes, for ten years.")).await;
    let asked = editor.asks("Do you repair kettles?").await;
    assert_eq!((asked.said.kind, asked.why), (Kind::Answer, Because::Exact), "{asked:?}");
    assert!((1..=8).contains(&asked.candidates.len()), "{asked:?}");
    let best = &asked.candidates[0];
    assert_eq!((best.entry, best.label.as_str()), (entry.id, "Do you repair kettles?"), "{asked:?}");
    assert_eq!(best.passage, "Yes, for ten years.");
    assert!(asked.candidates.is_sorted_by(|one, other| one.confidence >= other.confidence), "{asked:?}");
    assert!(
        asked.candidates.iter().all(|one| one.confidence <= 100 && one.coverage <= 100 && one.learnt <= 100)
    );
    // The draft is not what visitors get.
    let published = editor.asks_so(Ask { published: true, ..ask("Do you repair kettles?") }).await;
    assert_ne!(published.said.text, "Yes, for ten years.");
    for (words, kind, why) in [
        ("Thanks", Kind::Talk, Because::SmallTalk),
        ("I want to talk to a person", Kind::Person, Because::Person),
        ("What is the airspeed of a swallow?", Kind::Unknown, Because::Nothing),
    ] {
        let asked = editor.asks(words).await;
        assert_eq!(asked.said.kind, kind, "{words}: {asked:?}");
        if words.starts_with("What") {
            assert!(matches!(asked.why, Because::Nothing | Because::Unsure), "{words}: {asked:?}");
        } else {
            assert_eq!(asked.why, why, "{words}: {asked:?}");
        }
    }
    let person = editor.asks("I want to talk to a person").await;
    assert_eq!(person.said.person, Some(Reason::Words));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_it_is_kept_or_counted() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    for _ in 0..3 {
        editor.asks("What is the airspeed of a swallow?").await;
    }
    let unanswered: Vec<Group> = editor.http.read(&at("unanswered")).await;
    assert!(unanswered.is_empty(), "{unanswered:?}");
    let chats: ConversationList = editor.http.read("/api/v1/conversations").await;
    assert!(chats.cards.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_questions_get_a_sentence() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let (long, nine) = ("a".repeat(MESSAGE_CHARS + 1), vec!["x".to_owned(); 9]);
    for wrong in [ask(""), ask(" \n"), ask(&long), Ask { before: nine, ..ask("Hello") }] {
        let (status, code, _) = problem(editor.http.post(&at("ask"), &wrong).await).await;
        assert!(status.is_client_error(), "{status}: {wrong:?}");
        assert!(matches!(code, Code::Invalid | Code::Empty | Code::TooLong), "{code:?}: {wrong:?}");
    }
    let nowhere = editor.http.post("/api/v1/sites/nowhere/ask", &ask("Hello")).await;
    assert_eq!(problem(nowhere).await.0, StatusCode::NOT_FOUND);
}
