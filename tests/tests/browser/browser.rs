//! Browser stories: one browser window, and finding things in it by role and accessible name, shadow roots included.

mod naming;

use baton_tests::{PATIENCE, eventually};
use serde_json::{Value, json};
use thirtyfour::{Key, WebDriver, WebElement, error::WebDriverError};

use crate::{
    driver::Driver,
    engine::{Engine, Wish},
};

/// Everything of a role that is on the screen, through every shadow root; what looks like the name comes first.
const FIND: &str = r"
const [css, name] = arguments;
const all = root => [...root.querySelectorAll('*')].flatMap(node => [
    ...(node.matches(css) ? [node] : []), ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
const shown = node => { const box = node.getBoundingClientRect(); return box.width > 0 && box.height > 0
    && getComputedStyle(node).visibility === 'visible'; };
const like = node => (node.getAttribute('aria-label') ?? node.innerText ?? '').trim() === name ? 0 : 1;
return all(document).filter(shown).sort((one, other) => like(one) - like(other)).slice(0, 25);
";

/// All text on the screen, through every shadow root.
const TEXT: &str = r"
const all = root => [...root.querySelectorAll('*')].flatMap(node => node.shadowRoot
    ? [node.shadowRoot, ...all(node.shadowRoot)] : []);
return [document.body.innerText, ...all(document).map(root =>
    [...root.children].map(child => child.innerText ?? '').join('\n'))].join('\n');
";

/// A browser window of one person.
pub(crate) struct Browser {
    pub(crate) engine: Engine,
    pub(crate) driver: WebDriver,
    address: String,
    http: reqwest::Client,
    /// Whether frames of other sites have processes of their own.
    isolated: bool,
}

impl Browser {
    pub(crate) async fn open(driver: &Driver, name: &str) -> Self {
        Self::set(driver, name, Wish::default()).await
    }

    pub(crate) async fn speaking(driver: &Driver, name: &str, language: &'static str, dark: bool) -> Self {
        Self::set(driver, name, Wish { language, dark, ..Wish::default() }).await
    }

    /// A browser that is set so.
    pub(crate) async fn set(driver: &Driver, name: &str, wish: Wish) -> Self {
        let engine = driver.engine;
        let (driver, address) = driver.session(name, &wish).await;
        let browser = Self { engine, driver, address, http: reqwest::Client::new(), isolated: wish.isolated };
        if engine == Engine::Chromium && !wish.wasm {
            let without = json!({ "source": "delete globalThis.WebAssembly" });
            browser.cdp("Page.addScriptToEvaluateOnNewDocument", without).await;
        }
        browser.resize(1280, 800).await;
        browser
    }

    /// The page's size in CSS pixels. WebKit makes no window less than 450 of them wide.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        if self.engine == Engine::Chromium {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.cdp("Emulation.setDeviceMetricsOverride", size).await;
            return;
        }
        // The driver sizes the window with its bars, whose height only the page can tell.
        self.driver.set_window_rect(0, 0, width, height).await.unwrap();
        let bars = self.ask("return [outerWidth - innerWidth, outerHeight - innerHeight]").await;
        let bars: Vec<u32> = serde_json::from_value(bars).unwrap();
        self.driver.set_window_rect(0, 0, width + bars[0], height + bars[1]).await.unwrap();
    }

    /// Chromium's own commands.
    pub(crate) async fn cdp(&self, command: &str, with: Value) -> Value {
        self.driver.cdp().send_raw(command, with).await.unwrap()
    }

    pub(crate) async fn go(&self, url: &str) {
        self.leave_page(self.driver.goto(url)).await;
    }

    /// Loads the page again, whatever frame was looked at.
    pub(crate) async fn reload(&self) {
        self.out_of_chat().await;
        self.leave_page(self.driver.refresh()).await;
    }

    /// Waits until another page than this one is there: the driver does not.
    async fn leave_page(&self, leave: impl Future<Output = thirtyfour::error::WebDriverResult<()>>) {
        let _ = self.driver.execute("window.isOld = true", vec![]).await;
        leave.await.unwrap();
        eventually("another page", || async {
            let there = "return !window.isOld && document.readyState === 'complete'";
            let there = self.driver.execute(there, vec![]).await.ok()?;
            there.json().as_bool()?.then_some(())
        })
        .await;
    }

    /// The thing of this role and name; waits until it is there.
    pub(crate) async fn by(&self, role: &str, name: &str) -> WebElement {
        eventually(&format!("{role} {name:?}"), || self.look(role, name)).await
    }

    /// Waits until there is no such thing.
    pub(crate) async fn without(&self, role: &str, name: &str) {
        eventually(&format!("the end of {role} {name:?}"), || async {
            self.look(role, name).await.is_none().then_some(())
        })
        .await;
    }

    /// The thing of this role and name, where it is there now.
    pub(crate) async fn look(&self, role: &str, name: &str) -> Option<WebElement> {
        let found = self.driver.execute(FIND, vec![json!(naming::css(role)), json!(name)]).await.ok()?;
        for element in found.elements().ok()? {
            // A thing may go while it is looked at.
            if self.is(&element, role, name).await {
                return Some(element);
            }
        }
        None
    }

    /// Presses it. Again, where it moved or was drawn anew in between.
    pub(crate) async fn press(&self, role: &str, name: &str) {
        eventually(&format!("a press of {role} {name:?}"), || async {
            self.look(role, name).await?.click().await.ok()
        })
        .await;
    }

    /// Types into a text box.
    pub(crate) async fn write(&self, name: &str, text: &str) {
        eventually(&format!("a textbox {name:?} to type into"), || async {
            let field = self.look("textbox", name).await?;
            if self.engine == Engine::WebKit {
                // It lets a frame of another site have the focus only after somebody clicked there.
                field.click().await.ok()?;
            }
            match field.send_keys(text).await {
                // Nothing has been typed yet: the window has not got the focus, or the box was drawn anew.
                Err(error) if is_early(&error) => None,
                typed => {
                    typed.unwrap();
                    Some(())
                }
            }
        })
        .await;
    }

    /// What stands in a field.
    pub(crate) async fn value(&self, role: &str, name: &str) -> String {
        self.by(role, name).await.value().await.unwrap().unwrap_or_default()
    }

    /// Writes over what stands in a text box.
    pub(crate) async fn replace(&self, name: &str, text: &str) {
        let field = self.by("textbox", name).await;
        field.send_keys(Key::Control + "a").await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Waits until a text box says that what stands in it is wrong.
    pub(crate) async fn invalid(&self, name: &str) {
        eventually(&format!("that {name:?} is wrong"), || async {
            let said = self.look("textbox", name).await?.attr("aria-invalid").await.ok()??;
            (said == "true").then_some(())
        })
        .await;
    }

    /// Presses a button of the dialog that is open.
    pub(crate) async fn press_in_dialog(&self, name: &str) {
        eventually(&format!("a press of {name:?} in the dialog"), || async {
            let found = self.driver.find_all(thirtyfour::By::Css("dialog[open] button")).await.ok()?;
            for button in found {
                if self.is(&button, "button", name).await {
                    return button.click().await.ok();
                }
            }
            None
        })
        .await;
    }

    /// Types, wherever the focus is.
    pub(crate) async fn keys(&self, text: &str) {
        self.driver.action_chain().send_keys(text).perform().await.unwrap();
    }

    pub(crate) async fn key(&self, key: Key) {
        self.driver.action_chain().send_keys(key).perform().await.unwrap();
    }

    /// Waits until this text is on the screen.
    pub(crate) async fn sees(&self, text: &str) {
        let seen = tokio::time::timeout(PATIENCE, async {
            eventually("a text", || async { self.text().await.contains(text).then_some(()) }).await;
        });
        if tokio::time::timeout(PATIENCE / 2, seen).await.is_err() {
            panic!("never seen: {text:?}; on the screen:\n{}", self.text().await);
        }
    }

    /// All text on the screen.
    pub(crate) async fn text(&self) -> String {
        let read = self.driver.execute(TEXT, vec![]).await;
        read.ok().and_then(|text| text.convert().ok()).unwrap_or_default()
    }

    /// Goes into the chat's frame; what follows happens there.
    pub(crate) async fn enter_chat(&self) {
        self.driver.enter_default_frame().await.unwrap();
        let frame = eventually("the chat's frame", || async {
            let found = self.driver.execute(FIND, vec![json!("iframe"), json!("Chat")]).await.ok()?;
            found.elements().ok()?.into_iter().next()
        })
        .await;
        frame.enter_frame().await.unwrap();
    }

    /// Goes back to the page around the chat.
    pub(crate) async fn out_of_chat(&self) {
        self.driver.enter_default_frame().await.unwrap();
    }

    /// Asks the page itself.
    pub(crate) async fn ask(&self, script: &str) -> Value {
        self.driver.execute(script, vec![]).await.unwrap().json().clone()
    }

    /// Errors and refused policies in Chromium's log since the last look; the other drivers show no log.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let log = self.driver.browser_log().await.unwrap_or_default();
        let bad = |text: &str| {
            ["Content Security Policy", "Uncaught", "panicked", "unreachable", "Trusted"]
                .iter()
                .any(|word| text.contains(word))
        };
        log.into_iter().map(|entry| entry.message).filter(|text| bad(text)).collect()
    }

    pub(crate) async fn picture(&self, path: &std::path::Path) {
        self.driver.screenshot(path).await.unwrap();
    }

    pub(crate) async fn close(self) {
        self.driver.quit().await.unwrap();
    }
}

/// Whether a driver refused to type because the field was not ready for it.
fn is_early(error: &WebDriverError) -> bool {
    use thirtyfour::error::WebDriverErrorInner::{ElementNotInteractable, StaleElementReference};
    matches!(**error, ElementNotInteractable(_) | StaleElementReference(_))
}
