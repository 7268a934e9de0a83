//! tests: LINE refuses: for the token, for the month, for too much at once, for good. The agent sees why, and what waits
//! goes on.

use std::time::Duration;

use baton_protocol::line::{Delivery, LineChange, LineTrouble, LineView, Resend};
use baton_tests::{
    agent::Agent,
    eventually,
    http::{Http, problem, success},
    messenger::{Call, Fails, LINE, Messenger},
    people::MIA,
};
use reqwest::StatusCode;

use super::{check, connected, greeted, hears, sent, talks, undelivered, view};

fn all(messenger: &Messenger) -> usize {
    [Call::Reply, Call::Push, Call::Loading, Call::Read, Call::Profile, Call::Menus, Call::Content]
        .into_iter()
        .map(|call| messenger.heard(call).len())
        .sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_that_is_used_up_holds_messages_until_there_is_another() {
    let (messenger, server, admin) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    messenger.quota(Some(500), 500);
    let first = mia.says(&id, "Your parcel is on its way").await;
    undelivered(&mut mia, &id, first.seq, |why| *why == Delivery::Held(LineTrouble::QuotaUsedUp)).await;
    let pushes = messenger.heard(Call::Push).len();
    let second = mia.says(&id, "It comes on Friday").await;
    undelivered(&mut mia, &id, second.seq, |why| *why == Delivery::Held(LineTrouble::QuotaUsedUp)).await;
    let account = check(&admin).await.account.expect("an account");
    assert_eq!((account.trouble, account.waiting), (Some(LineTrouble::QuotaUsedUp), 2));
    assert_eq!(account.quota.map(|quota| (quota.limit, quota.used)), Some((Some(500), 500)));
    assert_eq!(messenger.heard(Call::Push).len(), pushes, "it is not tried again and again");

    // What the visitor writes may be replied to for free: what waits comes along, in order.
    mei.says("Hello?").await;
    mei.sees("It comes on Friday").await;
    sent(&mut mia, &id, second.seq).await;
    assert_eq!((mei.times("Your parcel is on its way"), mei.times("It comes on Friday")), (1, 1));
    assert_eq!(messenger.used(), 500);

    // A new month.
    let third = mia.says(&id, "Anything else?").await;
    undelivered(&mut mia, &id, third.seq, |why| *why == Delivery::Held(LineTrouble::QuotaUsedUp)).await;
    messenger.quota(Some(500), 0);
    assert_eq!(check(&admin).await.account.and_then(|account| account.trouble), None);
    mei.sees("Anything else?").await;
    sent(&mut mia, &id, third.seq).await;
    assert_eq!(mei.times("Anything else?"), 1);
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_token_is_shown_and_nothing_is_tried_before_another_one() {
    let (messenger, server, admin) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    let token = messenger.changes_token();
    let first = mia.says(&id, "First").await;
    undelivered(&mut mia, &id, first.seq, |why| *why == Delivery::Held(LineTrouble::TokenRefused)).await;
    let calls = all(&messenger);
    let second = mia.says(&id, "Second").await;
    undelivered(&mut mia, &id, second.seq, |why| *why == Delivery::Held(LineTrouble::TokenRefused)).await;
    mei.says("Can you hear me?").await;
    hears(&mut mia, &id, "Can you hear me?").await;
    let account = view(&admin).await.account.expect("an account");
    assert_eq!((account.trouble, account.waiting), (Some(LineTrouble::TokenRefused), 2));
    assert_eq!(all(&messenger), calls, "nothing more was tried");
    let change = LineChange { secret: None, token: Some(token), locale: "en".to_owned() };
    let view: LineView = success("a new token", admin.put(LINE, &change).await).await;
    assert_eq!(view.account.and_then(|account| account.trouble), None);
    mei.sees("Second").await;
    sent(&mut mia, &id, second.seq).await;
    let said: Vec<_> = mei.transcript().into_iter().filter(|line| line.starts_with("Mia: ")).collect();
    assert!(said.ends_with(&["Mia: First".to_owned(), "Mia: Second".to_owned()]), "{said:?}");
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_of_lines_own_are_tried_again_under_the_same_key() {
    let (messenger, server, admin) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    let before = messenger.heard(Call::Push).len();
    messenger.fails(Call::Push, Fails::Status(500), 1);
    messenger.fails(Call::Push, Fails::Slow, 1);
    messenger.fails(Call::Push, Fails::Status(503), 1);
    let done = mia.says(&id, "Patience").await;
    sent(&mut mia, &id, done.seq).await;
    let heard = messenger.heard(Call::Push).split_off(before);
    let statuses: Vec<_> = heard.iter().filter_map(|heard| heard.status).collect();
    assert_eq!(statuses, [500, 429, 503, 200]);
    assert!(heard.windows(2).all(|pair| pair[0].key == pair[1].key && pair[0].body == pair[1].body));
    assert_eq!(mei.times("Patience"), 1);
    // It was only a moment.
    eventually("the end of the trouble", || async {
        view(&admin).await.account.is_some_and(|account| account.trouble.is_none()).then_some(())
    })
    .await;
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_line_refuses_is_shown_in_its_words_and_tried_again_by_hand_alone() {
    let (messenger, server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    let before = messenger.heard(Call::Push).len();
    messenger.fails(Call::Push, Fails::Refuses("This message is not liked here"), 1);
    let first = mia.says(&id, "Perhaps").await;
    undelivered(
        &mut mia,
        &id,
        first.seq,
        |why| matches!(why, Delivery::Refused { why } if why.contains("This message is not liked here")),
    )
    .await;
    // What comes after it is not held up.
    mia.says(&id, "Certainly").await;
    mei.sees("Certainly").await;
    assert_eq!(messenger.heard(Call::Push).len(), before + 2);
    let agent = Http::with_cookie(&server, &mia.cookie);
    let resend = format!("/api/v1/conversations/{id}/resend");
    for (seq, status) in [(first.seq + 1_000, StatusCode::NOT_FOUND), (first.seq, StatusCode::NO_CONTENT)] {
        let answer = agent.post(&resend, &Resend { seq }).await.status();
        assert!(
            answer == status || (answer == StatusCode::CONFLICT && status == StatusCode::NOT_FOUND),
            "{answer}"
        );
    }
    mei.sees("Perhaps").await;
    sent(&mut mia, &id, first.seq).await;
    let (status, _, _) = problem(agent.post(&resend, &Resend { seq: first.seq }).await).await;
    assert!(status.is_client_error(), "it has arrived");
    let stranger = Http::new(&server).post(&resend, &Resend { seq: first.seq }).await;
    assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(mei.times("Perhaps"), 1);
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_comes_too_late_is_pushed() {
    let (messenger, server, admin) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let sent_event =
        mei.writes(&baton_tests::messenger::Sends::words("How long does shipping to Japan take?")).event;
    messenger.later(Duration::from_secs(61));
    assert_eq!(messenger.delivers(&[sent_event]).await, StatusCode::OK);
    let answer = mei.sees("7 to 12 working days").await;
    assert!(!answer.free, "it cost a message of the month");
    let late = messenger.heard(Call::Reply).last().and_then(|heard| heard.status);
    assert_eq!(late, Some(400));
    let id = super::opens_the_only_one(&admin, &mut mia).await;
    eventually("nothing that waits", || async { (super::rows(&server, "line_out") == 0).then_some(()) })
        .await;
    mia.until("that nothing waits", |sees| sees.chats[&id].undelivered.is_empty()).await;
    messenger.is_content().await;
}
