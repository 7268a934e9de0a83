//! Browser stories: browsers without what the panel is made of. Where it cannot run, the launcher opens the chat's own
//! page; and where that cannot run either, a plain form still reaches a person.

use baton_tests::{eventually, http::Http, people::MIRA, visitor::SITE};
use serde_json::Value;

use super::Shop;
use crate::{
    browser::Browser,
    engine::{Engine, Wish},
};

const TEXT: &str = "My teapot arrived in two pieces.";

impl Browser {
    /// Fills in the plain form, in the document that is looked at, and is told that it was received.
    async fn leaves_a_message(&self) {
        self.write("Name", "Kim").await;
        self.write("E-mail", "kim@shop.example").await;
        self.write("How can we help", TEXT).await;
        self.press("button", "Leave message").await;
        self.sees("Received. We will write to kim@shop.example").await;
    }
}

/// A person finds the message.
async fn reaches_a_person(shop: &Shop) {
    let mira = Http::signed_in(&shop.server, MIRA).await;
    eventually("the message among the conversations", || async {
        let listed: Value = mira.read("/api/v1/conversations").await;
        let listed = listed.to_string();
        (listed.contains("Kim") || listed.contains(TEXT)).then_some(())
    })
    .await;
}

async fn nothing_may_be_kept(engine: Engine) {
    let shop = Shop::opens(engine).await;
    let visitor = shop.visited_with(shop.page(), Wish { storage: false, ..Wish::default() }).await;
    let refuses = "try { localStorage.setItem('a', 1); return false } catch (error) { return true }";
    assert_eq!(visitor.ask(refuses).await, true, "the page can keep something");
    visitor.chats().await;
    visitor.is_left_alone().await;
}
stories!(nothing_may_be_kept in chromium, firefox);

#[tokio::test(flavor = "multi_thread")]
async fn the_frame_is_blocked_and_the_launcher_opens_the_chats_own_page() {
    let shop = Shop::opens(Engine::Chromium).await;
    let visitor = shop.visited_with(shop.page(), Wish { frame: false, ..Wish::default() }).await;
    visitor.chats_in_new_tab(&shop).await;
    visitor.asks_of("How much is express delivery?").await;
}

/// No page but the shop's own may be framed: the same, by the page's own wish.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_allows_no_frame_and_the_launcher_opens_the_chats_own_page() {
    let shop = Shop::opens(Engine::Chromium).await;
    let visitor = shop.visited(shop.page().header("content-security-policy", "frame-src 'self'")).await;
    visitor.chats_in_new_tab(&shop).await;
    visitor.asks_of("How much is express delivery?").await;
}

async fn without_webassembly_a_form_reaches_a_person(engine: Engine) {
    let shop = Shop::opens(engine).await;
    let visitor = shop.visited_with(shop.page(), Wish { wasm: false, ..Wish::default() }).await;
    assert_eq!(visitor.ask("return typeof WebAssembly").await, "undefined");
    visitor.press("button", "Chat").await;
    visitor.by("dialog", "Chat").await;
    visitor.enter_chat().await;
    visitor.leaves_a_message().await;
    visitor.is_left_alone().await;
    reaches_a_person(&shop).await;
}
stories!(without_webassembly_a_form_reaches_a_person in chromium, firefox);

async fn without_javascript_a_form_reaches_a_person(engine: Engine) {
    let shop = Shop::opens(engine).await;
    let visitor = Browser::set(&shop.driver, "visitor", Wish { scripts: false, ..Wish::default() }).await;
    visitor.driver.goto(format!("{}/w/{SITE}", shop.chat)).await.unwrap();
    visitor.leaves_a_message().await;
    reaches_a_person(&shop).await;
}
stories!(without_javascript_a_form_reaches_a_person in chromium, firefox);
