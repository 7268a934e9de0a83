//! tests: whatever LINE delivers, however often and in whatever order: each event once, in the order of its time.

use baton_protocol::{Author, What};
use baton_tests::{
    agent::Agent,
    messenger::{Call, PUBLIC, Sends},
    people::MIA,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{cards, connected, greeted, hears, opens_the_only_one, rows, talks};

#[tokio::test(flavor = "multi_thread")]
async fn deliveries_of_any_shape_are_taken_or_refused_and_never_break_anything() {
    let (messenger, server, admin) = connected().await;
    let webhook = format!("{PUBLIC}/line/webhook/demo");
    let (_, fine) = messenger.signed(&[]);
    assert_eq!(messenger.delivers(&[]).await, StatusCode::OK, "no events");
    let large = vec![b' '; 10_000_000];
    let status = messenger.posts(&webhook, large.clone(), Some(&fine)).await.status();
    assert!(status.is_client_error(), "{status}");
    let signed = |body: &[u8]| messenger.signature(body);
    for body in [&b""[..], b"null", b"[]", b"{", b"\xff\xfe", b"{\"events\":1}", &large] {
        let answer = messenger.posts(&webhook, body, Some(&signed(body))).await;
        assert!(
            answer.status().is_client_error(),
            "{}",
            String::from_utf8_lossy(&body[..body.len().min(20)])
        );
    }
    let deep = format!("{{\"events\":[{}1{}]}}", "[".repeat(50_000), "]".repeat(50_000));
    let answer = messenger.posts(&webhook, deep.clone(), Some(&signed(deep.as_bytes()))).await;
    assert!(!answer.status().is_server_error(), "{}", answer.status());

    // Kinds, fields and sources that there are not yet, and events that are none.
    let mei = greeted(&messenger).await;
    let user = json!({ "type": "user", "userId": mei.id });
    let mut poll = messenger.event("poll", &user);
    poll["poll"] = json!({ "anything": [1, { "deep": null }] });
    let mut beyond = mei.writes(&Sends::words("In the future")).event;
    beyond["message"]["mood"] = json!("sunny");
    beyond["shelf"] = json!([1, 2, 3]);
    let nobody = messenger.event("message", &json!({ "type": "planet", "planetId": 3 }));
    let hologram = mei.writes(&Sends::Other(json!({ "type": "hologram", "depth": 3 }))).event;
    let events = [poll, json!(1), json!(null), json!({}), json!({ "type": 5 }), nobody, hologram, beyond];
    assert_eq!(messenger.delivers(&events).await, StatusCode::OK);
    let mut mia = Agent::at_work(&server, MIA).await;
    let id = opens_the_only_one(&admin, &mut mia).await;
    hears(&mut mia, &id, "In the future").await;
    assert!(!server.log().contains("panicked"), "something broke");
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_events_of_several_people_in_any_order_become_their_conversations() {
    let (messenger, server, admin) = connected().await;
    let people: Vec<_> = ["Mei", "Ken", "Yui", "Noa"].map(|name| messenger.user(name).following()).into();
    let mut events = Vec::new();
    for round in 0..25 {
        events.extend(people.iter().map(|user| user.writes(&Sends::words(&format!("Word {round}"))).event));
    }
    // Backwards, and each twice.
    events.reverse();
    assert_eq!(messenger.delivers(&events).await, StatusCode::OK);
    assert_eq!(messenger.delivers(&events).await, StatusCode::OK);
    let mut mia = Agent::at_work(&server, MIA).await;
    let expected: Vec<String> = (0..25).map(|round| format!("Word {round}")).collect();
    baton_tests::eventually("four conversations", || async {
        (cards(&admin).await.len() == 4).then_some(())
    })
    .await;
    let mut names = Vec::new();
    for card in cards(&admin).await {
        mia.opens(&card.id).await;
        mia.until("all words", |sees| sees.shows(&card.id, |chat| chat.visitor_said().contains(&"Word 24")))
            .await;
        mia.reads_all(&card.id).await;
        assert_eq!(mia.sees.chat(&card.id).visitor_said(), expected);
        names.push(mia.sees.chats[&card.id].visitor.as_ref().and_then(|visitor| visitor.name.clone()));
    }
    names.sort();
    assert_eq!(names, ["Ken", "Mei", "Noa", "Yui"].map(|name| Some(name.to_owned())));
    assert_eq!(rows(&server, "line_arrival"), 100);
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_counts_once_however_often_it_is_told() {
    let (messenger, mut server, admin) = connected().await;
    let mei = greeted(&messenger).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let said = mei.says("How long does shipping to Japan take?").await;
    mei.sees("7 to 12 working days").await;
    let id = talks(&mei, &mut mia).await;
    mei.says("Hello Mia").await;
    hears(&mut mia, &id, "Hello Mia").await;

    // At once, three at a time, and the very same bytes.
    let all = messenger.all_again();
    let (one, two, three) =
        tokio::join!(messenger.delivers(&all), messenger.delivers(&all), messenger.delivers(&all));
    assert_eq!([one, two, three], [StatusCode::OK; 3]);
    let (body, signature) = messenger.signed(std::slice::from_ref(&said.event));
    let webhook = format!("{PUBLIC}/line/webhook/demo");
    for _ in 0..2 {
        assert_eq!(messenger.posts(&webhook, body.clone(), Some(&signature)).await.status(), StatusCode::OK);
    }
    // Days later, after a restart, in the name of another event.
    server.stop().await;
    server.begin().await;
    let mut renamed = said.event.clone();
    renamed["webhookEventId"] = json!("01HZZZZZZZZZZZZZZZZZZZZZZZ");
    assert_eq!(messenger.delivers(&[renamed]).await, StatusCode::OK, "the same message in another event");
    assert_eq!(messenger.delivers(&all).await, StatusCode::OK);
    let mut mia = Agent::again(&server, &mia.cookie, &mia.sees).await;
    mei.says("And now?").await;
    hears(&mut mia, &id, "And now?").await;
    let chat = mia.sees.chat(&id);
    assert_eq!(chat.visitor_said(), ["How long does shipping to Japan take?", "Hello Mia", "And now?"]);
    let requests = chat.log.iter().filter(|event| matches!(event.what, What::Requested { .. })).count();
    assert_eq!((requests, cards(&admin).await.len()), (1, 1));
    assert_eq!((mei.times("Hello, I am Fern"), mei.times("7 to 12 working days")), (1, 1));
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn events_of_one_delivery_count_in_the_order_of_their_time() {
    let (messenger, server, admin) = connected().await;
    let mei = greeted(&messenger).await;
    let words = ["First", "Second", "Third", "Fourth"];
    let events: Vec<Value> = words.iter().map(|text| mei.writes(&Sends::words(text)).event).collect();
    let shuffled = [2, 0, 3, 1].map(|place| events[place].clone());
    assert_eq!(messenger.delivers(&shuffled).await, StatusCode::OK);
    let mut mia = Agent::at_work(&server, MIA).await;
    let id = opens_the_only_one(&admin, &mut mia).await;
    hears(&mut mia, &id, "Fourth").await;
    assert_eq!(mia.sees.chat(&id).visitor_said(), words);
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_tool_of_the_account_is_left_to_answer() {
    let (messenger, server, admin) = connected().await;
    let mei = greeted(&messenger).await;
    let mut aside = mei.writes(&Sends::words("How do I brew green tea?")).event;
    aside["mode"] = json!("standby");
    assert_eq!(messenger.delivers(&[aside]).await, StatusCode::OK);
    let replies = messenger.heard(Call::Reply).len();
    mei.says("Can I return opened tea?").await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let id = opens_the_only_one(&admin, &mut mia).await;
    mia.until("an answer", |sees| sees.shows(&id, |chat| !chat.ai_said().is_empty())).await;
    assert_eq!(mia.sees.chat(&id).visitor_said(), ["Can I return opened tea?"]);
    assert_eq!(mia.sees.chat(&id).texts(&Author::Ai).len(), 1);
    baton_tests::eventually("a reply", || async {
        (messenger.heard(Call::Reply).len() == replies + 1).then_some(())
    })
    .await;
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_told_once_that_the_account_answers_people_alone() {
    let (messenger, server, admin) = connected().await;
    let mei = greeted(&messenger).await;
    let group = messenger.group(&[&mei]).await;
    mei.sees("one to one").await;
    messenger.says_in(&group, &mei, "How long does shipping take?").await;
    messenger.says_in(&group, &mei, "Anybody?").await;
    // What is said to the account alone comes later, and is answered.
    mei.says("Can I return opened tea?").await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let id = opens_the_only_one(&admin, &mut mia).await;
    mia.until("an answer", |sees| sees.shows(&id, |chat| !chat.ai_said().is_empty())).await;
    assert_eq!(mia.sees.chat(&id).visitor_said(), ["Can I return opened tea?"]);
    assert_eq!(mei.times("one to one"), 1);
    assert!(messenger.heard(Call::Push).iter().all(|heard| heard.body["to"] != group.as_str()));
    messenger.is_content().await;
}
