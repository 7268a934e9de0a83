//! Browser stories: the chat in a window of its own, on whose page what the frame of another site keeps is not there.

use baton_tests::{eventually, page::script, visitor::SITE};
use serde_json::Value;

use super::Shop;
use crate::{
    browser::Browser,
    engine::{Engine, Wish},
};

const ASKED: &str = "How much is express delivery?";
const OTHERS: &str = "Can I return opened tea?";
const ASKED_IN_WINDOW: &str = "How much caffeine is in matcha?";

/// A page that listens to all that passes through its hands, and keeps every window that it opens.
const LISTENS: &str = r"
const heard = [], windows = [];
Object.defineProperty(window, 'heard', { value: heard });
Object.defineProperty(window, 'windows', { value: windows });
addEventListener('message', event => heard.push(JSON.stringify(event.data)));
const { get, set, ...rest } = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
Object.defineProperty(MessagePort.prototype, 'onmessage', { ...rest, get, set(call) {
    set.call(this, event => { heard.push(JSON.stringify(event.data)); call(event); });
} });
const open = window.open;
window.open = (...how) => {
    const own = open.apply(window, how);
    heard.push(JSON.stringify(how));
    windows.push(own);
    return own;
};
";

/// A link of the page's own.
const LINK: &str = "<button onclick=\"Baton('popout')\">Chat in a window</button>";

impl Browser {
    /// In the chat's frame: opens it in a window, by the menu, and looks at that.
    async fn opens_window(&self) {
        let before = self.driver.windows().await.unwrap().len();
        self.press("button", "More").await;
        self.press("menuitem", "Open in a window").await;
        self.enters_window(before).await;
    }

    /// Looks at the window that has come.
    async fn enters_window(&self, before: usize) {
        eventually("a window", || async { (self.driver.windows().await.ok()?.len() > before).then_some(()) })
            .await;
        self.enter_newest_tab().await;
        self.by("textbox", "Message").await;
    }

    /// What this document keeps of a visitor there: the token.
    async fn token(&self, storage: &str) -> String {
        let token: Value = self.ask(&format!("return {storage}.getItem('baton:{SITE}:token')")).await;
        token.as_str().expect("a token").to_owned()
    }

    /// In a page that listens: nothing that has passed through its hands holds the token.
    async fn has_not_heard(&self, token: &str) {
        let heard = self.ask("return heard").await.to_string();
        assert!(heard.contains("ready") && heard.contains("unread"), "it listens: {heard}");
        assert!(!heard.contains(token), "the page heard the token: {heard}");
    }
}

async fn goes_with_the_visitor(engine: Engine, wish: Wish) {
    let shop = Shop::opens(engine).await;
    let own_page = format!("{}/w/{SITE}", shop.chat);
    let visitor = Browser::set(&shop.driver, "visitor", wish).await;
    // Who came by a link before is another visitor to the server.
    visitor.go(&own_page).await;
    visitor.asks_of(OTHERS).await;

    shop.pages.puts("/", shop.page().first(&script(LISTENS)));
    visitor.go(&shop.pages.url("/")).await;
    let shown = visitor.driver.window().await.unwrap();
    visitor.chats().await;
    assert!(!visitor.text().await.contains(OTHERS), "the browser keeps the frame's storage apart");
    let token = visitor.token("localStorage").await;
    visitor.opens_window().await;
    visitor.sees(ASKED).await;
    assert!(!visitor.text().await.contains(OTHERS), "the window is the frame's visitor's");
    visitor.asks_of(ASKED_IN_WINDOW).await;
    visitor.reload().await;
    visitor.sees(ASKED_IN_WINDOW).await;
    visitor.sees(ASKED).await;

    visitor.driver.switch_to_window(shown).await.unwrap();
    visitor.out_of_chat().await;
    visitor.without("dialog", "Chat").await;
    visitor.has_not_heard(&token).await;
    visitor.is_left_alone().await;
    visitor.reenter_chat().await;
    visitor.sees(ASKED_IN_WINDOW).await;
    visitor.out_of_chat().await;
    visitor.go(&own_page).await;
    visitor.sees(OTHERS).await;
    assert!(!visitor.text().await.contains(ASKED), "who came by a link finds their own conversation again");
}

async fn the_conversation_comes_along(engine: Engine) {
    goes_with_the_visitor(engine, Wish::default()).await;
}
stories!(the_conversation_comes_along in chromium, firefox, webkit);

#[tokio::test(flavor = "multi_thread")]
async fn the_conversation_comes_along_from_a_process_of_its_own() {
    goes_with_the_visitor(Engine::Chromium, Wish { isolated: true, ..Wish::default() }).await;
}

async fn the_page_opens_it_and_never_has_the_token(engine: Engine) {
    let shop = Shop::opens(engine).await;
    let visitor = shop.visited(shop.page().first(&script(LISTENS)).last(LINK)).await;
    let shown = visitor.driver.window().await.unwrap();
    visitor.chats().await;
    let token = visitor.token("localStorage").await;
    visitor.out_of_chat().await;
    visitor.press("button", "Chat in a window").await;
    visitor.enters_window(1).await;
    visitor.sees(ASKED).await;
    assert_eq!(visitor.token("sessionStorage").await, token);
    visitor.asks_of(ASKED_IN_WINDOW).await;

    visitor.driver.switch_to_window(shown).await.unwrap();
    visitor.without("dialog", "Chat").await;
    visitor.has_not_heard(&token).await;
    for what in ["sessionStorage", "localStorage", "document", "opener.localStorage"] {
        let read = format!("try {{ return '' + windows[0].{what} }} catch (error) {{ return error.name }}");
        assert_eq!(visitor.ask(&read).await, "SecurityError", "{what}");
    }
    visitor.is_left_alone().await;
}
stories!(the_page_opens_it_and_never_has_the_token in chromium, firefox, webkit);

/// The frame is told nothing of a window that is cut off, and gives nobody to it.
async fn a_page_that_cuts_its_windows_off_gets_one_that_begins_anew(engine: Engine) {
    let shop = Shop::opens(engine).await;
    let page = shop.page().header("cross-origin-opener-policy", "same-origin").last(LINK);
    let visitor = shop.visited(page).await;
    let shown = visitor.driver.window().await.unwrap();
    visitor.chats().await;
    visitor.opens_window().await;
    assert!(!visitor.text().await.contains(ASKED), "nobody could give it the visitor");
    visitor.asks_of(ASKED_IN_WINDOW).await;

    visitor.driver.switch_to_window(shown).await.unwrap();
    visitor.out_of_chat().await;
    visitor.press("button", "Chat in a window").await;
    visitor.without("dialog", "Chat").await;
    visitor.enters_window(2).await;
    visitor.sees(ASKED_IN_WINDOW).await;
    assert_eq!(visitor.driver.windows().await.unwrap().len(), 3, "the frame opens nothing of its own");
}
stories!(a_page_that_cuts_its_windows_off_gets_one_that_begins_anew in chromium, firefox, webkit);
