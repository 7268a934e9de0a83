//! tests: a site's own words, picture and place: what visitors see of them, and what is refused.

use std::collections::BTreeMap;

use baton_protocol::{
    FileId,
    file::Attachment,
    limits::FACE_BYTES,
    site::{Position, SiteRecord},
};
use baton_tests::{
    files::{GIF, PNG, png},
    http::{Http, problem, success},
    people::{EDA, MIA},
    server::Server,
    visitor::Visitor,
};
use reqwest::{
    StatusCode,
    header::{CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
};

use super::{PATH, agent, embed, tells};
use crate::teams::Office;

const PICTURE: &str = "/api/v1/sites/demo/picture?name=lumi.png";

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_shows_once_the_settings_name_it() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let editor = Http::signed_in(&server, EDA).await;
    let mut visitor = Visitor::arrives(&server).await;
    assert_eq!(visitor.sees.welcome.site.picture, None);
    let face = editor.uploaded(PICTURE, PNG).await;
    let site = tells(&editor, &office.site().await, |agent| agent.picture = Some(face.id.clone())).await;
    visitor.until("the picture", |sees| sees.welcome.site.picture.as_ref() == Some(&face.id)).await;
    let answer = Http::new(&server).get(&format!("/api/v1/pictures/{}", face.id)).await;
    assert_eq!(answer.headers()[CONTENT_TYPE], "image/png");
    assert_eq!(answer.headers()[X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert!(answer.headers()[CONTENT_DISPOSITION].to_str().unwrap().starts_with("inline"));
    assert_eq!(answer.bytes().await.unwrap(), PNG);

    let other: Attachment = editor.uploaded(PICTURE, GIF).await;
    let site = tells(&editor, &site, |agent| agent.picture = Some(other.id.clone())).await;
    visitor.until("the other one", |sees| sees.welcome.site.picture.as_ref() == Some(&other.id)).await;
    tells(&editor, &site, |agent| agent.picture = None).await;
    visitor.until("none", |sees| sees.welcome.site.picture.is_none()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_small_picture_is_refused() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let editor = Http::signed_in(&server, EDA).await;
    for (content, status) in [
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), StatusCode::UNPROCESSABLE_ENTITY),
        (b"<!doctype html>".to_vec(), StatusCode::UNPROCESSABLE_ENTITY),
        (png(60_000, 60_000), StatusCode::UNPROCESSABLE_ENTITY),
        (Vec::new(), StatusCode::UNPROCESSABLE_ENTITY),
        ([PNG, &vec![0; FACE_BYTES]].concat(), StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        assert_eq!(problem(editor.upload(PICTURE, content, "image/png").await).await.0, status);
    }
    let analyst = Http::signed_in(&server, MIA).await;
    assert_eq!(problem(analyst.upload(PICTURE, PNG, "image/png").await).await.0, StatusCode::FORBIDDEN);
    let nowhere = PICTURE.replace("demo", "nowhere");
    assert_eq!(problem(editor.upload(&nowhere, PNG, "image/png").await).await.0, StatusCode::NOT_FOUND);
    // A visitor's file is no picture of a site's.
    let mut visitor = Visitor::arrives(&server).await;
    visitor.says("Hello").await;
    let theirs = Http::of(&server, &visitor).uploaded(&baton_tests::files::visitors("x.png"), PNG).await;
    let made_up = FileId::parse(&"A".repeat(FileId::LENGTH)).unwrap();
    for id in [theirs.id, made_up] {
        let answer = agent(&editor, &office.site().await, |agent| agent.picture = Some(id)).await;
        let (status, _, told) = problem(answer).await;
        assert_eq!((status, told.field.as_deref()), (StatusCode::UNPROCESSABLE_ENTITY, Some("picture")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_and_place_reach_open_widgets_and_the_page() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let mut visitor = Visitor::arrives(&server).await;
    let own = "Ask us <b>anything</b> \u{202e}";
    let words: BTreeMap<_, _> = [("message.place".to_owned(), own.to_owned())].into();
    let before = office.site().await;
    let made = embed(&office.admin, &before, |embed| {
        embed.texts = words.clone();
        embed.position = Position::Left;
    });
    let site: SiteRecord = success(PATH, made.await).await;
    assert_eq!((&site.embed.texts, site.embed.position), (&words, Position::Left));
    visitor.until("the own words", |sees| sees.welcome.site.texts == words).await;
    assert_eq!(Visitor::arrives(&server).await.sees.welcome.site.texts, words);
    for (name, text) in [
        ("message.place", "x".repeat(301)),
        ("message.place", " ".to_owned()),
        ("", "x".to_owned()),
        ("with a blank", "x".to_owned()),
        (&*"k".repeat(61), "x".to_owned()),
    ] {
        let answer = embed(&office.admin, &site, |embed| {
            embed.texts.insert(name.to_owned(), text.clone());
        });
        let (status, _, told) = problem(answer.await).await;
        assert_eq!(
            (status, told.field.as_deref()),
            (StatusCode::UNPROCESSABLE_ENTITY, Some("texts")),
            "{name}"
        );
    }
    let path = format!("{PATH}/demo/embed");
    let mut change = serde_json::json!({ "version": site.version, "to": site.embed });
    change["to"]["position"] = "middle".into();
    assert_eq!(problem(office.admin.put(&path, &change).await).await.0, StatusCode::BAD_REQUEST);
}
