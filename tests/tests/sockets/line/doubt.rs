//! tests: the connection to LINE breaks or stands still, and nobody says whether LINE has taken it: nothing comes twice,
//! and nothing is lost.

use baton_protocol::line::LineTrouble;
use baton_tests::{
    agent::Agent,
    eventually,
    messenger::{Call, Fails},
    people::MIA,
};

use super::{connected, greeted, sent, talks, view};

#[tokio::test(flavor = "multi_thread")]
async fn a_push_whose_answer_is_lost_arrives_once() {
    let (messenger, server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    for (fails, words) in [(Fails::TakesAndBreaks, "It was taken"), (Fails::Breaks, "It was not")] {
        let before = messenger.heard(Call::Push).len();
        messenger.fails(Call::Push, fails, 2);
        let done = mia.says(&id, words).await;
        sent(&mut mia, &id, done.seq).await;
        assert_eq!(mei.times(words), 1, "{fails:?}");
        let heard = messenger.heard(Call::Push).split_off(before);
        assert!(heard.len() == 3 && heard.iter().all(|push| push.key == heard[0].key), "{heard:?}");
        assert_eq!(heard[2].status, Some(if fails == Fails::Breaks { 200 } else { 409 }));
    }
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_whose_answer_is_lost_arrives_once() {
    let (messenger, server, _) = connected().await;
    let mei = greeted(&messenger).await;
    for (fails, question) in [
        (Fails::TakesAndBreaks, "How long does shipping to Japan take?"),
        (Fails::Breaks, "Can I return opened tea?"),
    ] {
        let before = mei.chat().len();
        messenger.fails(Call::Reply, fails, 1);
        mei.says(question).await;
        eventually("an answer", || async {
            mei.chat().last().filter(|shown| shown.is_from_account()).cloned()
        })
        .await;
        eventually("nothing that waits", || async { (super::rows(&server, "line_out") == 0).then_some(()) })
            .await;
        let since: Vec<_> = mei.chat().split_off(before);
        assert_eq!(since.iter().filter(|shown| shown.is_from_account()).count(), 1, "{since:?}");
    }
    assert_eq!(messenger.used(), 0, "nobody paid for that");
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn line_that_does_not_answer_at_all_is_said_to_be_unreachable_and_waited_for() {
    let (messenger, server, admin) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    messenger.fails(Call::Push, Fails::Breaks, 5);
    let done = mia.says(&id, "Anybody?").await;
    super::undelivered(&mut mia, &id, done.seq, |why| {
        *why == baton_protocol::line::Delivery::Held(LineTrouble::Unreachable)
    })
    .await;
    assert_eq!(
        view(&admin).await.account.and_then(|account| account.trouble),
        Some(LineTrouble::Unreachable)
    );
    sent(&mut mia, &id, done.seq).await;
    assert_eq!(mei.times("Anybody?"), 1);
    eventually("the end of the trouble", || async {
        view(&admin).await.account.is_some_and(|account| account.trouble.is_none()).then_some(())
    })
    .await;
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_visitor_whom_line_keeps_waiting_holds_up_nobody_else() {
    let (messenger, server, _) = connected().await;
    let mei = greeted(&messenger).await;
    let ken = messenger.user("Ken");
    messenger.fails(Call::Reply, Fails::TakesAndHangs, 1);
    mei.says("How long does shipping to Japan take?").await;
    messenger.holds().await;
    ken.follows().await;
    ken.sees(super::GREETING).await;
    ken.says("How do I brew green tea?").await;
    ken.sees("Source").await;
    messenger.goes_on();
    eventually("nothing that waits", || async { (super::rows(&server, "line_out") == 0).then_some(()) })
        .await;
    assert_eq!(mei.times("7 to 12 working days"), 1);
    messenger.is_content().await;
}
