//! tests: what the Conversations list is asked for, and its search.

use baton_protocol::{Code, agent::ConversationList};
use baton_tests::{
    eventually,
    http::{Http, problem},
    visitor::Visitor,
};
use reqwest::{StatusCode, Url};

use super::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn the_list_answers_junk_with_a_sentence_and_caps_what_it_gives() {
    let mut scene = Scene::set().await;
    let mut visitor = Visitor::arrives(&scene.server).await;
    for _ in 0..120 {
        visitor.says("Hello").await;
        visitor.does(baton_protocol::visitor::VisitorVerb::End).await.unwrap();
    }
    let before = scene.stored().await;
    let http = Http::with_cookie(&scene.server, &scene.admin.cookie);
    for junk in [
        "after=x",
        "after=1.5",
        "after=99999999999999999999",
        "after=%00",
        "after=1%20OR%201=1",
        "after=';DROP%20TABLE%20conversation;--",
        "limit=x",
        "limit=-1",
        "limit=1e3",
        "limit=99999999999999999999",
        "filter=x",
        "filter=live_agent'--",
        "status=open",
        "status=Live",
        "status=%00",
        "status=live&status=ai",
        "channel=fax",
        "channel=web,line",
        "team=x",
        "team=-1",
        "team=4294967296",
        "team=[1]",
        "agent=mia",
        "agent=1.5",
        "agent=1%20OR%201=1",
        "from=yesterday",
        "from=1e3",
        "to=2026-11-21",
        "to=99999999999999999999",
        "q=a&q=b",
        "colour=red",
        "limit=1&limit=2",
        "filter=%ff",
    ] {
        let (status, code, _) = problem(http.get(&format!("/api/v1/conversations?{junk}")).await).await;
        assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid), "{junk}");
    }
    for (asked, count) in [
        ("", 50),
        ("after=", 50),
        ("limit=", 50),
        ("filter=", 50),
        ("status=&channel=&team=&agent=&label=&from=&to=&q=&format=", 50),
        ("limit=0", 1),
        ("limit=1", 1),
        ("limit=100", 100),
        ("limit=1000000", 100),
        ("after=0", 0),
        ("after=-5", 0),
        ("after=-9223372036854775808", 0),
        ("after=9223372036854775807", 50),
        ("team=0", 0),
        ("agent=4294967295", 0),
        ("label=no-such-label", 0),
        ("label=%00%ff", 0),
        ("label='%20OR%201=1%20--", 0),
        ("from=9223372036854775807", 0),
        ("from=-9223372036854775808&limit=3", 3),
        ("to=-9223372036854775808", 0),
        ("to=9223372036854775807&limit=3", 3),
        ("from=2&to=1", 0),
    ] {
        let list: ConversationList =
            http.get(&format!("/api/v1/conversations?{asked}")).await.json().await.expect(asked);
        assert_eq!(list.cards.len(), count, "{asked}");
    }
    // From page to page: everything once, newest first.
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/v1/conversations?limit=7{after}");
        let list: ConversationList = http.get(&path).await.json().await.expect("a list");
        all.extend(list.cards.into_iter().map(|card| (card.opened, card.id)));
        let Some(next) = list.next else { break };
        after = format!("&after={next}");
    }
    assert_eq!(all.len(), 121);
    assert!(all.is_sorted_by(|one, other| one.0 >= other.0));
    scene.is_unmoved(&before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn searched_words_are_words_whatever_signs_they_hold() {
    let mut scene = Scene::set().await;
    let mut visitor = Visitor::arrives(&scene.server).await;
    let told = r#"100% "lapsang" OR souchong_tin NEAR (AND) NOT -oolong text:oolong x*y"#;
    visitor.says(told).await;
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    let id = visitor.sees.chat().id.clone();
    let http = Http::with_cookie(&scene.server, &scene.admin.cookie);
    eventually("the words in the index", || async {
        (!searched(&http, "lapsang").await.cards.is_empty()).then_some(())
    })
    .await;
    let before = scene.stored().await;
    let long = "lapsang ".repeat(1_250);
    for (words, found) in [
        ("lapsang", true),
        ("\"lapsang\"", true),
        ("\"lapsang", true),
        ("lapsang*", true),
        ("%lapsang%", true),
        ("lapsang OR souchong_tin", true),
        ("NEAR(lapsang oolong, 5)", false),
        ("NEAR(lapsang AND NOT oolong)", true),
        ("text:oolong", true),
        ("-oolong", true),
        ("x*y", true),
        ("{lapsang}^()+:", true),
        ("laps", true),
        ("laps%", false),
        ("_apsang", false),
        ("%", false),
        ("_", false),
        ("*", false),
        ("\"", false),
        ("'", false),
        ("\\", false),
        ("' OR 1=1 --", false),
        ("lapsang'; DROP TABLE words; --", false),
        ("\0", false),
        ("lapsang\0", true),
        ("\u{202e}", false),
        ("rowid:1", false),
        ("\u{1f375}", false),
        (long.as_str(), true),
        (&"a".repeat(10_000), false),
        (&"*".repeat(10_000), false),
    ] {
        let list = searched(&http, words).await;
        let shown: String = words.chars().take(30).collect();
        let expected = if found { vec![&id] } else { Vec::new() };
        assert_eq!(list.cards.iter().map(|card| &card.id).collect::<Vec<_>>(), expected, "{shown:?}");
        assert_eq!(list.hits.len(), list.cards.len(), "{shown:?}");
    }
    // Longer than any address: refused before it is read.
    let answer = http.get(&asking(&"(".repeat(10_000))).await;
    assert_eq!(answer.status(), StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    scene.is_unmoved(&before).await;
}

async fn searched(http: &Http, words: &str) -> ConversationList {
    http.read(&asking(words)).await
}

/// The address of a search for these words.
fn asking(words: &str) -> String {
    let address =
        Url::parse_with_params("http://x/api/v1/conversations", [("q", words)]).expect("an address");
    format!("{}?{}", address.path(), address.query().expect("a query"))
}
