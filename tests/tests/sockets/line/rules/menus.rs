//! tests: the stand-in's rules of menus.

use std::time::Duration;

use baton_tests::files::png;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Caller, told};

const MENUS: &str = "/v2/bot/richmenu";

fn menu() -> Value {
    json!({
        "size": { "width": 2500, "height": 843 },
        "selected": true,
        "name": "a menu",
        "chatBarText": "Talk to us",
        "areas": [{
            "bounds": { "x": 0, "y": 0, "width": 2500, "height": 843 },
            "action": { "type": "postback", "label": "Talk", "data": "talk", "displayText": "Talk to Live Agent" },
        }],
    })
}

async fn made(caller: &Caller) -> String {
    let (status, body) = caller.post(MENUS, &menu()).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    body["richMenuId"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_menu_is_as_line_describes_it() {
    let caller = Caller::start().await;
    for (what, place, value) in [
        ("too narrow", "/size/width", json!(799)),
        ("too wide", "/size/width", json!(2501)),
        ("too low", "/size/height", json!(249)),
        ("too high", "/size/height", json!(1800)),
        ("a fraction", "/size/height", json!(843.5)),
        ("neither open nor shut", "/selected", json!("yes")),
        ("a long name", "/name", json!("x".repeat(301))),
        ("no name", "/name", json!("")),
        ("a long bar", "/chatBarText", json!("fifteen letters")),
        ("no areas", "/areas", json!([])),
        ("an area outside", "/areas/0/bounds/x", json!(1)),
        ("no bounds", "/areas/0/bounds", json!(null)),
        ("an unknown action", "/areas/0/action/type", json!("call")),
        ("a long label", "/areas/0/action/label", json!("x".repeat(21))),
    ] {
        let mut menu = menu();
        *menu.pointer_mut(place).unwrap() = value;
        caller.breaks(what, caller.request(Method::POST, MENUS).json(&menu)).await;
    }
    let mut menu = menu();
    menu["color"] = json!("red");
    caller.breaks("an unknown field", caller.request(Method::POST, MENUS).json(&menu)).await;
    assert!(caller.messenger.menus().is_empty());
}

#[tokio::test]
async fn a_menu_is_drawn_once_and_then_shown() {
    let (caller, mei) = Caller::with_follower().await;
    let id = made(&caller).await;
    let everybody = format!("/v2/bot/user/all/richmenu/{id}");
    caller.breaks("no picture yet", caller.request(Method::POST, &everybody)).await;
    let upload = |id: &str, mime: &str, bytes: Vec<u8>| {
        let request = caller.request(Method::POST, &format!("{MENUS}/{id}/content"));
        request.header("content-type", mime).body(bytes)
    };
    caller.breaks("another size", upload(&id, "image/png", png(2_500, 844))).await;
    caller.breaks("another type", upload(&id, "image/jpeg", png(2_500, 843))).await;
    let mut large = png(2_500, 843);
    large.resize(1_000_001, 0);
    caller.breaks("too large", upload(&id, "image/png", large)).await;
    caller.breaks("no picture", upload(&id, "image/png", b"<svg/>".to_vec())).await;
    assert_eq!(told(upload(&id, "image/png", png(2_500, 843))).await.0, StatusCode::OK);
    caller.breaks("twice", upload(&id, "image/png", png(2_500, 843))).await;

    assert!(mei.buttons().is_empty());
    assert_eq!(told(caller.request(Method::POST, &everybody)).await.0, StatusCode::OK);
    assert_eq!((mei.buttons(), mei.linked_menu()), (vec!["Talk".to_owned()], None));
    let own = format!("/v2/bot/user/{}/richmenu", mei.id);
    assert_eq!(told(caller.request(Method::POST, &format!("{own}/{id}"))).await.0, StatusCode::OK);
    assert_eq!(caller.get(&own).await.1["richMenuId"], id);
    assert_eq!(mei.linked_menu().as_deref(), Some("a menu"));
    assert_eq!(told(caller.request(Method::DELETE, &own)).await.0, StatusCode::OK);
    assert_eq!((caller.get(&own).await.0, mei.linked_menu()), (StatusCode::NOT_FOUND, None));

    let (_, list) = caller.get(&format!("{MENUS}/list")).await;
    assert_eq!(list["richmenus"][0]["richMenuId"], id);
    assert_eq!(told(caller.request(Method::DELETE, &format!("{MENUS}/{id}"))).await.0, StatusCode::OK);
    assert!(mei.buttons().is_empty() && caller.messenger.default_menu().is_none());
    assert_eq!(told(caller.request(Method::POST, &everybody)).await.0, StatusCode::NOT_FOUND);
    caller.messenger.is_content().await;
}

#[tokio::test]
async fn menus_are_made_a_hundred_times_an_hour_at_most() {
    let caller = Caller::start().await;
    for _ in 0..50 {
        let id = made(&caller).await;
        assert_eq!(told(caller.request(Method::DELETE, &format!("{MENUS}/{id}"))).await.0, StatusCode::OK);
    }
    caller.messenger.is_content().await;
    assert_eq!(caller.post(MENUS, &menu()).await.0, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(caller.messenger.faults().len(), 1);
    caller.messenger.later(Duration::from_secs(60 * 60));
    made(&caller).await;
}
