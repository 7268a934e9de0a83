//! Browser stories: the snippet more than once.

use baton_tests::{http::Http, page::Page, people::MIRA};
use serde_json::json;

use super::Shop;
use crate::engine::Engine;

async fn the_same_snippet_twice_is_one_chat(engine: Engine) {
    let shop = Shop::opens(engine).await;
    let page = Page::with(&shop.snippet("")).last(&shop.snippet(""));
    let visitor = shop.visited(page).await;
    visitor.chats().await;
    visitor.is_left_alone().await;
}
stories!(the_same_snippet_twice_is_one_chat in chromium, firefox, webkit);

#[tokio::test(flavor = "multi_thread")]
async fn a_snippet_that_runs_again_later_is_one_chat() {
    let shop = Shop::opens(Engine::Chromium).await;
    let visitor = shop.visited(shop.page()).await;
    visitor.chats().await;
    visitor.out_of_chat().await;
    // As a page's own loader of scripts does, or a section of a theme that is drawn anew.
    let again = "const old = document.querySelector('script[data-site]'); const one = document.createElement('script');
                 for (const { name, value } of old.attributes) one.setAttribute(name, value);
                 one.onload = () => { window.isThere = true }; old.replaceWith(one);";
    visitor.ask(again).await;
    visitor.until("the script again", "return window.isThere === true").await;
    visitor.is_left_alone().await;
    visitor.asks_in_chat("Can I return opened tea?").await;
    visitor.is_left_alone().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_sites_the_first_has_the_launcher() {
    let shop = Shop::opens(Engine::Chromium).await;
    let admin = Http::signed_in(&shop.server, MIRA).await;
    let made = admin.post("/api/v1/sites", &json!({ "key": "second", "name": "Another shop" })).await;
    assert!(made.status().is_success(), "{}", made.status());
    // Neither waits for the other, so that which comes first is the network's affair: the order is set here.
    let first = shop.snippet("").replace("async", "");
    let second = shop.snippet_of("second", "").replace("async", "");
    let visitor = shop.visited(Page::with(&first).last(&second)).await;
    visitor.chats().await;
    assert!(!visitor.text().await.contains("Another shop"), "it is the first site's chat");
    visitor.is_left_alone().await;
}
