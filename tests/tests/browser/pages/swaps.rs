//! Browser stories: pages that go on without loading, and put another body or a piece of one in the place of the old.

use baton_tests::page::{Page, library, script};

use super::Shop;
use crate::{browser::Browser, engine::Engine};

/// Follows links as the templates of Squarespace 7.0 do: asks for the page, swaps the body, says `mercury:load`.
const SWAPPER: &str = r"
addEventListener('click', event => {
    const link = event.target.closest('a');
    if (!link) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    request.open('GET', link.href);
    request.onload = () => {
        const next = new DOMParser().parseFromString(request.responseText, 'text/html');
        document.body.replaceWith(document.adoptNode(next.body));
        document.title = next.title;
        history.pushState({}, '', link.href);
        dispatchEvent(new CustomEvent('mercury:load'));
    };
    request.send();
});
";

/// swup swaps the piece of that id alone.
const SWUP: &str = "window.swup = new Swup({ animationSelector: false })";

impl Browser {
    /// Follows the page's link, with the chat open, to a page that this one does not load.
    async fn swaps(&self, shop: &Shop) {
        self.says("Said before").await;
        self.sees("Said before").await;
        self.ask("window.isTheSame = true").await;
        self.out_of_chat().await;
        self.ask("window.isTheSame = true").await;
        self.follow("/on", "Another page").await;
        assert_eq!(shop.pages.asked("/on"), 1);
        assert_eq!(self.ask("return window.isTheSame").await, true, "the page was not loaded");
        self.is_left_alone().await;
        self.by("dialog", "Chat").await;
        self.enter_chat().await;
        self.sees("Said before").await;
        assert_eq!(self.ask("return window.isTheSame").await, true, "the frame is the one that it was");
        self.asks_of("Can I return opened tea?").await;
        self.is_left_alone().await;
    }
}

async fn swapped(engine: Engine, script: impl Fn(Page) -> Page) {
    let shop = Shop::opens(engine).await;
    shop.pages.puts("/on", script(shop.page().titled("Another page")));
    let visitor = shop.visited(script(shop.page())).await;
    visitor.chats().await;
    visitor.swaps(&shop).await;
}

async fn turbo_replaces_the_body(engine: Engine) {
    swapped(engine, |page| page.first(&library("@hotwired/turbo/dist/turbo.es2017-umd.js"))).await;
}
stories!(turbo_replaces_the_body in chromium, firefox, webkit);

#[tokio::test(flavor = "multi_thread")]
async fn swup_replaces_a_piece() {
    swapped(Engine::Chromium, |page| page.first(&library("swup/dist/Swup.umd.js")).last(&script(SWUP))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hand_made_swapper_replaces_the_body_and_says_mercury_load() {
    swapped(Engine::Chromium, |page| page.first(&script(SWAPPER))).await;
}
