//! line: deliveries as LINE sends them, and as nobody should.

use serde_json::{Value, json};

use super::*;

pub(super) fn event(kind: &str, more: &Value) -> Value {
    let mut event = json!({
        "type": kind,
        "mode": "active",
        "timestamp": 1_700_000_000_123_i64,
        "webhookEventId": "01FZ74A0TDDPYRVKNK77XKC3ZR",
        "deliveryContext": { "isRedelivery": false },
        "source": { "type": "user", "userId": "U1" },
        "replyToken": "r1",
    });
    for (key, value) in more.as_object().unwrap() {
        event[key] = value.clone();
    }
    event
}

pub(super) fn told(event: &Value) -> Happening {
    happening(&event.to_string()).unwrap()
}

fn deliver(events: &Value) -> Delivery {
    read(json!({ "destination": "Ubot", "events": events }).to_string().as_bytes()).unwrap()
}

#[test]
fn a_delivery_is_kept_event_by_event() {
    let delivery = deliver(&json!([
        event("follow", &json!({})),
        event(
            "leave",
            &json!({
                "source": { "type": "group", "groupId": "C1", "userId": "U2" }, "webhookEventId": "01FZ74ASS536FW97EX38NKCZQK",
            })
        )
    ]));
    assert_eq!(delivery.destination, "Ubot");
    let ids: Vec<_> = delivery.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["01FZ74A0TDDPYRVKNK77XKC3ZR", "01FZ74ASS536FW97EX38NKCZQK"]);
    assert_eq!(delivery.events[0].user.as_deref(), Some("U1"));
    assert_eq!(delivery.events[1].user.as_deref(), Some("C1"));
    assert_eq!(delivery.events[0].at, 1_700_000_000_123);
    assert!(happening(&delivery.events[0].json).is_some());
}

#[test]
fn a_delivery_may_be_empty_or_new_in_part() {
    for body in
        [r#"{"destination":"U","events":[]}"#, "{}", r#"{"events":null}"#, r#"{"destination":7,"new":[{}]}"#]
    {
        assert!(read(body.as_bytes()).unwrap().events.is_empty(), "{body}");
    }
    let mixed = deliver(&json!([null, 1, "x", [], {}, { "type": "chatRoomPlan", "plan": { "deep": [1] } }]));
    assert_eq!(mixed.events.len(), 2, "what is no object is left out");
    assert!(mixed.events.iter().all(|event| event.id.len() == 64 && event.at == 0 && event.user.is_none()));
    assert_ne!(mixed.events[0].id, mixed.events[1].id);
    assert_eq!(told(&json!({ "type": "chatRoomPlan" })).what, Happened::Other);
}

#[test]
fn a_body_that_is_no_delivery_is_refused() {
    for body in [
        "",
        "rubbish",
        "null",
        "[]",
        "7",
        "\"x\"",
        r#"{"events":[}"#,
        r#"{"events":[]} x"#,
        "{\"events\":[\"\u{0}\"]}",
    ] {
        assert_eq!(read(body.as_bytes()).unwrap_err(), Unreadable::Rubbish, "{body}");
    }
    for body in [r#"{"events":{}}"#, r#"{"events":7}"#, r#"{"events":"[]"}"#] {
        assert_eq!(read(body.as_bytes()).unwrap_err(), Unreadable::NoEvents, "{body}");
    }
    assert!(read(b"{\"events\":[{\"type\":\"\xff\"}]}").is_err(), "no text");
    assert!(read(&"[".repeat(10_000_000).into_bytes()).is_err());
}

#[test]
fn an_event_as_deep_as_the_sea_does_no_harm() {
    let deep = format!(r#"{{"webhookEventId":"01","x":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    let body = format!(r#"{{"x":{deep},"events":[{deep},{{"webhookEventId":"02"}}]}}"#);
    let delivery = read(body.as_bytes()).unwrap();
    assert_eq!(delivery.events.len(), 2);
    assert_eq!((delivery.events[0].id.len(), delivery.events[1].id.as_str()), (64, "02"));
    assert_eq!(happening(&delivery.events[0].json), None);
    for json in ["", "null", "[]", "7", "{"] {
        assert_eq!(happening(json), None, "{json}");
    }
}

#[test]
fn a_hundred_events_are_a_hundred() {
    let events: Vec<_> =
        (0..100).map(|n| event("message", &json!({ "webhookEventId": format!("01{n:024}") }))).collect();
    let ids: std::collections::BTreeSet<_> =
        deliver(&json!(events)).events.into_iter().map(|event| event.id).collect();
    assert_eq!(ids.len(), 100);
}

#[test]
fn an_event_without_its_id_is_known_by_its_words() {
    let mut one = event("follow", &json!({}));
    for id in [json!(null), json!(7), json!(""), json!(" "), json!("x".repeat(65))] {
        one["webhookEventId"] = id;
        let (first, second) =
            (deliver(&json!([one])).events.remove(0), deliver(&json!([one])).events.remove(0));
        assert_eq!(first, second);
        assert!(first.id.len() == 64 && first.id.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert_eq!(happening(&first.json).unwrap().id, first.id);
        one["timestamp"] = json!(one["timestamp"].as_i64().unwrap() + 1);
        assert_ne!(deliver(&json!([one])).events[0].id, first.id);
    }
}

#[test]
fn what_surrounds_an_event_is_read() {
    let told = told(&event(
        "follow",
        &json!({
            "mode": "standby", "deliveryContext": { "isRedelivery": true }, "follow": { "isUnblocked": true },
        }),
    ));
    assert!(told.standby && told.redelivered);
    assert_eq!(told.reply_token.as_deref(), Some("r1"));
    assert_eq!(told.source, Source::User("U1".to_owned()));
    assert_eq!(told.what, Happened::Followed { back: true });
}

#[test]
fn sources_are_told_apart() {
    let source = |source: Value| told(&event("join", &json!({ "source": source }))).source;
    assert_eq!(
        source(json!({ "type": "group", "groupId": "C1", "userId": "U1" })),
        Source::Group("C1".to_owned())
    );
    assert_eq!(source(json!({ "type": "room", "roomId": "R1" })), Source::Room("R1".to_owned()));
    for odd in [
        json!(null),
        json!({ "type": "user" }),
        json!({ "type": "square", "userId": "U1" }),
        json!("user"),
        json!([]),
    ] {
        assert_eq!(source(odd), Source::Nobody);
    }
}

#[test]
fn what_happened_is_told() {
    let what = |kind: &str, more: Value| told(&event(kind, &more)).what;
    assert_eq!(what("follow", json!({})), Happened::Followed { back: false });
    assert_eq!(what("unfollow", json!({})), Happened::Unfollowed);
    assert_eq!(what("join", json!({})), Happened::Joined);
    assert_eq!(
        what("unsend", json!({ "unsend": { "messageId": "m1" } })),
        Happened::Unsent { message: "m1".to_owned() }
    );
    assert_eq!(
        what("postback", json!({ "postback": { "data": "baton:talk" } })),
        Happened::Pressed { data: "baton:talk".to_owned() }
    );
    for (kind, more) in [
        ("memberJoined", json!({})),
        ("beacon", json!({})),
        ("postback", json!({})),
        ("unsend", json!({ "unsend": 7 })),
        ("message", json!({})),
        ("message", json!({ "message": { "type": "text", "text": "no id" } })),
        ("", json!({})),
    ] {
        assert_eq!(what(kind, more), Happened::Other, "{kind}");
    }
}

#[test]
fn half_a_character_costs_no_event() {
    let json =
        r#"{"type":"message","webhookEventId":"01","message":{"id":"1","type":"text","text":"a\ud83d"}}"#;
    let Some(Happening { id, what: Happened::Said(said), .. }) = happening(json) else { panic!() };
    assert_eq!((id.as_str(), said.what), ("01", Content::Text("a\u{fffd}".to_owned())));
    assert_eq!(read(format!(r#"{{"events":[{json}]}}"#).as_bytes()).unwrap().events[0].id, "01");
}
