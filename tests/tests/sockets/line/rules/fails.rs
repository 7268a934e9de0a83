//! tests: the stand-in fails as it is told to, fetches what phones fetch, and calls the webhook as LINE does.

use std::sync::Arc;

use axum::{Router, body::Bytes, extract::State, http::HeaderMap, routing::any};
use baton_tests::{
    eventually,
    files::PNG,
    messenger::{Call, Fails, PUBLIC},
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::Mutex};

use super::{Caller, KEY, VALIDATE, hello, told};

/// What a webhook heard: the signature and the body.
type Told = Arc<Mutex<Vec<(String, Value)>>>;

/// A server that takes every delivery, and hands out two pictures.
async fn listens(caller: &Caller) -> Told {
    let told = Told::default();
    let webhook = async |State(told): State<Told>, headers: HeaderMap, body: Bytes| {
        let signature = headers["x-line-signature"].to_str().unwrap().to_owned();
        told.lock().await.push((signature, serde_json::from_slice(&body).unwrap()));
    };
    let router = Router::new()
        .route("/webhook", any(webhook))
        .route("/good.png", any(async || ([("content-type", "image/png")], PNG)))
        .route("/lie.png", any(async || ([("content-type", "image/jpeg")], PNG)))
        .route("/webp.png", any(async || ([("content-type", "image/webp")], baton_tests::files::WEBP)))
        .with_state(Arc::clone(&told));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    caller.messenger.stands_at(listener.local_addr().unwrap());
    caller.messenger.enters(&format!("{PUBLIC}/webhook"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    told
}

#[tokio::test]
async fn it_fails_as_it_is_told_to() {
    let (caller, mei) = Caller::with_follower().await;
    let push =
        || caller.request(Method::POST, super::PUSH).header("x-line-retry-key", KEY).json(&hello(&mei.id));
    let messenger = &caller.messenger;
    messenger.fails(Call::Push, Fails::Status(500), 2);
    messenger.fails(Call::Push, Fails::Slow, 1);
    messenger.fails(Call::Push, Fails::Breaks, 1);
    messenger.fails(Call::Push, Fails::TakesAndBreaks, 1);
    for status in [500, 500, 429] {
        assert_eq!(told(push()).await.0.as_u16(), status);
    }
    assert!(push().send().await.is_err() && mei.chat().is_empty(), "it broke before");
    assert!(push().send().await.is_err() && mei.times("Hello") == 1, "it broke after");
    assert_eq!(told(push()).await.0, StatusCode::CONFLICT);

    messenger.fails(Call::Validate, Fails::TakesAndHangs, 1);
    messenger.fails(Call::Validate, Fails::Hangs, 1);
    let body = json!({ "messages": hello("x")["messages"] });
    for status in [StatusCode::OK, StatusCode::INTERNAL_SERVER_ERROR] {
        let (answer, ()) = tokio::join!(caller.post(VALIDATE, &body), async {
            messenger.holds().await;
            messenger.goes_on();
        });
        assert_eq!(answer.0, status);
    }
    let heard: Vec<_> = messenger.heard(Call::Push).iter().map(|heard| heard.status).collect();
    assert_eq!(heard, [Some(500), Some(500), Some(429), None, None, Some(409)]);
    messenger.is_content().await;
}

#[tokio::test]
async fn phones_fetch_pictures_that_are_what_they_say() {
    let (caller, mei) = Caller::with_follower().await;
    let _told = listens(&caller).await;
    let picture = |name: &str| {
        let address = format!("{PUBLIC}/{name}");
        json!({ "to": mei.id, "messages": [
            { "type": "image", "originalContentUrl": address, "previewImageUrl": format!("{PUBLIC}/good.png") },
        ] })
    };
    assert_eq!(caller.push(KEY, &picture("good.png")).await.0, StatusCode::OK);
    let (original, small) = mei.sees_a_picture().await;
    assert_eq!((original.mime, original.width, small.bytes.as_slice()), ("image/png", 1, PNG));
    caller.messenger.is_content().await;
    for (place, name) in [("1", "lie.png"), ("2", "webp.png"), ("3", "missing.png")] {
        assert_eq!(caller.push(&KEY.replace('0', place), &picture(name)).await.0, StatusCode::OK);
        let faults = eventually("a fault", || async {
            Some(caller.messenger.faults()).filter(|faults| !faults.is_empty())
        });
        assert!(faults.await[0].contains(name));
    }
}

#[tokio::test]
async fn the_webhook_is_called_as_line_calls_it() {
    let (caller, mei) = Caller::with_follower().await;
    let (status, _) = caller.post("/v2/bot/channel/webhook/test", &json!({})).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "none is entered");
    let _fault = caller.messenger.faults();
    let heard = listens(&caller).await;
    let (_, tested) = caller.post("/v2/bot/channel/webhook/test", &json!({})).await;
    assert_eq!((tested["success"].as_bool(), tested["statusCode"].as_u64()), (Some(true), Some(200)));
    assert_eq!(heard.lock().await[0].1["events"], json!([]));
    let elsewhere = json!({ "endpoint": format!("{PUBLIC}/nothing") });
    let (_, tested) = caller.post("/v2/bot/channel/webhook/test", &elsewhere).await;
    assert_eq!((tested["success"].as_bool(), tested["statusCode"].as_u64()), (Some(false), Some(404)));
    let (_, endpoint) = caller.get("/v2/bot/channel/webhook/endpoint").await;
    assert_eq!(endpoint, json!({ "endpoint": format!("{PUBLIC}/webhook"), "active": true }));

    caller.messenger.tells_everything_twice();
    let sent = mei.says("Hello").await;
    let heard = heard.lock().await.clone();
    let (first, second) = (&heard[1].1["events"][0], &heard[2].1["events"][0]);
    assert_eq!(first, &sent.event);
    assert_eq!(first["webhookEventId"], second["webhookEventId"]);
    assert_eq!(first["message"], second["message"]);
    assert_eq!(
        [first, second].map(|event| event["deliveryContext"]["isRedelivery"].as_bool()),
        [Some(false), Some(true)]
    );
    assert_ne!(heard[1].0, heard[2].0, "another body, another signature");
    // An event that a moment later is told anew is another one.
    assert!(mei.says("Hello").await.event["timestamp"].as_i64() > first["timestamp"].as_i64());
    assert_eq!(caller.messenger.all_again().len(), 4);
    caller.messenger.is_content().await;
}
