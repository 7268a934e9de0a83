//! tests: the AI agent answers in LINE: with its source, with buttons where it asks back, and says that it is at work.

use baton_protocol::{Author, agent::AgentFrame};
use baton_tests::{
    agent::Agent,
    editor::{Editor, pair},
    eventually,
    messenger::{Call, Does},
    people::MIA,
};

use super::{TALK, connected, greeted, hears, opens_the_only_one, sent, talks};

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_for_free_with_its_source_and_a_sign_that_somebody_is_at_work() {
    let (messenger, server, admin) = connected().await;
    let mei = greeted(&messenger).await;
    mei.says("How long does shipping to Japan take?").await;
    let answer = mei.sees("7 to 12 working days").await;
    let words = answer.words().expect("words");
    assert!(words.contains("Source: Shipping and delivery"), "{words}");
    assert!(!words.contains("**") && !words.contains("]("), "no Markdown: {words}");
    assert_eq!((answer.sender(), answer.free), (Some("Fern"), true));
    assert_eq!(mei.loadings(), (1, false), "it was shown, and is over");
    let mut mia = Agent::at_work(&server, MIA).await;
    let id = opens_the_only_one(&admin, &mut mia).await;
    let answered = mia.sees.chat(&id).messages().find(|(_, by, _)| **by == Author::Ai).map(|(seq, ..)| seq);
    sent(&mut mia, &id, answered.expect("an answer")).await;
    // The AI agent has read what it answers.
    eventually("a mark", || async { (mei.read() >= 2).then_some(()) }).await;
    assert_eq!(messenger.used(), 0);
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_back_has_a_button_for_each_choice() {
    let (messenger, server, _) = connected().await;
    let editor = Editor::of(&server).await;
    let (pot, tea) = ("How do I clean a tea pot?", "How do I clean a coffee pot?");
    editor.knows(vec![pair(&[pot], "With hot water."), pair(&[tea], "With a soft brush.")]).await;
    let mei = greeted(&messenger).await;
    mei.says("clean a pot").await;
    let back = mei
        .sees_so("choices", |shown| {
            shown.quick.iter().any(|action| action.does == Does::Says(pot.to_owned()))
        })
        .await;
    for choice in [pot, tea] {
        assert!(back.quick.iter().any(|action| action.does == Does::Says(choice.to_owned())), "{back:?}");
        // Labels are short, and the desktop shows none.
        assert!(back.words().is_some_and(|words| words.contains(choice)), "{back:?}");
    }
    let label =
        &back.quick.iter().find(|action| action.does == Does::Says(tea.to_owned())).expect("a button").label;
    mei.presses(label).await;
    mei.sees("With a soft brush.").await;
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_known_a_person_is_offered_with_how_many_there_are() {
    let (messenger, server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    mei.says("Do you ship to the moon base Alpha by balloon?").await;
    let offer = mei.sees("1 live agent available").await;
    assert_eq!(offer.quick.last().map(|action| action.label.as_str()), Some(TALK), "{offer:?}");
    mei.presses(TALK).await;
    mei.sees("You asked for a live agent").await;
    mia.accepts().await;
    mei.sees("Mia joined").await;
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_agents_reading_is_marked_in_the_chat() {
    let (messenger, server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    mei.says("Have you read this?").await;
    hears(&mut mia, &id, "Have you read this?").await;
    let upto = mei.chat().len();
    assert!(mei.read() < upto, "delivered is not read");
    let last = mia.sees.chat(&id).last();
    mia.line.send(&AgentFrame::Marks { conversation: id.clone(), delivered: last, read: last }).await;
    eventually("a mark", || async { (mei.read() == upto).then_some(()) }).await;
    assert!(!messenger.heard(Call::Read).is_empty());
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_message_arrives_whole_in_pieces_that_line_takes() {
    let (messenger, server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    let family = "👩‍👩‍👧‍👦";
    let long: String = (0..600).map(|place| format!("{family}{place} ")).collect();
    let done = mia.says(&id, long.trim()).await;
    sent(&mut mia, &id, done.seq).await;
    let pieces: Vec<String> = mei
        .chat()
        .iter()
        .filter(|shown| shown.is_from_account())
        .filter_map(|shown| shown.words().filter(|words| words.contains(family)).map(str::to_owned))
        .collect();
    assert!(pieces.len() > 1 && pieces.iter().all(|piece| piece.encode_utf16().count() <= 5_000));
    for place in 0..600 {
        let whole = format!("{family}{place}");
        let holds = |piece: &&String| piece.split_whitespace().any(|word| word == whole);
        assert_eq!(pieces.iter().filter(holds).count(), 1, "{whole} is whole, and there once");
    }
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_visitor_is_told_everything_in_their_own_language() {
    let (messenger, server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    for (language, talk, asked) in [
        ("ja", "担当者と話す", "担当者を呼び出しました"),
        ("de", "Mit Person sprechen", "Sie haben um eine Person aus dem Team gebeten"),
        ("en-GB", TALK, "You asked for a live agent"),
        ("tlh", TALK, "You asked for a live agent"),
    ] {
        let user = messenger.user("Mei").speaking(language);
        user.follows().await;
        let greeting = user.sees(super::GREETING).await;
        assert_eq!(greeting.quick.last().map(|action| action.label.as_str()), Some(talk), "{language}");
        user.presses(talk).await;
        user.sees(asked).await;
        mia.accepts().await;
    }
    messenger.is_content().await;
}
