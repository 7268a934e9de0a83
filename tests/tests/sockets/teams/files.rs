//! tests: what live agents write down beside a chat: private notes and labels. Cards show it, no visitor reads it.

use baton_protocol::{
    Author, Code, What,
    agent::{AgentFrame, AgentVerb, ConversationList},
    limits::MESSAGE_CHARS,
    visitor::VisitorVerb,
};
use baton_tests::{
    agent::Agent,
    fresh_id,
    http::Http,
    people::{LUIS, MIA},
    server::Server,
};

use super::{asks, told};

fn label(labels: &[&str]) -> AgentVerb {
    AgentVerb::Label { labels: labels.iter().map(|label| (*label).to_owned()).collect() }
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_and_labels_are_hidden_from_the_visitor_and_leave_no_gap() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut luis = Agent::signs_in(&server, LUIS).await;
    let (mut visitor, id) = asks(&server, 1).await;
    assert_eq!(mia.accepts().await, id);
    mia.opens(&id).await;
    luis.opens(&id).await;
    let note = AgentVerb::Note { text: "A pomegranate of a customer".to_owned() };
    let first = mia.does(&id, note).await.unwrap();
    // Whoever may see a chat may write beside it, whoever holds it.
    luis.does(&id, AgentVerb::Note { text: "Last time it was a papaya".to_owned() }).await.unwrap();
    mia.does(&id, label(&["vip-fig", "Rückgabe"])).await.unwrap();
    mia.says(&id, "Good morning").await;
    mia.until("its labels", |sees| sees.card(&id, |card| card.labels == ["vip-fig", "Rückgabe"])).await;
    luis.until("both notes and the words", |sees| {
        sees.shows(&id, |chat| {
            let notes = chat.log.iter().filter(|event| matches!(event.what, What::Note(_)));
            notes.count() == 2 && !chat.agents_said().is_empty()
        })
    })
    .await;
    let notes = |what: &What| matches!(what, What::Note(note) if note.text.contains("pomegranate"));
    assert_eq!(luis.sees.chat(&id).find(notes), Some(first.seq));
    // The screen checks that the numbers have no gap; three of the events have nothing to show.
    visitor.until("the words", |sees| sees.shows(|chat| !chat.agents_said().is_empty())).await;
    let hidden: Vec<_> = visitor.sees.chat().log.iter().filter(|event| event.what == What::Hidden).collect();
    assert_eq!(hidden.len(), 3, "{:?}", visitor.sees.chat().log);
    assert!(hidden.iter().all(|event| event.by == Author::Clock), "who wrote is hidden too: {hidden:?}");
    let wire = told(&server, &visitor).await;
    for secret in ["pomegranate", "papaya", "fig", "Rückgabe", "Luis"] {
        assert!(!wire.contains(secret), "{secret} in {wire}");
    }
    // When the chat is over, notes and labels still go beside it.
    visitor.does(VisitorVerb::End).await.unwrap();
    luis.does(&id, AgentVerb::Note { text: "Over".to_owned() }).await.unwrap();
    luis.does(&id, label(&["done"])).await.unwrap();
    luis.until("its label", |sees| sees.card(&id, |card| card.labels == ["done"])).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_that_is_sent_twice_is_stored_once() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let (_visitor, id) = asks(&server, 1).await;
    assert_eq!(mia.accepts().await, id);
    let again = fresh_id();
    let mut answers = Vec::new();
    for text in ["Once", "Once", "Something else"] {
        let what = AgentVerb::Note { text: text.to_owned() };
        mia.sees.answers.remove(&again);
        mia.line.send(&AgentFrame::Do { id: again, conversation: id.clone(), what }).await;
        answers.push(mia.answer(again).await);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[2].as_ref().unwrap_err().code, Code::ClientIdReused);
    for (text, code) in
        [("", Code::Empty), (" \n", Code::Empty), (&"a".repeat(MESSAGE_CHARS + 1), Code::TooLong)]
    {
        let refused = mia.does(&id, AgentVerb::Note { text: text.to_owned() }).await.unwrap_err();
        assert_eq!(refused.code, code);
    }
    mia.opens(&id).await;
    let notes = mia.sees.chat(&id).log.iter().filter(|event| matches!(event.what, What::Note(_)));
    assert_eq!(notes.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn labels_file_conversations_and_odd_ones_are_refused() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let (_visitor, id) = asks(&server, 1).await;
    assert_eq!(mia.accepts().await, id);
    let many: Vec<String> = (0..21).map(|number| number.to_string()).collect();
    for wrong in [
        many.clone(),
        vec![String::new()],
        vec!["  ".to_owned()],
        vec!["a".repeat(41)],
        vec!["same".to_owned(), "same".to_owned()],
        vec!["line\nbreak".to_owned()],
    ] {
        let refused = mia.does(&id, AgentVerb::Label { labels: wrong.clone() }).await.unwrap_err();
        assert_eq!(refused.code, Code::Invalid, "{wrong:?}");
    }
    let http = Http::with_cookie(&server, &mia.cookie);
    let labelled = |label: &'static str| {
        let http = &http;
        async move {
            let list: ConversationList = http.read(&format!("/api/v1/conversations?label={label}")).await;
            list.cards.len()
        }
    };
    mia.does(&id, AgentVerb::Label { labels: many[..20].to_vec() }).await.unwrap();
    let known: Vec<String> = http.read("/api/v1/labels").await;
    assert_eq!(known.len(), 20);
    assert_eq!((labelled("19").await, labelled("20").await), (1, 0));
    mia.does(&id, label(&["vip", "'; DROP TABLE label; --"])).await.unwrap();
    let known: Vec<String> = http.read("/api/v1/labels").await;
    assert_eq!(known, ["'; DROP TABLE label; --", "vip"], "in use are these and no others");
    assert_eq!((labelled("19").await, labelled("vip").await, labelled("vi").await), (0, 1, 0));
    mia.does(&id, label(&[])).await.unwrap();
    let known: Vec<String> = http.read("/api/v1/labels").await;
    assert!(known.is_empty(), "{known:?}");
}
