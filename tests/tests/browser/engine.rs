//! Browser stories: the three engines, and what a browser of each is told when it starts.

use std::{env, path::Path};

use serde_json::{Value, json};

use crate::blocker;

/// What draws and runs pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// How a person's browser is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    pub(crate) language: &'static str,
    pub(crate) dark: bool,
    /// Whether pages may run scripts.
    pub(crate) scripts: bool,
    /// Whether pages may keep anything.
    pub(crate) storage: bool,
    /// Whether there is WebAssembly.
    pub(crate) wasm: bool,
    /// Whether the chat's frame is let through.
    pub(crate) frame: bool,
    /// Whether each site has a process of its own, as people's Chromium has it. Its driver then knows no accessible names
    /// in a frame of another site, so that most stories do without.
    pub(crate) isolated: bool,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            language: "en",
            dark: false,
            scripts: true,
            storage: true,
            wasm: true,
            frame: true,
            isolated: false,
        }
    }
}

/// Flags without which Chromium looks for hosts of its maker, or wants what a test machine has not.
const FLAGS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
];

/// Chromium's word for what a page may not have.
const BLOCKED: u8 = 2;

impl Engine {
    /// The capabilities of a new session (WebDriver, 7), with a profile of its own.
    pub(crate) fn capabilities(self, wish: &Wish, profile: &Path) -> Value {
        match self {
            Self::Chromium => chromium(wish, profile),
            Self::Firefox => firefox(wish),
            Self::WebKit => webkit(wish),
        }
    }
}

fn chromium(wish: &Wish, profile: &Path) -> Value {
    let mut flags: Vec<String> = FLAGS.map(str::to_owned).into();
    flags.push(format!("--user-data-dir={}", profile.display()));
    flags.push(format!("--lang={}", wish.language));
    flags.push(format!("--accept-lang={}", wish.language));
    if !wish.isolated {
        flags.push("--disable-site-isolation-trials".to_owned());
    }
    if wish.dark {
        flags.push("--blink-settings=preferredColorScheme=0".to_owned());
    }
    if !wish.frame {
        let folder = profile.join("blocker");
        blocker::write(&folder);
        flags.push(format!("--load-extension={}", folder.display()));
    }
    let mut settings = json!({});
    if !wish.scripts {
        settings["profile.managed_default_content_settings.javascript"] = json!(BLOCKED);
    }
    if !wish.storage {
        settings["profile.default_content_setting_values.cookies"] = json!(BLOCKED);
    }
    let mut options = json!({ "args": flags, "prefs": settings });
    let named = env::var("BATON_CHROMIUM").ok();
    let usual = Path::new("/usr/bin/chromium").exists().then(|| "/usr/bin/chromium".to_owned());
    if let Some(binary) = named.or(usual) {
        options["binary"] = json!(binary);
    }
    json!({ "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } })
}

fn firefox(wish: &Wish) -> Value {
    assert!(wish.frame, "the blocker is an extension of Chromium");
    let mut settings = json!({
        "intl.accept_languages": wish.language,
        "intl.locale.requested": wish.language,
        // 0 is dark, 1 is light: what a page is told whatever the desktop says.
        "layout.css.prefers-color-scheme.content-override": u8::from(!wish.dark),
        "media.autoplay.default": 0,
    });
    if !wish.scripts {
        settings["javascript.enabled"] = json!(false);
    }
    if !wish.storage {
        settings["network.cookie.cookieBehavior"] = json!(BLOCKED);
    }
    if !wish.wasm {
        settings["javascript.options.wasm"] = json!(false);
    }
    let binary = env::var("BATON_FIREFOX").unwrap_or_else(|_| "/usr/bin/firefox-esr".to_owned());
    let options = json!({ "binary": binary, "args": ["-headless"], "prefs": settings });
    json!({ "browserName": "firefox", "moz:firefoxOptions": options })
}

fn webkit(wish: &Wish) -> Value {
    assert!(
        wish.scripts && wish.storage && wish.wasm && wish.frame,
        "WebKit's driver has no word for {wish:?}"
    );
    json!({ "browserName": "MiniBrowser" })
}
