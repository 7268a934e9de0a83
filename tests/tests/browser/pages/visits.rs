//! Browser stories: what a visitor does on a shop's page, and what the page must not notice of the chat.

use baton_tests::{eventually, visitor::SITE};
use serde_json::{Value, json};
use thirtyfour::WebElement;

use super::Shop;
use crate::{browser::Browser, engine::Engine};

/// What of the chat a page holds, and what it complains of. Styles of the page itself say so.
const LOOK: &str = r"
const sheets = [...document.styleSheets].filter(sheet => !(sheet.ownerNode && 'own' in sheet.ownerNode.dataset));
return {
    launchers: document.getElementsByTagName('baton-chat').length,
    globals: Object.keys(window).filter(name => /baton/i.test(name)),
    frames: document.getElementsByTagName('iframe').length,
    rules: [...sheets, ...(document.adoptedStyleSheets ?? [])].flatMap(sheet => [...sheet.cssRules])
        .map(rule => rule.cssText).filter(rule => !/turbo-progress/.test(rule)),
    complaints: watched.complaints,
    shift: watched.shift,
};
";

/// The launcher's box, and the page's size.
const CORNER: &str = r"
const box = document.querySelector('baton-chat').shadowRoot.querySelector('button').getBoundingClientRect();
return [box.width, box.height, innerWidth - box.right, innerHeight - box.bottom];
";

/// In a chat: how often the AI agent has said where it knows it from.
const SOURCES: &str = "Source: ";

impl Browser {
    /// Opens the chat by its launcher, asks, and is answered; stays in its frame.
    pub(crate) async fn chats(&self) {
        self.press("button", "Chat").await;
        self.by("dialog", "Chat").await;
        self.enter_chat().await;
        self.asks_of("How much is express delivery?").await;
    }

    /// In the frame: asks, and is answered.
    pub(crate) async fn asks_of(&self, question: &str) {
        self.by("textbox", "Message").await;
        let before = self.text().await.matches(SOURCES).count();
        self.says(question).await;
        eventually("an answer", || async {
            (self.text().await.matches(SOURCES).count() > before).then_some(())
        })
        .await;
    }

    /// The same from outside, in a chat that is open.
    pub(crate) async fn asks_in_chat(&self, question: &str) {
        self.enter_chat().await;
        self.asks_of(question).await;
    }

    /// Presses the launcher, again where the chat has not yet found out that it has no frame, until the chat's own page
    /// is there in a new tab.
    pub(crate) async fn chats_in_new_tab(&self, shop: &Shop) {
        let before = self.driver.windows().await.unwrap().len();
        eventually("a tab of the chat's own", || async {
            self.look("button", "Chat").await?.click().await.ok()?;
            (self.driver.windows().await.ok()?.len() > before).then_some(())
        })
        .await;
        self.enter_newest_tab().await;
        let address = format!("{}/w/{SITE}", shop.chat);
        eventually("the chat's own page", || async {
            self.driver.current_url().await.ok()?.as_str().starts_with(&address).then_some(())
        })
        .await;
    }

    /// Looks at the tab that was opened last.
    pub(crate) async fn enter_newest_tab(&self) {
        let here = self.driver.window().await.unwrap();
        let others = self.driver.windows().await.unwrap().into_iter().filter(|window| *window != here);
        self.driver.switch_to_window(others.last().expect("another tab")).await.unwrap();
    }

    /// The chat's frame, where there is one now.
    pub(crate) async fn chat_frame(&self) -> Option<WebElement> {
        let script = "return document.querySelector('baton-chat').shadowRoot.querySelector('iframe')";
        self.driver.execute(script, vec![]).await.ok()?.element().ok()
    }

    /// Follows the page's own link to `path`, and waits for what it leads to.
    pub(crate) async fn follow(&self, path: &str, title: &str) {
        self.driver
            .find(thirtyfour::By::Css(format!("a[href='{path}']")))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
        eventually("another page", || async { (self.driver.title().await.ok()? == title).then_some(()) })
            .await;
    }

    /// Waits until a script says so.
    pub(crate) async fn until(&self, what: &str, script: &str) {
        eventually(what, || async {
            self.driver.execute(script, vec![]).await.ok()?.json().as_bool()?.then_some(())
        })
        .await;
    }

    /// The launcher is drawn, in its corner and large enough for a finger.
    pub(crate) async fn has_its_look(&self) {
        self.by("button", "Chat").await;
        let found: Value = self.ask(CORNER).await;
        let [width, height, right, bottom]: [f64; 4] = serde_json::from_value(found).unwrap();
        assert!(width >= 44.0 && height >= 44.0, "{width} by {height}");
        assert!(
            (0.0..40.0).contains(&right) && (0.0..40.0).contains(&bottom),
            "{right}, {bottom} from the corner"
        );
    }

    /// The page is as it would be without the chat, but for one launcher.
    pub(crate) async fn is_left_alone(&self) {
        self.out_of_chat().await;
        let page = self.ask(LOOK).await;
        assert_eq!(page["launchers"], 1, "one launcher: {page}");
        assert_eq!(page["frames"], 0, "no frame outside the launcher's root: {page}");
        assert_eq!(page["globals"], json!(["Baton"]), "one global: {page}");
        assert_eq!(page["rules"], json!([]), "no rule in the page's styles: {page}");
        assert_eq!(page["complaints"], json!([]), "no complaint: {page}");
        assert_eq!(page["shift"], json!(0), "nothing moves: {page}");
        if self.engine == Engine::Chromium {
            assert_eq!(self.complaints().await, Vec::<String>::new());
        }
    }
}
