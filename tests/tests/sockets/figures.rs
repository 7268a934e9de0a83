//! tests: how the AI agent fared: what was asked, answered, found helpful and handed over; what was never used.

use baton_protocol::{
    Author,
    teaching::{AnswerFigures, AnswerReport},
    visitor::VisitorVerb,
};
use baton_tests::{
    agent::Agent,
    editor::{Editor, at, pair},
    http::problem,
    people::MIA,
    server::Server,
    visitor::Visitor,
};
use reqwest::StatusCode;

use crate::{answering::asks, handover::connect, reports::around};

fn last(visitor: &Visitor) -> u64 {
    let said = visitor.sees.chat().messages().filter(|(_, by, _)| **by == Author::Ai);
    said.map(|(seq, ..)| seq).last().expect("an answer")
}

/// Yesterday to tomorrow.
async fn report(editor: &Editor, visitor: &Visitor) -> AnswerReport {
    editor.http.read(&at(&format!("answers?{}", around(visitor)))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_answered_judged_and_handed_over_is_counted() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let entries = editor
        .knows(vec![
            pair(&["Do you repair kettles?"], "Yes, for ten years."),
            pair(&["Where is the shop?"], "In Bristol."),
            pair(&["Do you sell sand from the Sahara?"], "No."),
        ])
        .await;
    let mut visitor = Visitor::arrives(&server).await;
    let before = report(&editor, &visitor).await;
    assert_eq!((before.total, before.unused_count), (AnswerFigures::default(), 3), "{before:?}");
    asks(&mut visitor, "Do you repair kettles?").await;
    visitor.does(VisitorVerb::Judge { seq: last(&visitor), helpful: true }).await.unwrap();
    asks(&mut visitor, "Where is the shop?").await;
    visitor.does(VisitorVerb::Judge { seq: last(&visitor), helpful: false }).await.unwrap();
    asks(&mut visitor, "Thanks").await;
    let mut other = Visitor::arrives(&server).await;
    asks(&mut other, "What is the airspeed of a swallow?").await;
    let mut third = Visitor::arrives(&server).await;
    asks(&mut third, "Do you repair kettles?").await;
    let mut mia = Agent::at_work(&server, MIA).await;
    connect(&mut third, &mut mia).await;
    let told = report(&editor, &visitor).await;
    let expected = AnswerFigures {
        asked: 4,
        answered: 3,
        unknown: 1,
        handed_over: 1,
        helpful: 1,
        unhelpful: 1,
        ..AnswerFigures::default()
    };
    assert_eq!(told.total, expected, "{told:?}");
    let days: u32 = told.days.iter().map(|day| day.figures.asked).sum();
    assert_eq!(days, 4);
    assert!(
        told.days.is_sorted_by(|one, other| one.day < other.day) && told.days.len() == 3,
        "{:?}",
        told.days
    );
    let kettles = told.entries.iter().find(|entry| entry.id == entries[0].id).expect("the kettles");
    let figures =
        (kettles.title.as_str(), kettles.used, kettles.helpful, kettles.unhelpful, kettles.handed_over);
    assert_eq!(figures, ("Do you repair kettles?", 2, 1, 0, 1));
    assert_eq!(told.entries[0].id, entries[0].id, "the most used first");
    assert_eq!(told.unused.iter().map(|row| row.id).collect::<Vec<_>>(), [entries[2].id]);
    assert_eq!(told.unused_count, 1);
    // Only answers are judged, and second thoughts replace the first.
    visitor.does(VisitorVerb::Judge { seq: 1, helpful: true }).await.unwrap_err();
    let seq =
        visitor.sees.chat().messages().find(|(_, by, _)| **by == Author::Ai).map(|(seq, ..)| seq).unwrap();
    visitor.does(VisitorVerb::Judge { seq, helpful: false }).await.unwrap();
    let told = report(&editor, &visitor).await;
    assert_eq!((told.total.helpful, told.total.unhelpful), (0, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn junk_is_refused_and_the_console_is_told_who_judged() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    for junk in [
        "",
        "from=2026-11-01",
        "from=2026-11-02&to=2026-11-01&zone=UTC",
        "from=yesterday&to=2026-11-01&zone=UTC",
        "from=2026-11-01&to=2026-11-02&zone=Mars/Olympus",
        "from=2020-01-01&to=2026-11-01&zone=UTC",
    ] {
        let (status, ..) = problem(editor.http.get(&at(&format!("answers?{junk}"))).await).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{junk}");
    }
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    asks(&mut visitor, "Can I return opened tea?").await;
    let id = visitor.sees.chat().id.clone();
    mia.opens(&id).await;
    let seq = last(&visitor);
    visitor.does(VisitorVerb::Judge { seq, helpful: true }).await.unwrap();
    let judged = |what: &baton_protocol::What| matches!(what, baton_protocol::What::Judged { seq: about, helpful: true } if *about == seq);
    mia.until("the verdict", |sees| sees.shows(&id, |chat| chat.find(judged).is_some())).await;
    visitor.until("the own verdict", |sees| sees.shows(|chat| chat.find(judged).is_some())).await;
}
