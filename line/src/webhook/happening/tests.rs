//! line: what visitors send, of every kind.

use serde_json::{Value, json};

use super::*;
use crate::webhook::tests::{event, told};

fn said(message: &Value) -> Said {
    let what = told(&event("message", &json!({ "message": message }))).what;
    let Happened::Said(said) = what else { panic!("{what:?}") };
    said
}

#[test]
fn words_are_read_as_they_were_written() {
    let said = said(&json!({
        "id": "444", "type": "text", "text": "Hi (moon smile) 👨‍👩‍👧 <b>\u{202e}", "quoteToken": "q", "quotedMessageId": "333",
        "markAsReadToken": "mark", "emojis": [{ "index": 3, "length": 12, "productId": "p", "emojiId": "e" }],
        "mention": { "mentionees": [] }, "brandNew": { "a": [1, 2] },
    }));
    assert_eq!(
        (said.id.as_str(), said.read_token.as_deref(), said.quoted.as_deref()),
        ("444", Some("mark"), Some("333"))
    );
    assert_eq!(said.what, Content::Text("Hi (moon smile) 👨‍👩‍👧 <b>\u{202e}".to_owned()));
}

#[test]
fn pictures_and_files_say_where_they_are() {
    let media = |kind, name: Option<&str>, elsewhere: Option<&str>| Content::Media {
        kind,
        name: name.map(str::to_owned),
        elsewhere: elsewhere.map(str::to_owned),
    };
    let line = json!({ "type": "line" });
    assert_eq!(
        said(&json!({ "id": "1", "type": "image", "contentProvider": line })).what,
        media(Media::Picture, None, None)
    );
    assert_eq!(
        said(&json!({ "id": 1, "type": "video", "contentProvider": line, "duration": 1 })).what,
        media(Media::Video, None, None)
    );
    assert_eq!(said(&json!({ "id": "1", "type": "audio" })).what, media(Media::Audio, None, None));
    let file = json!({ "id": "1", "type": "file", "fileName": "../a.pdf", "fileSize": 7 });
    assert_eq!(said(&file).what, media(Media::File, Some("../a.pdf"), None));
    let external = |more: Value| said(&json!({ "id": "1", "type": "image", "contentProvider": more })).what;
    let address =
        json!({ "type": "external", "originalContentUrl": "http://127.0.0.1/", "previewImageUrl": "x" });
    assert_eq!(external(address), media(Media::Picture, None, Some("http://127.0.0.1/")));
    assert_eq!(
        external(json!({ "type": "external" })),
        media(Media::Picture, None, Some("")),
        "never LINE's own"
    );
}

#[test]
fn a_sticker_says_what_it_shows() {
    let words = |more: &Value| {
        let Content::Sticker { words } = said(more).what else { panic!("{more}") };
        words
    };
    let sticker = |text: Value, keywords: Value| {
        json!({
            "id": "1", "type": "sticker", "packageId": "1", "stickerId": "2", "stickerResourceType": "MESSAGE",
            "text": text, "keywords": keywords,
        })
    };
    assert_eq!(
        words(&sticker(json!("Let's\nhang out"), json!(["cony", "sally", "cony", " ", 7, null, ["x"]]))),
        ["Let's\nhang out", "cony", "sally", "7"]
    );
    assert!(words(&sticker(json!(null), json!(null))).is_empty());
    assert_eq!(
        words(&sticker(json!("x".repeat(500)), json!(vec!["a"; 99]))),
        ["x".repeat(100), "a".to_owned()]
    );
}

#[test]
fn a_place_is_on_earth() {
    let place = |latitude: Value, longitude: Value| {
        said(&json!({
        "id": "1", "type": "location", "title": "my location", "latitude": latitude, "longitude": longitude,
    })).what
    };
    let tokyo = Content::Place {
        title: "my location".to_owned(),
        address: String::new(),
        latitude: 35_687_574,
        longitude: 139_729_220,
    };
    assert_eq!(place(json!(35.687_574), json!(139.729_22)), tokyo);
    let Content::Place { latitude, longitude, .. } = place(json!(-90), json!(-179.999_999_9)) else {
        panic!()
    };
    assert_eq!((latitude, longitude), (-90_000_000, -180_000_000));
    for (latitude, longitude) in
        [(json!(90.1), json!(0)), (json!(0), json!(-181)), (json!("35"), json!(0)), (json!(null), json!(0))]
    {
        assert_eq!(place(latitude, longitude), Content::Other);
    }
}

#[test]
fn what_is_not_known_yet_is_something_else() {
    for message in [
        json!({ "id": "1", "type": "hologram" }),
        json!({ "id": "1" }),
        json!({ "id": "1", "type": "text", "text": 7 }),
    ] {
        assert_eq!(said(&message).what, Content::Other);
    }
}
