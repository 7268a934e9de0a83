//! Browser stories: pages that a browser or a router keeps, brings back or makes beforehand.

use baton_tests::{
    PATIENCE,
    agent::Agent,
    page::{Page, script},
    people::MIA,
};
use serde_json::json;

use super::Shop;
use crate::engine::Engine;

/// A router as frameworks have them: links change the address and what is shown, and nothing is loaded.
const ROUTER: &str = "addEventListener('click', event => { const link = event.target.closest('a'); \
    if (!link) return; event.preventDefault(); history.pushState({}, '', link.href); show() }); \
    addEventListener('popstate', () => show()); \
    const show = () => { document.title = location.pathname === '/on' ? 'Another page' : 'A shop'; \
    document.querySelector('h1').textContent = document.title };";

#[tokio::test(flavor = "multi_thread")]
async fn a_router_changes_the_address_and_the_live_agent_sees_where_the_visitor_is() {
    let shop = Shop::opens(Engine::Chromium).await;
    let mut mia = Agent::at_work(&shop.server, MIA).await;
    let visitor = shop.visited(shop.page().first(&script(ROUTER))).await;
    visitor.chats().await;
    visitor.press("button", "Talk to Live Agent").await;
    mia.until("a request", |sees| sees.ringing().is_some()).await;
    let id = mia.sees.ringing().expect("a request").clone();
    visitor.out_of_chat().await;
    visitor.follow("/on", "Another page").await;
    let there = shop.pages.url("/on");
    let seen = tokio::time::timeout(PATIENCE, async {
        loop {
            mia.opens(&id).await;
            let page = mia.sees.chats[&id].visitor.as_ref().and_then(|visitor| visitor.page.as_ref());
            if page.is_some_and(|page| page.url == there && page.title == "Another page") {
                return;
            }
        }
    });
    seen.await.expect("the live agent sees the page that the visitor went to");
    assert_eq!(shop.pages.asked("/on"), 0);
    visitor.driver.back().await.unwrap();
    visitor.until("the page before", "return document.title === 'A shop'").await;
    visitor.asks_in_chat("Can I return opened tea?").await;
    visitor.is_left_alone().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_the_browser_kept_comes_back_with_its_chat() {
    let shop = Shop::opens(Engine::Chromium).await;
    let notes = "addEventListener('pageshow', event => { window.wasKept = event.persisted })";
    shop.pages.puts("/on", Page::with("").titled("Another page"));
    let visitor = shop.visited(shop.page().first(&script(notes))).await;
    visitor.by("button", "Chat").await;
    visitor.go(&shop.pages.url("/on")).await;
    visitor.driver.back().await.unwrap();
    visitor.until("the page before", "return document.title === 'A shop' && 'wasKept' in window").await;
    assert_eq!(visitor.ask("return window.wasKept").await, true, "the loader keeps no page from being kept");
    visitor.chats().await;
    // And with the chat open, whether or not the browser keeps the page then.
    visitor.out_of_chat().await;
    visitor.go(&shop.pages.url("/on")).await;
    visitor.driver.back().await.unwrap();
    visitor.until("the page before", "return document.title === 'A shop'").await;
    visitor.reenter_chat().await;
    visitor.sees("How much is express delivery?").await;
    visitor.asks_of("Can I return opened tea?").await;
    visitor.is_left_alone().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_made_beforehand_has_one_launcher_once_it_is_shown() {
    let shop = Shop::opens(Engine::Chromium).await;
    let rules = json!({ "prerender": [{ "urls": ["/on"] }] });
    let rules = format!("<script type=\"speculationrules\">{rules}</script>");
    shop.pages.puts("/on", shop.page().titled("Another page"));
    let visitor = shop.visited(shop.page().first(&rules)).await;
    baton_tests::eventually("a page made beforehand", || async {
        (shop.pages.asked("/on") > 0).then_some(())
    })
    .await;
    visitor.follow("/on", "Another page").await;
    let activated = "return performance.getEntriesByType('navigation')[0].activationStart > 0";
    assert_eq!(visitor.ask(activated).await, true, "the page was made beforehand");
    assert_eq!(shop.pages.asked("/on"), 1);
    visitor.chats().await;
    visitor.is_left_alone().await;
}
