//! tests: two answers are about as likely: the AI agent asks back, and a click on a choice answers.

use baton_protocol::answering::{Because, Kind};
use baton_tests::{
    editor::{Editor, pair},
    server::Server,
    visitor::Visitor,
};

use super::asks;

#[tokio::test(flavor = "multi_thread")]
async fn two_that_are_close_are_asked_for_and_a_click_answers() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let (tea, pot) = ("How do I clean a tea pot?", "How do I clean a coffee pot?");
    editor.knows(vec![pair(&[tea], "With water alone."), pair(&[pot], "With vinegar.")]).await;
    let asked = editor.asks("clean a pot").await;
    assert_eq!((asked.said.kind, asked.why), (Kind::AskBack, Because::Close), "{asked:?}");
    assert_eq!(asked.candidates.len(), 2, "{asked:?}");
    let mut visitor = Visitor::arrives(&server).await;
    let back = asks(&mut visitor, "clean a pot").await;
    let mut choices = back.choices.clone();
    choices.sort();
    assert_eq!(choices, [pot, tea], "{back:?}");
    assert!(back.sources.is_empty() && !back.offers_person, "{back:?}");
    // The button sends its words as a message.
    let answer = asks(&mut visitor, tea).await;
    assert_eq!(answer.text, "With water alone.");
    assert!(answer.choices.is_empty());
}

/// Each phrasing's own words answer at once, whatever else is close.
#[tokio::test(flavor = "multi_thread")]
async fn the_very_words_of_a_phrasing_answer_at_once() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    editor
        .knows(vec![
            pair(&["Can I pay by card?", "card payment"], "Yes, by every card."),
            pair(&["Can I pay by gift card?", "gift card payment"], "Yes, at the till."),
            pair(&["Can I pay by a lost card?"], "No."),
        ])
        .await;
    for (words, right) in [
        ("card payment", "Yes, by every card."),
        ("GIFT CARD PAYMENT?", "Yes, at the till."),
        ("can i pay by a lost card", "No."),
    ] {
        let asked = editor.asks(words).await;
        assert_eq!(
            (asked.said.kind, asked.why, asked.said.text.as_str()),
            (Kind::Answer, Because::Exact, right)
        );
    }
}
