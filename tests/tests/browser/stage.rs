//! Browser stories: the stage: a server, a visitor in the shop, live agents in their consoles.

use baton_tests::{
    http::Http,
    people::{MIRA, PASSWORD, Person},
    server::Server,
    visitor::SITE,
};
use serde_json::{Value, json};

use crate::{browser::Browser, driver::Driver};

/// Who plays.
pub(crate) struct Stage {
    pub(crate) driver: Driver,
    pub(crate) server: Server,
}

impl Stage {
    pub(crate) async fn set(flags: &[&str]) -> Self {
        Self { driver: Driver::start(), server: Server::with(flags).await }
    }

    /// A visitor in the shop, with the chat open; what follows happens in its frame.
    pub(crate) async fn visitor(&self, name: &str) -> Browser {
        let browser = Browser::open(&self.driver, name).await;
        browser.go(&format!("{}/demo/", self.server.origin())).await;
        browser.press("button", "Chat").await;
        browser.enter_chat().await;
        browser.by("textbox", "Message").await;
        browser
    }

    /// These are the site's settings of *Site* from now on, besides those that it has.
    pub(crate) async fn embeds(&self, changes: Value) {
        embeds(&self.server, changes).await;
    }

    /// A live agent at the dashboard, signed in.
    pub(crate) async fn agent(&self, person: Person) -> Browser {
        let browser = Browser::open(&self.driver, person.first_name).await;
        browser.go(&format!("{}/console/", self.server.origin())).await;
        browser.write("Email", person.email).await;
        browser.write("Password", PASSWORD).await;
        browser.press("button", "Sign in").await;
        browser.by("switch", "Available").await;
        browser
    }

    /// A live agent in the Hub, available.
    pub(crate) async fn agent_in_hub(&self, person: Person) -> Browser {
        let browser = self.agent(person).await;
        browser.press("switch", "Available").await;
        browser.enter_hub().await;
        browser
    }
}

/// These are the demo site's settings of *Site* from now on, besides those that it has.
pub(crate) async fn embeds(server: &Server, changes: Value) {
    let admin = Http::signed_in(server, MIRA).await;
    let sites: Vec<Value> = admin.read("/api/v1/sites").await;
    let site = sites.into_iter().find(|site| site["key"] == SITE).expect("the demo's site");
    let mut to = site["embed"].clone();
    for (name, value) in changes.as_object().expect("changes are named") {
        to[name] = value.clone();
    }
    let change = json!({ "version": site["version"], "to": to });
    let answer = admin.put(&format!("/api/v1/sites/{SITE}/embed"), &change).await;
    assert!(answer.status().is_success(), "{}: {}", answer.status(), answer.text().await.unwrap());
}

impl Browser {
    /// Says something, as a visitor does.
    pub(crate) async fn says(&self, text: &str) {
        self.write("Message", text).await;
        self.press("button", "Send").await;
    }

    /// After a reload: into the chat, which opens by itself or by its launcher.
    pub(crate) async fn reenter_chat(&self) {
        self.out_of_chat().await;
        if self.look("dialog", "Chat").await.is_none() {
            self.press("button", "Chat").await;
        }
        self.enter_chat().await;
        self.by("textbox", "Message").await;
    }

    /// Waits for the three dots of a live agent who writes; they are hidden from screen readers, which get the words.
    pub(crate) async fn sees_dots(&self) {
        baton_tests::eventually("three dots", || async {
            let shown = "return document.querySelector('.draft .dot')?.checkVisibility() ?? false";
            self.ask(shown).await.as_bool().filter(|shown| *shown).map(|_| ())
        })
        .await;
    }

    /// Replies, as a live agent does.
    pub(crate) async fn replies(&self, text: &str) {
        self.write("Reply", text).await;
        self.press("button", "Send").await;
    }

    /// From the dashboard to the Hub, in its new tab.
    pub(crate) async fn enter_hub(&self) {
        let before = self.driver.windows().await.unwrap();
        self.press("button", "Live Chat").await;
        let hub = baton_tests::eventually("the Hub's tab", || async {
            let windows = self.driver.windows().await.ok()?;
            windows.into_iter().find(|window| !before.contains(window))
        })
        .await;
        self.driver.switch_to_window(hub).await.unwrap();
        self.resize(1280, 800).await;
        self.by("region", "New Requests").await;
    }
}
