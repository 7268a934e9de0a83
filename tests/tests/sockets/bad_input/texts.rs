//! tests: texts that are odd, empty or too long. What is stored is stored as it was written.

use baton_protocol::{
    Code,
    agent::AgentVerb,
    event::Contact,
    limits::MESSAGE_CHARS,
    visitor::{Hello, PageView, VisitorVerb},
};
use baton_tests::{
    agent::Agent,
    people::MIA,
    screen::Screen,
    visitor::{SITE, Visitor},
};

use super::Scene;
use crate::handover::connect;

#[tokio::test(flavor = "multi_thread")]
async fn odd_texts_are_stored_and_told_as_they_were_written() {
    let scene = Scene::set().await;
    let mut mia = Agent::at_work(&scene.server, MIA).await;
    let mut visitor = Visitor::arrives(&scene.server).await;
    let id = connect(&mut visitor, &mut mia).await;
    let texts = [
        "\0nothing\0 in \0between\0".to_owned(),
        "\u{202e}drowssap\u{202c} \u{2066}isolated\u{2069}\u{200f}".to_owned(),
        "\u{1f375}".repeat(MESSAGE_CHARS),
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}".to_owned(),
        format!("a{}", "\u{0301}".repeat(5_000)),
        "<script>alert(1)</script><img src=x onerror=alert(1)>".to_owned(),
        "**bold** [link](javascript:alert(1)) `code`".to_owned(),
        "'; DROP TABLE event; -- \" \\ %s ${x} {{x}}".to_owned(),
        "  kept \t as\r\nit\u{2028}is\u{85}  ".to_owned(),
        "\u{feff}\u{fffd}\u{ffff}\u{10ffff}\u{1b}[31m".to_owned(),
        "ﷺ".repeat(2_000),
    ];
    for text in &texts {
        visitor.says(text).await;
        mia.says(&id, text).await;
    }
    let count = texts.len();
    let all = |chat: &Screen| chat.visitor_said().len() == count && chat.agents_said().len() == count;
    mia.until("all texts", |sees| sees.shows(&id, all)).await;
    visitor.until("all texts", |sees| sees.shows(all)).await;
    let mut again = visitor.elsewhere(&scene.server).await;
    again.reads_all().await;
    for chat in [visitor.sees.chat(), again.sees.chat(), mia.sees.chat(&id)] {
        assert_eq!(chat.visitor_said(), texts.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(chat.agents_said(), texts.iter().map(String::as_str).collect::<Vec<_>>());
    }
    // The list's snippet is short, whatever the text.
    mia.until("the last words", |sees| {
        sees.card(&id, |card| card.last.as_ref().is_some_and(|last| last.text.chars().count() <= 120))
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ai_agent_is_not_upset_by_odd_questions() {
    let scene = Scene::set().await;
    for text in [
        "\0".to_owned(),
        "\u{202e}?".to_owned(),
        "?".repeat(MESSAGE_CHARS),
        "\u{1f375}".repeat(MESSAGE_CHARS),
        "a ".repeat(MESSAGE_CHARS / 2),
        "ก".repeat(MESSAGE_CHARS),
        "漢".repeat(MESSAGE_CHARS),
        "Can I return opened tea? ".repeat(300),
    ] {
        let mut visitor = Visitor::arrives(&scene.server).await;
        visitor.says(&text).await;
        visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn empty_and_too_long_texts_are_refused() {
    let mut scene = Scene::set().await;
    let mut mia = Agent::at_work(&scene.server, MIA).await;
    let mut visitor = Visitor::arrives(&scene.server).await;
    let id = connect(&mut visitor, &mut mia).await;
    let before = scene.stored().await;
    let long = "\u{1f375}".repeat(10_000);
    let longer = "a".repeat(MESSAGE_CHARS + 1);
    for (text, code) in [
        ("", Code::Empty),
        (" \t\r\n\u{3000}\u{2028}", Code::Empty),
        (long.as_str(), Code::TooLong),
        (longer.as_str(), Code::TooLong),
    ] {
        let refused =
            visitor.does(VisitorVerb::Send { text: text.to_owned(), files: Vec::new() }).await.unwrap_err();
        assert_eq!(refused.code, code);
        let refused = mia
            .does(&id, AgentVerb::Send { text: text.to_owned(), quote: None, files: Vec::new() })
            .await
            .unwrap_err();
        assert_eq!(refused.code, code);
    }
    let contact = |name: &str, email: &str, text: &str| {
        VisitorVerb::Contact(Contact {
            name: name.to_owned(),
            email: email.to_owned(),
            text: text.to_owned(),
            client_id: None,
        })
    };
    let endless = format!("{}@example.com", "a".repeat(300));
    for (verb, code) in [
        (contact("", "kim@example.com", "Hello"), Code::Invalid),
        (contact(&"a".repeat(61), "kim@example.com", "Hello"), Code::Invalid),
        (contact("Kim", "", "Hello"), Code::Invalid),
        (contact("Kim", "kim", "Hello"), Code::Invalid),
        (contact("Kim", "kim@example", "Hello"), Code::Invalid),
        (contact("Kim", "kim@example.com\r\nBcc: all@example.com", "Hello"), Code::Invalid),
        (contact("Kim", &endless, "Hello"), Code::Invalid),
        (contact("Kim", "kim@example.com", " "), Code::Empty),
        (contact("Kim", "kim@example.com", &longer), Code::TooLong),
    ] {
        let refused = visitor.does(verb.clone()).await.unwrap_err();
        assert_eq!(refused.code, code, "{verb:?}");
    }
    scene.is_unmoved(&before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_browser_says_of_itself_is_cut_not_refused() {
    let mut scene = Scene::set().await;
    let long = "\u{1f375}".repeat(3_000);
    let page = PageView { url: long.clone(), title: long.clone(), referrer: "<script>".to_owned() };
    let hello = Hello {
        site: SITE.to_owned(),
        locale: "\u{202e}\0".repeat(500),
        time_zone: "../../etc/localtime".repeat(100),
        page: Some(page),
        ..Hello::default()
    };
    let mut visitor = Visitor::greets(&scene.server, hello).await;
    let id = visitor.says("Hello").await.conversation;
    scene.admin.opens(&id).await;
    let details = scene.admin.sees.chats[&id].visitor.clone().unwrap();
    let page = details.page.unwrap();
    assert_eq!((page.url.chars().count(), page.title.chars().count()), (2_000, 2_000));
    assert_eq!(page.referrer, "<script>");
    assert!(details.locale.chars().count() <= 35 && details.time_zone.chars().count() <= 64);
}
