//! tests: a visitor takes words back, blocks the account, and comes back.

use baton_protocol::{
    What,
    agent::{ConversationList, VisitorDetails},
    event::Extra,
    line::Delivery,
};
use baton_tests::{
    agent::Agent,
    eventually,
    files::PNG,
    http::Http,
    messenger::{Call, Sends},
    people::MIA,
};
use reqwest::StatusCode;

use super::{BACK, TALK, cards, connected, greeted, hears, sent, talks, undelivered};

/// Waits until the search finds so many conversations; its index follows a moment later.
async fn found(admin: &Http, count: usize) {
    eventually("what the search finds", || async {
        let list: ConversationList = admin.read("/api/v1/conversations?q=walrusberry").await;
        (list.cards.len() == count).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_is_gone_and_the_agent_is_told_so() {
    let (messenger, mut server, admin) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    let secret = mei.says("My word is walrusberry").await;
    let picture = mei.sends(Sends::Picture(PNG.to_vec())).await;
    mia.until("both", |sees| {
        sees.shows(&id, |chat| chat.messages().last().is_some_and(|(.., message)| message.files.len() == 1))
    })
    .await;
    let file = mia.sees.chat(&id).messages().last().expect("a message").2.files[0].id.clone();
    found(&admin, 1).await;

    mei.unsends(&secret).await;
    mei.unsends(&picture).await;
    mia.until("two that are taken back", |sees| {
        sees.shows(&id, |chat| {
            chat.log.iter().filter(|event| matches!(event.what, What::Unsent { .. })).count() == 2
        })
    })
    .await;
    // The open tab knows by the event, another one by the log.
    for round in 0..2 {
        mia.opens(&id).await;
        let chat = mia.sees.chat(&id);
        assert!(
            chat.log.iter().all(|event| !event.what.words().is_some_and(|words| words.contains("walrus")))
        );
        let gone = chat.messages().filter(|(.., message)| message.extra == Some(Extra::Unsent));
        let gone: Vec<_> = gone.map(|(.., message)| (message.text.as_str(), message.files.len())).collect();
        assert_eq!(gone, [("", 0), ("", 0)], "round {round}");
        let agent = Http::with_cookie(&server, &mia.cookie);
        found(&admin, 0).await;
        assert_eq!(agent.get(&format!("/api/v1/files/{file}")).await.status(), StatusCode::NOT_FOUND);
        server.stop().await;
        server.begin().await;
        mia = Agent::connects(&server, &mia.cookie).await;
    }
    assert!(!server.log().contains("walrusberry"));
    // Again, and one that nobody knows.
    mei.unsends(&secret).await;
    let unknown = mei.writes(&Sends::words("Never delivered"));
    mei.unsends(&unknown).await;
    mei.says("Done").await;
    mia.opens(&id).await;
    hears(&mut mia, &id, "Done").await;
    let told =
        mia.sees.chat(&id).log.iter().filter(|event| matches!(event.what, What::Unsent { .. })).count();
    assert_eq!(told, 2, "each once");
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_taken_back_is_gone_from_the_card_of_its_request() {
    let (messenger, server, admin) = connected().await;
    let _mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let asked = mei.says("How long does shipping to Japan take?").await;
    mei.sees("Source").await;
    mei.presses(TALK).await;
    mei.sees("You asked for a live agent").await;
    assert!(cards(&admin).await[0].question.contains("Japan"));
    mei.unsends(&asked).await;
    eventually("a card without it", || async { cards(&admin).await[0].question.is_empty().then_some(()) })
        .await;
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_blocks_the_account_is_not_written_to_until_they_come_back() {
    let (messenger, server, admin) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    mei.blocks().await;
    let details = |mia: &Agent| mia.sees.chats[&id].visitor.clone().expect("a visitor");
    eventually_gone(&admin, true).await;
    let calls = messenger.heard(Call::Push).len();
    let done = mia.says(&id, "Are you there?").await;
    undelivered(&mut mia, &id, done.seq, |why| *why == Delivery::Blocked).await;
    assert_eq!(messenger.heard(Call::Push).len(), calls, "nothing was pushed");

    mei.follows().await;
    eventually_gone(&admin, false).await;
    mia.opens(&id).await;
    assert!(!details(&mia).gone);
    let done = mia.says(&id, "Welcome back").await;
    mei.sees("Welcome back").await;
    assert_eq!(mei.times("Are you there?"), 0, "it is not tried again by itself");
    mia.until("that it is sent", |sees| sees.chats[&id].screen.theirs.delivered >= done.seq).await;
    // A live agent may try it again.
    let agent = Http::with_cookie(&server, &mia.cookie);
    let seq = mia.sees.chats[&id].undelivered.first().expect("one that waits").seq;
    let resend = format!("/api/v1/conversations/{id}/resend");
    let answer = agent.post(&resend, &baton_protocol::line::Resend { seq }).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    mei.sees("Are you there?").await;
    sent(&mut mia, &id, seq).await;
    messenger.is_content().await;
}

async fn eventually_gone(admin: &Http, gone: bool) {
    let visitor = super::cards(admin).await[0].visitor;
    eventually("what is known of the visitor", || async {
        let record: baton_protocol::agent::VisitorRecord =
            admin.read(&format!("/api/v1/visitors/{}", visitor.0)).await;
        let VisitorDetails { gone: is, .. } = record.visitor;
        (is == gone).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_in_the_middle_of_a_request_or_an_answer_disturbs_nothing() {
    let (messenger, server, admin) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    mei.presses(TALK).await;
    mei.is_offered(BACK).await;
    mei.blocks().await;
    eventually_gone(&admin, true).await;
    let id = mia.accepts().await;
    mia.opens(&id).await;
    let done = mia.says(&id, "Hello?").await;
    undelivered(&mut mia, &id, done.seq, |why| *why == Delivery::Blocked).await;
    mei.follows().await;
    mei.says("Sorry, here I am").await;
    hears(&mut mia, &id, "Sorry, here I am").await;
    mia.says(&id, "No matter").await;
    mei.sees("No matter").await;
    messenger.is_content().await;
}

/// Deliveries may overtake each other.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_before_it_arrives_is_never_kept() {
    let (messenger, server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    let late = mei.writes(&Sends::words("My word is walrusberry"));
    mei.unsends(&late).await;
    assert_eq!(messenger.delivers(&[late.event]).await, StatusCode::OK);
    mei.says("Done").await;
    hears(&mut mia, &id, "Done").await;
    let chat = mia.sees.chat(&id);
    assert!(!chat.visitor_said().iter().any(|said| said.contains("walrus")), "{:?}", chat.visitor_said());
    messenger.is_content().await;
}
