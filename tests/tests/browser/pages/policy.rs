//! Browser stories: pages whose policies allow hardly anything.

use baton_tests::page::{NONCE, Page, style};

use super::Shop;
use crate::engine::Engine;

/// A page under this policy, which names the chat's origin `CHAT`.
fn under(shop: &Shop, policy: &str) -> Page {
    let policy = policy.replace("CHAT", &shop.chat).replace("NONCE", NONCE);
    Page::with(&shop.snippet(&format!("nonce=\"{NONCE}\""))).header("content-security-policy", &policy)
}

async fn scripts_need_a_nonce_and_pass_their_trust_on(engine: Engine) {
    let shop = Shop::opens(engine).await;
    let page = under(
        &shop,
        "default-src 'none'; script-src 'nonce-NONCE' 'strict-dynamic'; style-src 'nonce-NONCE'; img-src data:; \
         frame-src CHAT; base-uri 'none'",
    );
    let visitor = shop.visited(page.first(&style("main { color: #123 }"))).await;
    visitor.chats().await;
    visitor.is_left_alone().await;
}
stories!(scripts_need_a_nonce_and_pass_their_trust_on in chromium, firefox, webkit);

async fn no_style_is_allowed_at_all(engine: Engine) {
    let shop = Shop::opens(engine).await;
    let page = under(
        &shop,
        "default-src 'none'; script-src 'self' CHAT; style-src 'none'; img-src data:; frame-src CHAT",
    );
    let visitor = shop.visited(page).await;
    visitor.has_its_look().await;
    visitor.chats().await;
    visitor.is_left_alone().await;
}
stories!(no_style_is_allowed_at_all in chromium, firefox, webkit);

async fn nothing_may_make_markup_of_text(engine: Engine) {
    let shop = Shop::opens(engine).await;
    let page = under(&shop, "require-trusted-types-for 'script'; trusted-types 'none'");
    let visitor = shop.visited(page).await;
    visitor.chats().await;
    visitor.is_left_alone().await;
}
stories!(nothing_may_make_markup_of_text in chromium);
