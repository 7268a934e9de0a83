//! tests: SIGKILL while LINE is being told something, or tells something: nothing is lost, and nothing comes twice.

use baton_tests::{
    agent::Agent,
    eventually,
    messenger::{Call, Fails},
    people::MIA,
};

use super::{cards, connected, greeted, hears, rows, sent, talks};

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_in_the_middle_of_a_push_sends_it_once() {
    let (messenger, mut server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    for (fails, words) in [(Fails::TakesAndHangs, "It was taken"), (Fails::Hangs, "It was not taken")] {
        messenger.fails(Call::Push, fails, 1);
        let done = mia.says(&id, words).await;
        messenger.holds().await;
        server.kill().await;
        messenger.goes_on();
        server.begin().await;
        mia = Agent::again(&server, &mia.cookie, &mia.sees).await;
        mei.sees(words).await;
        sent(&mut mia, &id, done.seq).await;
        assert_eq!(mei.times(words), 1, "{fails:?}");
    }
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_in_the_middle_of_a_reply_sends_it_once() {
    let (messenger, mut server, _) = connected().await;
    let mei = greeted(&messenger).await;
    for (fails, question) in [
        (Fails::TakesAndHangs, "How long does shipping to Japan take?"),
        (Fails::Hangs, "How do I brew green tea?"),
    ] {
        let before = mei.chat().len();
        messenger.fails(Call::Reply, fails, 1);
        mei.says(question).await;
        messenger.holds().await;
        server.kill().await;
        messenger.goes_on();
        server.begin().await;
        mei.sees("Source").await;
        eventually("nothing that waits", || async { (rows(&server, "line_out") == 0).then_some(()) }).await;
        let since: Vec<_> = mei.chat().split_off(before);
        assert_eq!(since.iter().filter(|shown| shown.is_from_account()).count(), 1, "{fails:?}: {since:?}");
    }
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_with_200_is_there_after_a_kill() {
    let (messenger, mut server, admin) = connected().await;
    let mei = greeted(&messenger).await;
    for round in 0..5 {
        mei.says(&format!("Round {round}")).await;
        server.kill().await;
        server.begin().await;
    }
    let mut mia = Agent::at_work(&server, MIA).await;
    let id = super::opens_the_only_one(&admin, &mut mia).await;
    hears(&mut mia, &id, "Round 4").await;
    let expected: Vec<String> = (0..5).map(|round| format!("Round {round}")).collect();
    assert_eq!(mia.sees.chat(&id).visitor_said(), expected);
    assert_eq!((cards(&admin).await.len(), mei.times(super::GREETING)), (1, 1));
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_while_a_picture_is_fetched_keeps_the_picture() {
    let (messenger, mut server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    messenger.fails(Call::Content, Fails::Hangs, 1);
    mei.sends(baton_tests::messenger::Sends::Picture(baton_tests::files::PNG.to_vec())).await;
    messenger.holds().await;
    server.kill().await;
    messenger.goes_on();
    server.begin().await;
    mia = Agent::again(&server, &mia.cookie, &mia.sees).await;
    mia.until("the picture", |sees| {
        sees.shows(&id, |chat| chat.messages().any(|(.., message)| message.files.len() == 1))
    })
    .await;
    messenger.is_content().await;
}
