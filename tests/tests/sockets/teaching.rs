//! tests: live agents teach the AI agent: corrections, their own words, lessons of a chat, questions without answers.

mod groups;
mod lessons;

use baton_protocol::{
    Author, Code, ConversationId, EntryId,
    answering::Kind,
    knowledge::{Change, Origin},
    limits::{MESSAGE_CHARS, PHRASING_CHARS, PHRASINGS},
    publishing::Expects,
    teaching::{Taught, Teach},
};
use baton_tests::{
    agent::Agent,
    editor::{Editor, pair},
    http::{Http, problem, success},
    people::{EDA, LUIS, MIA},
    server::Server,
    visitor::Visitor,
};
use reqwest::{Response, StatusCode};

use crate::{
    answering::{answered, asks},
    handover::connect,
    teams::Office,
};

pub(crate) fn place(id: &ConversationId) -> String {
    format!("/api/v1/conversations/{id}/teach")
}

/// This person teaches from a message; the answer as it is.
async fn teaches(http: &Http, id: &ConversationId, seq: u64, questions: &[&str], answer: &str) -> Response {
    let questions = questions.iter().map(|question| (*question).to_owned()).collect();
    http.post(&place(id), &Teach { seq, questions, answer: answer.to_owned() }).await
}

/// The number of the last message of such an author.
fn last(visitor: &Visitor, by: impl Fn(&Author) -> bool) -> u64 {
    visitor
        .sees
        .chat()
        .messages()
        .filter(|(_, author, _)| by(author))
        .map(|(seq, ..)| seq)
        .last()
        .expect("a message")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_becomes_a_pair_of_the_draft_and_a_test() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let luis = Http::signed_in(&server, LUIS).await;
    let mut visitor = Visitor::arrives(&server).await;
    let question = "Do you repair kettles?";
    let wrong = asks(&mut visitor, question).await;
    let id = visitor.sees.chat().id.clone();
    let seq = last(&visitor, |by| *by == Author::Ai);
    let better = "Yes, **for ten years**.";
    let answer = teaches(&luis, &id, seq, &[question], better).await;
    let taught: Taught = success("a correction", answer).await;
    assert_eq!(
        (taught.seq, taught.questions, taught.answer.as_str()),
        (seq, vec![question.to_owned()], better)
    );
    let entry = editor.entry(taught.entry).await;
    assert_eq!((&entry.written, entry.change), (&pair(&[question], better), Change::New));
    assert_eq!(entry.origin, Origin::Correction { conversation: id.clone(), seq });
    let [test] = &editor.tests().await[..] else { panic!("one test") };
    assert!(test.correction && test.question == question, "{test:?}");
    assert_eq!(test.expects, Expects::Entry(taught.entry));
    // Nothing reaches a visitor before it is published, and everything afterwards.
    assert_ne!(answered(&server, question, "en").await.text, better);
    assert_eq!(editor.asks(question).await.said.text, better);
    editor.publishes().await;
    assert_eq!(answered(&server, question, "en").await.text, better);
    assert_ne!(wrong.text, better);

    // The same message again changes the pair, and everybody who may see the conversation sees what it has taught.
    let mia = Http::signed_in(&server, MIA).await;
    let again: Taught =
        success("again", teaches(&mia, &id, seq, &[question, "kettle repair"], "Yes, for twelve.").await)
            .await;
    assert_eq!(again.entry, taught.entry);
    let all: Vec<Taught> = mia.read(&place(&id)).await;
    assert_eq!(all, [again]);
    assert_eq!(editor.tests().await.len(), 1, "one message, one test");
    assert_eq!(editor.entries("kind=pair").await.pairs, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_live_agent_said_is_taught_as_it_is_or_better() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let http = Http::with_cookie(&server, &mia.cookie);
    let mut visitor = Visitor::arrives(&server).await;
    asks(&mut visitor, "Do you repair kettles?").await;
    let id = connect(&mut visitor, &mut mia).await;
    let said = mia.says(&id, "Yes, we do, for ten years.").await;
    let answer =
        teaches(&http, &id, said.seq, &["Do you repair kettles?"], "Yes, we do, for ten years.").await;
    let taught: Taught = success("a lesson", answer).await;
    let entry = editor.entry(taught.entry).await;
    assert_eq!(entry.origin, Origin::Lesson { conversation: id.clone(), seq: said.seq });
    assert_eq!(entry.by, Some(mia.sees.welcome.me.id));
    assert!(editor.tests().await.is_empty(), "only corrections are kept as tests by themselves");
    editor.publishes().await;
    let asked = editor.asks("do you repair kettles").await;
    assert_eq!((asked.said.kind, asked.said.text.as_str()), (Kind::Answer, "Yes, we do, for ten years."));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taught_is_refused_and_closed_chats_stay_closed() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let http = Http::with_cookie(&server, &mia.cookie);
    let mut visitor = Visitor::arrives(&server).await;
    let asked = visitor.says("Do you repair kettles?").await;
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    let id = visitor.sees.chat().id.clone();
    let seq = last(&visitor, |by| *by == Author::Ai);
    let (long, longer) = ("a".repeat(PHRASING_CHARS + 1), "a".repeat(MESSAGE_CHARS + 1));
    let many: Vec<String> = (0..=PHRASINGS).map(|number| format!("Question {number}?")).collect();
    for (questions, answer, field) in [
        (vec![], "Yes.", "questions"),
        (vec![" "], "Yes.", "questions"),
        (vec![&*long], "Yes.", "questions"),
        (many.iter().map(String::as_str).collect(), "Yes.", "questions"),
        (vec!["Why?"], " ", "answer"),
        (vec!["Why?"], &longer, "answer"),
    ] {
        let (status, _, told) = problem(teaches(&http, &id, seq, &questions, answer).await).await;
        assert!(status.is_client_error(), "{told:?}");
        assert_eq!(told.field.as_deref(), Some(field), "{told:?}");
    }
    for wrong in [asked.seq, 0, 404, u64::MAX] {
        let (status, code, _) = problem(teaches(&http, &id, wrong, &["Why?"], "Yes.").await).await;
        let told =
            matches!(status, StatusCode::NOT_FOUND | StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told, "{wrong}: {status} {code:?}");
    }
    let lost = ConversationId::parse(&"A".repeat(ConversationId::LENGTH)).unwrap();
    let (status, code, _) = problem(teaches(&http, &lost, 1, &["Why?"], "Yes.").await).await;
    assert_eq!((status, code), (StatusCode::NOT_FOUND, Code::NotFound));
    assert!(http.read::<Vec<Taught>>(&place(&id)).await.is_empty());

    // A closed team's conversation is not there for others.
    let team = office.team("Billing", true, &[MIA]).await;
    office.rings(team).await;
    let mut other = Visitor::arrives(&server).await;
    asks(&mut other, "Do you repair kettles?").await;
    let closed = connect(&mut other, &mut mia).await;
    let seq = last(&other, |by| *by == Author::Ai);
    let luis = Http::signed_in(&server, LUIS).await;
    assert_eq!(problem(teaches(&luis, &closed, seq, &["Why?"], "Yes.").await).await.0, StatusCode::NOT_FOUND);
    assert_eq!(problem(luis.get(&place(&closed)).await).await.0, StatusCode::NOT_FOUND);
    let taught: Taught = success("a member", teaches(&http, &closed, seq, &["Why?"], "Yes.").await).await;
    assert_ne!(taught.entry, EntryId(0));
}

/// Two at once on the same message: one pair.
#[tokio::test(flavor = "multi_thread")]
async fn two_who_correct_at_once_make_one_pair() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let mut visitor = Visitor::arrives(&server).await;
    asks(&mut visitor, "Do you repair kettles?").await;
    let id = visitor.sees.chat().id.clone();
    let seq = last(&visitor, |by| *by == Author::Ai);
    let (mia, eda) = (Http::signed_in(&server, MIA).await, Http::signed_in(&server, EDA).await);
    let wishes = (0..8).map(|number| {
        let (http, id) = (if number % 2 == 0 { &mia } else { &eda }, &id);
        async move {
            let answer =
                teaches(http, id, seq, &["Do you repair kettles?"], &format!("Answer {number}")).await;
            success::<Taught>("a correction", answer).await.entry
        }
    });
    let entries = futures::future::join_all(wishes).await;
    assert!(entries.iter().all(|entry| *entry == entries[0]), "{entries:?}");
    assert_eq!((editor.entries("").await.pairs, editor.tests().await.len()), (1, 1));
}
