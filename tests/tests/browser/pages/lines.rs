//! Browser stories: lines that are narrow, slow or down.

use baton_tests::{
    eventually,
    front::{Front, Ways},
};

use serde_json::json;

use super::Shop;
use crate::{browser::Browser, engine::Engine};

async fn behind(engine: Engine, ways: Ways) -> (Shop, Front, Browser) {
    let (shop, front) = Shop::opens_behind(engine, ways).await;
    let visitor = shop.visited(shop.page()).await;
    (shop, front, visitor)
}

async fn no_websocket_passes(engine: Engine) {
    let (_shop, front, visitor) = behind(engine, Ways { no_sockets: true, ..Ways::default() }).await;
    visitor.chats().await;
    assert!(front.refused() > 0, "a WebSocket was tried");
    visitor.is_left_alone().await;
}
stories!(no_websocket_passes in chromium, firefox, webkit);

/// As a policy of a browser or a filter on the machine has it: none can be made.
const REFUSES: &str = "constructor() { window.tried = true; throw new DOMException('No', 'SecurityError'); }";
/// As behind a proxy that answers neither yes nor no.
const HANGS: &str = "constructor() { super(); window.tried = true; } send() {} close() {}";

/// A visitor in whose browser a WebSocket is this.
async fn with_sockets_that(are: &str) {
    let shop = Shop::opens(Engine::Chromium).await;
    shop.pages.puts("/", shop.page());
    let visitor = Browser::open(&shop.driver, "visitor").await;
    let source = format!("window.WebSocket = class extends EventTarget {{ {are} }}");
    visitor.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
    visitor.go(&shop.pages.url("/")).await;
    visitor.chats().await;
    assert_eq!(visitor.ask("return window.tried").await, true, "a WebSocket was tried");
    visitor.is_left_alone().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_websocket_can_be_made() {
    with_sockets_that(REFUSES).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_websocket_neither_opens_nor_fails() {
    with_sockets_that(HANGS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_line_is_a_slow_phones() {
    let (_shop, _front, visitor) = behind(Engine::Chromium, Ways { slow: true, ..Ways::default() }).await;
    visitor.press("button", "Chat").await;
    // Frame and name are there at once, whatever is still on its way.
    visitor.by("dialog", "Chat").await;
    visitor.asks_in_chat("How much is express delivery?").await;
    visitor.is_left_alone().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_line_is_down_at_first() {
    let (shop, front, visitor) = behind(Engine::Chromium, Ways::default()).await;
    visitor.by("button", "Chat").await;
    front.becomes(Ways { cut: true, ..Ways::default() });
    visitor.press("button", "Chat").await;
    front.becomes(Ways::default());
    // Whoever waits, or closes and opens it again, gets the chat: in its frame or as a page of its own.
    let before = visitor.driver.windows().await.unwrap().len();
    eventually("a chat", || async {
        visitor.out_of_chat().await;
        if visitor.driver.windows().await.ok()?.len() > before {
            return Some(());
        }
        if let Some(frame) = visitor.chat_frame().await {
            frame.enter_frame().await.ok()?;
            if visitor.look("textbox", "Message").await.is_some() {
                return Some(());
            }
        }
        visitor.out_of_chat().await;
        visitor.look("button", "Chat").await?.click().await.ok()?;
        None
    })
    .await;
    if visitor.driver.windows().await.unwrap().len() > before {
        visitor.enter_newest_tab().await;
    }
    visitor.asks_of("How much is express delivery?").await;
    drop(shop);
}
