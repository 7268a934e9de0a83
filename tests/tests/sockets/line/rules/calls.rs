//! tests: the stand-in's rules of replies, pushes and their keys, of profiles, and of what people send.

use std::time::Duration;

use baton_tests::messenger::{Call, Sends, Thing};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Caller, KEY, PUSH, REPLY, hello, told};

#[tokio::test]
async fn a_reply_token_is_good_once_and_for_a_minute() {
    let (caller, mei) = Caller::with_follower().await;
    let reply =
        |event: &Value| json!({ "replyToken": event["replyToken"], "messages": hello("x")["messages"] });
    let sent = mei.writes(&Sends::words("Hi"));
    let body = reply(&sent.event);
    caller
        .breaks(
            "a key on a reply",
            caller.request(Method::POST, REPLY).header("x-line-retry-key", KEY).json(&body),
        )
        .await;
    let (status, _) = caller.post(REPLY, &body).await;
    assert_eq!((status, mei.transcript().len()), (StatusCode::OK, 2));
    assert!(mei.chat()[1].free);
    let late = (StatusCode::BAD_REQUEST, json!({ "message": "Invalid reply token" }));
    assert_eq!(caller.post(REPLY, &body).await, late, "used");
    let sent = mei.writes(&Sends::words("Hi"));
    caller.messenger.later(Duration::from_secs(61));
    assert_eq!(caller.post(REPLY, &reply(&sent.event)).await, late, "too old");
    assert_eq!(
        caller.post(REPLY, &json!({ "replyToken": "x", "messages": hello("x")["messages"] })).await,
        late
    );
    assert_eq!(caller.messenger.used(), 0, "replies are free");
    caller.messenger.is_content().await;
}

#[tokio::test]
async fn a_retry_key_is_a_uuid_and_belongs_to_one_body() {
    let (caller, mei) = Caller::with_follower().await;
    let push =
        |key: &str| caller.request(Method::POST, PUSH).header("x-line-retry-key", key).json(&hello(&mei.id));
    caller.breaks("no UUID", push("1")).await;
    let (status, _) = caller.post(PUSH, &hello(&mei.id)).await;
    assert_eq!((status, caller.messenger.faults().len()), (StatusCode::OK, 1), "no key at all");

    let (status, body) = caller.push(KEY, &hello(&mei.id)).await;
    assert_eq!((status, body["sentMessages"].as_array().map(Vec::len)), (StatusCode::OK, Some(1)));
    let again = push(KEY).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::CONFLICT);
    assert!(again.headers().contains_key("x-line-accepted-request-id"));
    assert_eq!(mei.times("Hello"), 2, "the second with that key did not arrive");
    caller.messenger.is_content().await;

    let other = json!({ "to": mei.id, "messages": [{ "type": "text", "text": "Other" }] });
    assert_eq!(caller.push(KEY, &other).await.0, StatusCode::CONFLICT);
    assert!(caller.messenger.faults()[0].contains("another body"));
    // What is refused is not used up.
    let key = KEY.replace('9', "8");
    let wrong = json!({ "to": mei.id, "messages": [] });
    assert_eq!(caller.push(&key, &wrong).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(caller.push(&key, &wrong).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_push_reaches_followers_while_the_month_lasts() {
    let (caller, mei) = Caller::with_follower().await;
    let gone = caller.messenger.user("Kim");
    assert_eq!(caller.push(KEY, &hello(&gone.id)).await.0, StatusCode::OK, "LINE does not tell");
    assert!(caller.messenger.faults()[0].contains("somebody who left"));
    assert!(gone.chat().is_empty());
    let nobody = "U00000000000000000000000000000000";
    let request = caller.request(Method::POST, PUSH).header("x-line-retry-key", KEY.replace('0', "1"));
    caller.breaks("nobody", request.json(&hello(nobody))).await;

    caller.messenger.quota(Some(500), 499);
    assert_eq!(caller.push(&KEY.replace('0', "2"), &hello(&mei.id)).await.0, StatusCode::OK);
    let (status, body) = caller.push(&KEY.replace('0', "3"), &hello(&mei.id)).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(body["message"], "You have reached your monthly limit.");
    assert_eq!(caller.get("/v2/bot/message/quota").await.1, json!({ "type": "limited", "value": 500 }));
    assert_eq!(caller.get("/v2/bot/message/quota/consumption").await.1, json!({ "totalUsage": 500 }));
    caller.messenger.quota(None, 500);
    assert_eq!(caller.get("/v2/bot/message/quota").await.1, json!({ "type": "none" }));
    assert_eq!(mei.times("Hello"), 1);
    caller.messenger.is_content().await;
}

#[tokio::test]
async fn profiles_are_those_of_followers() {
    let (caller, mei) = Caller::with_follower().await;
    let mei = mei.speaking("ja").looking(baton_tests::files::PNG);
    let kim = caller.messenger.user("Kim");
    let (status, profile) = caller.get(&format!("/v2/bot/profile/{}", mei.id)).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!((profile["displayName"].as_str(), profile["language"].as_str()), (Some("Mei"), Some("ja")));
    let picture = caller.http.get(profile["pictureUrl"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(picture.bytes().await.unwrap(), baton_tests::files::PNG);
    assert_eq!(caller.get(&format!("/v2/bot/profile/{}", kim.id)).await.0, StatusCode::NOT_FOUND);
    let (_, info) = caller.get("/v2/bot/info").await;
    assert_eq!((info["displayName"].as_str(), info["basicId"].as_str()), (Some("Lumen"), Some("@lumen")));
    caller.messenger.is_content().await;

    let told = caller.http.get(profile["pictureUrl"].as_str().unwrap()).bearer_auth(&caller.token);
    assert_eq!(told.send().await.unwrap().status(), StatusCode::OK);
    assert!(caller.messenger.faults()[0].contains("was told the access token"));
}

#[tokio::test]
async fn what_people_send_is_there_for_a_while() {
    let (caller, mei) = Caller::with_follower().await;
    let content = |id: &str| format!("/v2/bot/message/{id}/content");
    let picture = mei.writes(&Sends::Picture(baton_tests::files::PNG.to_vec())).id;
    caller.messenger.not_yet(&picture, 2);
    for status in [StatusCode::ACCEPTED, StatusCode::ACCEPTED, StatusCode::OK] {
        assert_eq!(caller.get(&content(&picture)).await.0, status);
    }
    assert_eq!(caller.messenger.given(&picture), 1);
    caller.messenger.forgets(&picture, 410);
    assert_eq!(caller.get(&content(&picture)).await.0, StatusCode::GONE);

    let video = mei.writes(&Sends::Video(vec![0; 64])).id;
    assert_eq!(caller.get(&content(&video)).await.0, StatusCode::ACCEPTED);
    let transcoding = format!("{}/transcoding", content(&video));
    for status in ["processing", "succeeded"] {
        assert_eq!(caller.get(&transcoding).await.1["status"], status);
    }
    assert_eq!(caller.get(&content(&video)).await.0, StatusCode::OK);
    caller.messenger.spoils(&video);
    assert_eq!(caller.get(&transcoding).await.1["status"], "failed");
    assert_eq!(caller.get(&content(&video)).await.0, StatusCode::NOT_FOUND);
    assert_eq!(mei.chat()[1].what, Thing::Sent("a video"));
    caller.messenger.is_content().await;

    // Nobody comes to other servers.
    let elsewhere = mei.writes(&Sends::Elsewhere("image")).event;
    let address = elsewhere["message"]["contentProvider"]["originalContentUrl"].as_str().unwrap();
    let _ = caller.http.get(address).timeout(Duration::from_millis(200)).send().await;
    assert!(caller.messenger.faults()[0].contains("another server"));
    assert_eq!(caller.messenger.heard(Call::Content).len(), 10);
}

#[tokio::test]
async fn what_was_refused_is_told_in_lines_words() {
    let (caller, _) = Caller::with_follower().await;
    let request = caller.request(Method::POST, REPLY).json(&json!({ "replyToken": "x", "messages": [{}] }));
    let (status, body) = told(request).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(body["message"], "The request body has 1 error(s)");
    assert_eq!(body["details"][0]["property"], "messages[0].type");
}
