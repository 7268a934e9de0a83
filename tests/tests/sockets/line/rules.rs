//! tests: the stand-in of LINE is strict: every wrong call is refused and remembered, every right one taken.

mod calls;
mod fails;
mod menus;

use baton_tests::messenger::{Call, Messenger, User};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

/// Somebody who calls LINE with the account's token.
struct Caller {
    messenger: Messenger,
    http: Client,
    token: String,
}

impl Caller {
    async fn start() -> Self {
        let messenger = Messenger::start().await;
        let (_, token) = messenger.secrets();
        Self { messenger, http: Client::new(), token }
    }

    /// The same, and somebody who follows the account.
    async fn with_follower() -> (Self, User) {
        let caller = Self::start().await;
        let mei = caller.messenger.user("Mei").following();
        (caller, mei)
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let data = path.ends_with("/content") || path.ends_with("/transcoding");
        let host = if data { self.messenger.data } else { self.messenger.api };
        self.http.request(method, format!("http://{host}{path}")).bearer_auth(&self.token)
    }

    async fn get(&self, path: &str) -> (StatusCode, Value) {
        told(self.request(Method::GET, path)).await
    }

    async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        told(self.request(Method::POST, path).json(body)).await
    }

    async fn push(&self, key: &str, body: &Value) -> (StatusCode, Value) {
        told(self.request(Method::POST, PUSH).header("x-line-retry-key", key).json(body)).await
    }

    /// It is refused, and remembered as one fault.
    async fn breaks(&self, what: &str, request: RequestBuilder) {
        let (status, body) = told(request).await;
        assert!(status.is_client_error(), "{what}: {status}");
        assert!(body["message"].is_string(), "{what}: {body}");
        let faults = self.messenger.faults();
        assert_eq!(faults.len(), 1, "{what}: {faults:?}");
    }

    /// These messages are.
    async fn breaks_with(&self, what: &str, messages: Value) {
        let body = json!({ "messages": messages });
        self.breaks(what, self.request(Method::POST, VALIDATE).json(&body)).await;
    }
}

const REPLY: &str = "/v2/bot/message/reply";
const PUSH: &str = "/v2/bot/message/push";
const VALIDATE: &str = "/v2/bot/message/validate/push";
const KEY: &str = "0191f3c0-5d10-4c41-9a52-3f60d4e8b917";

async fn told(request: RequestBuilder) -> (StatusCode, Value) {
    let answer = request.send().await.expect("an answer");
    assert!(answer.headers().contains_key("x-line-request-id"));
    let status = answer.status();
    (status, serde_json::from_slice(&answer.bytes().await.expect("a body")).unwrap_or(Value::Null))
}

fn hello(to: &str) -> Value {
    json!({ "to": to, "messages": [{ "type": "text", "text": "Hello" }] })
}

#[tokio::test]
async fn messages_are_as_line_describes_them() {
    let caller = Caller::start().await;
    let text = |text: &str| json!([{ "type": "text", "text": text }]);
    let with = |name: &str, value: Value| {
        let mut message = json!({ "type": "text", "text": "Hello" });
        message[name] = value;
        json!([message])
    };
    let quick = |item: Value| with("quickReply", json!({ "items": [{ "type": "action", "action": item }] }));
    let lamp = "💡".repeat(2_501);
    for (what, messages) in [
        ("no messages", json!([])),
        ("six messages", json!(vec![text("Hello")[0].clone(); 6])),
        ("messages that are no list", json!("Hello")),
        ("an unknown type", json!([{ "type": "txt", "text": "Hello" }])),
        ("no text", json!([{ "type": "text" }])),
        ("an empty text", text("")),
        ("5,002 UTF-16 units", text(&lamp)),
        ("an unknown field", with("txt", json!("Hello"))),
        (
            "a picture without a small one",
            json!([{ "type": "image", "originalContentUrl": "https://a.example/1" }]),
        ),
        (
            "a picture over http",
            json!([{ "type": "image", "originalContentUrl": "http://a.example/1", "previewImageUrl": "https://a.example/1" }]),
        ),
        ("a long name", with("sender", json!({ "name": "Twenty-one characters" }))),
        ("LINE's name", with("sender", json!({ "name": "LINE staff" }))),
        ("a name that nobody sees", with("sender", json!({ "name": "\u{202e}aiM" }))),
        ("an icon over http", with("sender", json!({ "name": "Mia", "iconUrl": "http://a.example/1.png" }))),
        (
            "a long icon",
            with(
                "sender",
                json!({ "name": "Mia", "iconUrl": format!("https://a.example/{}", "x".repeat(2_000)) }),
            ),
        ),
        ("no buttons", with("quickReply", json!({ "items": [] }))),
        ("a button without a label", quick(json!({ "type": "message", "text": "Yes" }))),
        ("a long label", quick(json!({ "type": "message", "label": "👩‍👩‍👧".repeat(21), "text": "Yes" }))),
        ("long data", quick(json!({ "type": "postback", "label": "Yes", "data": "x".repeat(301) }))),
        ("an unknown action", quick(json!({ "type": "msg", "label": "Yes", "text": "Yes" }))),
        (
            "fourteen buttons",
            with(
                "quickReply",
                json!({ "items": vec![json!({ "type": "action", "action": { "type": "message", "label": "Yes", "text": "Yes" } }); 14] }),
            ),
        ),
    ] {
        caller.breaks_with(what, messages).await;
    }
    let half = r#"{"messages":[{"type":"text","text":"\ud83d"}]}"#;
    let request = caller.request(Method::POST, VALIDATE).header("content-type", "application/json");
    caller.breaks("half a character", request.body(half)).await;

    // All of it at its limits is right.
    let whole = json!([{
        "type": "text",
        "text": "💡".repeat(2_500),
        "sender": { "name": "Twenty characters ok", "iconUrl": "https://chat.example.com/a.png" },
        "quickReply": { "items": vec![json!({ "type": "action", "action": {
            "type": "postback", "label": "👩‍👩‍👧".repeat(20), "data": "x".repeat(300), "displayText": "Yes"
        } }); 13] },
    }]);
    let (status, body) = caller.post(VALIDATE, &json!({ "messages": whole })).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    caller.messenger.is_content().await;
}

#[tokio::test]
async fn whoever_calls_says_who_they_are() {
    let (caller, mei) = Caller::with_follower().await;
    let url = format!("http://{}{VALIDATE}", caller.messenger.api);
    let body = json!({ "messages": [{ "type": "text", "text": "Hello" }] });
    let (status, _) = told(caller.http.post(&url).json(&body)).await;
    assert_eq!((status, caller.messenger.faults().len()), (StatusCode::UNAUTHORIZED, 1));
    // A token that is no longer good is the story's own doing.
    let token = caller.messenger.changes_token();
    let (status, refused) = caller.post(VALIDATE, &body).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert!(refused["message"].as_str().is_some_and(|why| why.starts_with("Authentication failed")));
    let caller = Caller { token, ..caller };
    assert_eq!(caller.post(VALIDATE, &body).await.0, StatusCode::OK);
    caller.messenger.is_content().await;

    caller.breaks("a call that there is not", caller.request(Method::GET, "/v2/bot/followers/ids")).await;
    let (host, path) = (caller.messenger.data, format!("/v2/bot/profile/{}", mei.id));
    let elsewhere = caller.http.get(format!("http://{host}{path}")).bearer_auth(&caller.token);
    caller.breaks("the other host's call", elsewhere).await;
    let form = caller.request(Method::POST, REPLY).body("{}").header("content-type", "text/plain");
    caller.breaks("what is no JSON", form).await;
    let picture = caller.request(Method::GET, "/pictures/x/content");
    caller.breaks("a picture that there is not", picture).await;
    assert_eq!(caller.messenger.heard(Call::Unknown).len(), 3);
}

#[tokio::test]
async fn the_loading_animation_and_marks_have_their_rules() {
    let (caller, mei) = Caller::with_follower().await;
    let (loading, read) = ("/v2/bot/chat/loading/start", "/v2/bot/chat/markAsRead");
    for seconds in [json!(0), json!(3), json!(65), json!(7), json!(5.5), json!("5")] {
        let body = json!({ "chatId": mei.id, "loadingSeconds": seconds });
        caller.breaks("seconds", caller.request(Method::POST, loading).json(&body)).await;
    }
    let stranger = json!({ "chatId": caller.messenger.user("Kim").id });
    caller.breaks("a stranger", caller.request(Method::POST, loading).json(&stranger)).await;
    caller
        .breaks(
            "a made-up token",
            caller.request(Method::POST, read).json(&json!({ "markAsReadToken": "x" })),
        )
        .await;

    let body = json!({ "chatId": mei.id, "loadingSeconds": 20 });
    assert_eq!(caller.post(loading, &body).await.0, StatusCode::ACCEPTED);
    assert_eq!(mei.loadings(), (1, true));
    assert_eq!(caller.push(KEY, &hello(&mei.id)).await.0, StatusCode::OK);
    assert_eq!(mei.loadings(), (1, false), "a message ends the animation");

    let sent = mei.writes(&baton_tests::messenger::Sends::words("Hello"));
    let token = &sent.event["message"]["markAsReadToken"];
    assert_eq!(caller.post(read, &json!({ "markAsReadToken": token })).await.0, StatusCode::OK);
    assert_eq!(mei.read(), 2, "all up to the message");
    caller.messenger.is_content().await;
}
