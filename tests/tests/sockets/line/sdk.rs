//! tests: LINE's own SDK is a second witness: what the stand-in signs it believes, what it sends the stand-in takes, and
//! what anybody signs as LINE documents it the server takes.

use baton_tests::{
    agent::Agent,
    messenger::{Messenger, PUBLIC, Sdk, Sends},
    people::MIA,
};
use reqwest::StatusCode;
use serde_json::json;

use super::{connected, hears, opens_the_only_one};

#[tokio::test(flavor = "multi_thread")]
async fn the_sdk_believes_what_the_stand_in_signs() {
    let messenger = Messenger::start().await;
    let mei = messenger.user("Mei").following();
    let (secret, _) = messenger.secrets();
    let event = mei.writes(&Sends::words("ありがとう 🙇🏽‍♀️ \u{2028} \\ \"")).event;
    let (body, signature) = messenger.signed(&[event]);
    let body = String::from_utf8(body).unwrap();
    for (body, believed) in [
        (body.clone(), true),
        (format!("{body} "), false),
        (body.replacen("Mei", "Kim", 1).replacen("active", "standby", 1), false),
    ] {
        let wish = json!({ "does": "validate", "secret": secret, "body": body, "signature": signature });
        assert_eq!(Sdk::does(&wish).says().await, json!({ "valid": believed }));
    }

    // Its middleware takes the same over the wire.
    let mut sdk = Sdk::does(&json!({ "does": "serve", "secret": secret }));
    let port = sdk.says().await["port"].as_u64().expect("a port");
    messenger.stands_at(([127, 0, 0, 1], u16::try_from(port).unwrap()).into());
    messenger.enters(&format!("{PUBLIC}/webhook"));
    let sent = mei.says("Over the wire").await;
    assert_eq!(sdk.says().await, json!({ "events": [sent.event] }));
    let (body, signature) = messenger.signed(&[sent.event]);
    let mut changed = body.clone();
    changed.push(b' ');
    let refused = messenger.posts(&format!("{PUBLIC}/webhook"), changed, Some(&signature)).await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stand_in_takes_what_the_sdk_sends() {
    let messenger = Messenger::start().await;
    let mei = messenger.user("Mei").following();
    let (_, token) = messenger.secrets();
    let reply = mei.writes(&Sends::words("Hello")).event["replyToken"].clone();
    let mut sdk = Sdk::does(&json!({
        "does": "speak", "token": token, "api": format!("http://{}", messenger.api),
        "to": mei.id, "replyToken": reply, "key": "0191f3c0-5d10-4c41-9a52-3f60d4e8b917",
    }));
    assert!(sdk.says().await["ok"].is_object(), "it validates");
    assert_eq!(sdk.says().await["ok"]["sentMessages"].as_array().map(Vec::len), Some(1));
    let late = sdk.says().await;
    assert_eq!(
        (late["failed"].as_u64(), &late["body"]["message"]),
        (Some(400), &json!("Invalid reply token"))
    );
    assert_eq!(sdk.says().await["ok"]["sentMessages"].as_array().map(Vec::len), Some(1));
    assert_eq!(sdk.says().await["failed"], 409);
    assert_eq!(sdk.says().await["ok"]["displayName"], "Mei");
    assert_eq!(sdk.says().await["ok"]["displayName"], "Lumen");
    assert_eq!(sdk.says().await["ok"]["totalUsage"], 1);
    assert!(sdk.says().await.get("ok").is_some(), "the animation");
    assert_eq!(mei.transcript(), ["Mei: Hello", "(the account): A reply", "(the account): A push"]);
    assert_eq!(mei.loadings(), (1, true));
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_takes_what_is_signed_as_line_documents_it() {
    let (messenger, server, admin) = connected().await;
    let mei = messenger.user("Mei").following();
    let (secret, _) = messenger.secrets();
    let event = mei.writes(&Sends::words("Signed by Node")).event;
    // With spaces and escapes that nobody else would write.
    let body = format!("{{ \"destination\" : \"U0\",\n\t\"events\":[ {event} ] , \"caf\\u00e9\": 1 }}");
    let address = format!("{}/line/webhook/demo", server.origin());
    for (secret, status) in [(secret.clone(), 200), (secret.replace(|c: char| c.is_ascii_digit(), "0"), 401)]
    {
        let wish = json!({ "does": "call", "secret": secret, "body": body, "address": address });
        let told = Sdk::does(&wish).says().await;
        assert_eq!(told["status"], status);
        assert_eq!(told["body"].as_str().map(str::is_empty), Some(status == 200));
    }
    let mut mia = Agent::at_work(&server, MIA).await;
    let id = opens_the_only_one(&admin, &mut mia).await;
    hears(&mut mia, &id, "Signed by Node").await;
    messenger.is_content().await;
}
