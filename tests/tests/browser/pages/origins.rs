//! Browser stories: a page that is not among a site's origins.

use baton_tests::{eventually, http::Http, people::MIRA, visitor::SITE};
use serde_json::{Value, json};

use super::Shop;
use crate::{engine::Engine, stage::embeds};

#[tokio::test(flavor = "multi_thread")]
async fn an_unlisted_page_gets_no_chat_until_an_admin_admits_it() {
    let shop = Shop::opens(Engine::Chromium).await;
    let admin = Http::signed_in(&shop.server, MIRA).await;
    embeds(&shop.server, json!({ "origins": ["https://shop.example"] })).await;
    let visitor = shop.visited(shop.page()).await;
    visitor.press("button", "Chat").await;
    let refused = format!("/api/v1/sites/{SITE}/refused");
    let origin = shop.pages.origin();
    eventually("the refused origin", || async {
        let seen: Value = admin.read(&refused).await;
        seen.as_array()?.iter().find(|one| one["origin"] == origin.as_str()).cloned()
    })
    .await;
    let frames = visitor.cdp("Page.getFrameTree", json!({})).await;
    let shown = format!("\"url\":\"{}/w/", shop.chat);
    assert!(!frames.to_string().contains(&shown), "the browser shows the chat: {frames}");

    let admitted = admin.post(&refused, &json!({ "origin": origin })).await;
    assert!(admitted.status().is_success(), "{}", admitted.status());
    visitor.reload().await;
    visitor.chats().await;
    let seen: Value = admin.read(&refused).await;
    assert_eq!(seen, json!([]));
}
