//! line: what LINE may answer, and what that means.

mod loopback;

use std::time::Duration;

use serde_json::{Value, json};

use super::*;
use crate::{say::Message, webhook::Media};
use loopback::{Loopback, answer};

const TOKEN: &str = "secret-token";

fn hello() -> Vec<Message> {
    vec![Message::text("Hello")]
}

/// What comes of a push that is answered so.
async fn pushed(status: u16, headers: &str, body: &str) -> Result<(), Failed> {
    let server = Loopback::answering(vec![answer(status, headers, body)]).await;
    server.line().push(TOKEN, "U1", "7a1b2c3d-0000-4000-8000-000000000001", &hello()).await
}

#[tokio::test]
async fn a_status_says_what_is_to_be_done() {
    let limit = r#"{"message":"You have reached your monthly limit."}"#;
    let detail = r#"{"message":"The request body has 1 error(s)","details":[{"message":"May not be empty","property":"messages[0].text"}]}"#;
    let refused = |status, why: &str| Err(Failed::Refused { status, why: why.to_owned() });
    assert_eq!(pushed(200, "", "{}").await, Ok(()));
    assert_eq!(pushed(202, "", "").await, Ok(()));
    assert_eq!(
        pushed(409, "", r#"{"message":"The retry key is already accepted"}"#).await,
        Ok(()),
        "it was sent"
    );
    assert_eq!(pushed(401, "", "{}").await, Err(Failed::TokenRefused));
    assert_eq!(pushed(403, "", "").await, Err(Failed::TokenRefused));
    assert_eq!(pushed(429, "", limit).await, Err(Failed::QuotaUsedUp));
    assert_eq!(pushed(429, "", "{}").await, Err(Failed::Slow { after: None }));
    let after = Some(Duration::from_secs(7));
    assert_eq!(pushed(429, "Retry-After: 7\r\n", "").await, Err(Failed::Slow { after }));
    assert_eq!(pushed(429, "Retry-After: soon\r\n", "").await, Err(Failed::Slow { after: None }));
    let why = "The request body has 1 error(s); messages[0].text: May not be empty";
    assert_eq!(pushed(400, "", detail).await, refused(400, why));
    assert_eq!(pushed(404, "", "<html>\n\u{1b}no</html>").await, refused(404, "<html> no</html>"));
    assert_eq!(pushed(302, "Location: http://127.0.0.1:1/\r\n", "").await, refused(302, ""));
    for status in [500, 502, 503, 599] {
        assert!(matches!(pushed(status, "", "{}").await, Err(Failed::NoAnswer(_))), "{status}");
    }
    let Err(Failed::Refused { why, .. }) = pushed(400, "", &"é ".repeat(9_000)).await else { panic!() };
    assert_eq!((why.chars().count(), why.chars().last()), (300, Some('…')));
}

#[tokio::test]
async fn no_answer_is_neither_yes_nor_no() {
    let broken = Loopback::answering(vec![Vec::new()]).await;
    let failed = broken.line().push(TOKEN, "U1", "k", &hello()).await.unwrap_err();
    assert!(matches!(failed, Failed::NoAnswer(_)), "{failed:?}");
    let nobody = Line::new("http://127.0.0.1:1", "http://127.0.0.1:1").unwrap();
    let failed = nobody.info(TOKEN).await.unwrap_err();
    assert_eq!(failed, Failed::NoAnswer("no connection".to_owned()));
    let rubbish = Loopback::answering(vec![answer(200, "", "<html>")]).await;
    assert!(matches!(rubbish.line().info(TOKEN).await, Err(Failed::NoAnswer(_))));
}

#[tokio::test]
async fn a_push_has_a_retry_key_and_a_reply_has_none() {
    let server = Loopback::answering(vec![
        answer(200, "", "{}"),
        answer(400, "", r#"{"message":"Invalid reply token"}"#),
    ])
    .await;
    let line = server.line();
    line.push(TOKEN, "U1", "the-key", &hello()).await.unwrap();
    assert_eq!(line.reply(TOKEN, "r1", &hello()).await, Err(Failed::BadReplyToken));
    let [push, reply] = server.heard().try_into().unwrap();
    assert!(push.head.starts_with("POST /v2/bot/message/push HTTP/1.1"));
    assert!(push.has("x-line-retry-key: the-key") && push.has("authorization: bearer secret-token"));
    assert_eq!(push.json(), json!({ "to": "U1", "messages": [{ "type": "text", "text": "Hello" }] }));
    assert!(reply.head.starts_with("POST /v2/bot/message/reply HTTP/1.1") && !reply.has("x-line-retry-key"));
    assert_eq!(
        reply.json(),
        json!({ "replyToken": "r1", "messages": [{ "type": "text", "text": "Hello" }] })
    );
}

#[tokio::test]
async fn a_token_is_in_no_text_of_ours() {
    let line = Line::new("http://127.0.0.1:1", "http://127.0.0.1:1").unwrap();
    let failed = line.info(TOKEN).await.unwrap_err();
    assert!(!format!("{line:?} {failed:?} {failed}").contains(TOKEN));
    assert_eq!(line.info("no\nheader").await, Err(Failed::TokenRefused));
}

#[tokio::test]
async fn what_line_says_is_read() {
    let server = Loopback::answering(vec![
        answer(200, "", r#"{"displayName":"<b>","userId":"U1","language":"zh-TW","new":1}"#),
        answer(200, "", r#"{"userId":"Ub","displayName":"Shop","basicId":"@shop","pictureUrl":"https://a","chatMode":"bot"}"#),
        answer(404, "", "{}"),
        answer(200, "", r#"{"success":false,"timestamp":"x","statusCode":500,"reason":"ERROR_STATUS_CODE","detail":"500"}"#),
        answer(200, "", r#"{"type":"none"}"#),
        answer(200, "", r#"{"totalUsage":12}"#),
        answer(200, "", r#"{"type":"limited","value":200}"#),
        answer(200, "", r#"{"totalUsage":200}"#),
        answer(200, "", r#"{"richmenus":[{"richMenuId":"m1","name":"baton talk 1"},{"richMenuId":"m2"}]}"#),
        answer(200, "", r#"{"richMenuId":"m3"}"#),
    ])
    .await;
    let line = server.line();
    let profile = line.profile(TOKEN, "U1/../info").await.unwrap();
    assert_eq!(
        (profile.name.as_str(), profile.picture, profile.language.as_deref()),
        ("<b>", None, Some("zh-TW"))
    );
    assert_eq!(line.info(TOKEN).await.unwrap().basic_id, "@shop");
    assert_eq!(line.endpoint(TOKEN).await, Ok(None));
    let tested = Tested { success: false, reason: "ERROR_STATUS_CODE: 500".to_owned() };
    assert_eq!(line.test(TOKEN).await, Ok(tested));
    assert_eq!(line.quota(TOKEN).await, Ok(Quota { limit: None, used: 12 }));
    assert_eq!(line.quota(TOKEN).await, Ok(Quota { limit: Some(200), used: 200 }));
    let menus = [("m1".to_owned(), "baton talk 1".to_owned()), ("m2".to_owned(), String::new())];
    assert_eq!(line.menus(TOKEN).await.unwrap(), menus);
    assert_eq!(line.create_menu(TOKEN, &Value::Null).await.unwrap(), "m3");
    assert!(
        server.heard()[0].head.starts_with("GET /v2/bot/profile/U1%2F..%2Finfo HTTP/1.1"),
        "an id is no path"
    );
}

#[tokio::test]
async fn what_is_gone_already_need_not_go() {
    let gone = || answer(404, "", r#"{"message":"Not found"}"#);
    let server = Loopback::answering(vec![gone(), gone(), gone(), gone()]).await;
    let line = server.line();
    assert_eq!(line.delete_menu(TOKEN, "m1").await, Ok(()));
    assert_eq!(line.unlink_menu(TOKEN, "U1").await, Ok(()));
    assert_eq!(line.no_default_menu(TOKEN).await, Ok(()));
    assert!(line.link_menu(TOKEN, "U1", "m1").await.is_err());
    let heads: Vec<_> =
        server.heard().into_iter().map(|it| it.head.lines().next().unwrap().to_owned()).collect();
    assert_eq!(
        heads,
        [
            "DELETE /v2/bot/richmenu/m1 HTTP/1.1",
            "DELETE /v2/bot/user/U1/richmenu HTTP/1.1",
            "DELETE /v2/bot/user/all/richmenu HTTP/1.1",
            "POST /v2/bot/user/U1/richmenu/m1 HTTP/1.1",
        ]
    );
}

#[tokio::test]
async fn a_small_call_says_what_line_wants() {
    let done = || answer(200, "", "{}");
    let server =
        Loopback::answering(vec![answer(202, "", "{}"), answer(202, "", "{}"), done(), done(), done()]).await;
    let line = server.line();
    line.loading(TOKEN, "U1", 21).await.unwrap();
    line.loading(TOKEN, "U1", 500).await.unwrap();
    line.mark_as_read(TOKEN, "mark").await.unwrap();
    line.upload_menu(TOKEN, "m1", b"png".to_vec()).await.unwrap();
    line.default_menu(TOKEN, "m1").await.unwrap();
    let heard = server.heard();
    assert_eq!(heard[0].json(), json!({ "chatId": "U1", "loadingSeconds": 25 }));
    assert_eq!(heard[1].json()["loadingSeconds"], 60);
    assert_eq!(heard[2].json(), json!({ "markAsReadToken": "mark" }));
    assert!(heard[3].has("content-type: image/png") && heard[3].body == b"png");
    assert!(heard[4].has("content-length: 0"));
}

#[tokio::test]
async fn content_is_there_or_not_yet_or_no_more() {
    let status = |status: &str| answer(200, "", &json!({ "status": status }).to_string());
    let cases = [
        (Media::Picture, vec![answer(200, "", "bytes")], "ready"),
        (Media::File, vec![answer(202, "", "")], "not yet"),
        (Media::Picture, vec![answer(404, "", "{}")], "gone"),
        (Media::Picture, vec![answer(410, "", "{}")], "gone"),
        (Media::Video, vec![status("processing")], "not yet"),
        (Media::Audio, vec![status("failed")], "gone"),
        (Media::Video, vec![answer(404, "", "{}")], "gone"),
        (Media::Video, vec![status("succeeded"), answer(200, "", "bytes")], "ready"),
        (Media::Picture, vec![answer(500, "", "")], "failed"),
        (Media::Picture, vec![answer(401, "", "")], "failed"),
    ];
    for (kind, answers, expected) in cases {
        let server = Loopback::answering(answers).await;
        let found = match server.line().content(TOKEN, "m1", kind).await {
            Ok(Fetched::Ready(response)) => {
                assert_eq!(response.bytes().await.unwrap(), "bytes");
                "ready"
            }
            Ok(Fetched::NotYet) => "not yet",
            Ok(Fetched::Gone) => "gone",
            Err(_) => "failed",
        };
        assert_eq!(found, expected, "{kind:?}");
    }
}

#[tokio::test]
async fn pictures_are_fetched_from_line_alone() {
    let server = Loopback::answering(vec![
        answer(200, "", "jpeg"),
        answer(302, "Location: http://127.0.0.1:1/\r\n", ""),
    ])
    .await;
    let line = server.line();
    let own = format!("{}/picture", server.address());
    assert_eq!(line.picture(&own).await.unwrap().bytes().await.unwrap(), "jpeg");
    assert!(line.picture(&own).await.is_none(), "no redirect is followed");
    let heard = server.heard();
    assert!(heard.iter().all(|call| !call.has("authorization")), "no token goes there");
    for (address, is_lines) in [
        ("https://profile.line-scdn.net/0h1", true),
        ("https://obs.line.me/x", true),
        ("http://profile.line-scdn.net/0h1", false),
        ("https://profile.line-scdn.net:8443/", false),
        ("https://a@profile.line-scdn.net/", false),
        ("https://line-scdn.net.evil.example/", false),
        ("https://evilline.me/", false),
        ("http://169.254.169.254/", false),
        ("http://127.0.0.1:1/", false),
        ("file:///etc/passwd", false),
    ] {
        assert_eq!(line.is_lines(&Url::parse(address).unwrap()), is_lines, "{address}");
    }
}

#[test]
fn a_base_is_an_address_without_secrets() {
    for base in ["https://api.line.me", "http://127.0.0.1:9/", "http://localhost:9/prefix"] {
        let line = Line::new(base, base).unwrap();
        let path = address(&line.api, &["info"]).to_string();
        assert_eq!(path, format!("{}/v2/bot/info", base.trim_end_matches('/')));
    }
    for base in ["", "api.line.me", "ftp://a", "https://u:p@a", "https://a/?q", "data:x"] {
        assert!(matches!(Line::new(base, "https://a"), Err(Unusable::Address(_))), "{base}");
        assert!(matches!(Line::new("https://a", base), Err(Unusable::Address(_))), "{base}");
    }
}
