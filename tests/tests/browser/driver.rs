//! Browser stories: a chromedriver process of a story's own, and sessions in it.

use std::{
    env,
    path::Path,
    process::Stdio,
    sync::atomic::{AtomicU32, Ordering},
};

use tempfile::TempDir;
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// chromedriver says on which free port it listens.
const STARTED: &str = "was started successfully on port ";

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

/// chromedriver. Ends with its story, and every browser that it has started with it: one that loses its driver would go
/// on for ever.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    address: String,
    profiles: TempDir,
    sessions: AtomicU32,
}

impl Driver {
    pub(crate) async fn start() -> Self {
        // The free port that it finds may be taken before it listens there.
        let (process, port) = loop {
            if let Some(started) = Self::try_start().await {
                break started;
            }
        };
        let profiles = tempfile::tempdir().unwrap();
        Self { sessions: AtomicU32::new(0), process, address: format!("http://127.0.0.1:{port}"), profiles }
    }

    async fn try_start() -> Option<(Child, String)> {
        let binary = env::var("BATON_CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut process = Command::new(&binary)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{binary} does not run ({error}): cargo xtask setup"));
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            if let Some((_, port)) = line.split_once(STARTED) {
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Some((process, port.trim_end_matches('.').to_owned()));
            }
        }
        None
    }

    /// A browser with an empty profile of its own, speaking this language.
    pub(crate) async fn session(&self, name: &str, language: &str, dark: bool) -> (WebDriver, String) {
        let mut capabilities = DesiredCapabilities::chrome();
        for flag in FLAGS {
            capabilities.add_arg(flag).unwrap();
        }
        // A person may have several browsers, and each has a profile of its own.
        let number = self.sessions.fetch_add(1, Ordering::Relaxed);
        let profile = self.profiles.path().join(format!("{name}-{number}"));
        capabilities.add_arg(&format!("--user-data-dir={}", profile.display())).unwrap();
        capabilities.add_arg(&format!("--lang={language}")).unwrap();
        capabilities.add_arg(&format!("--accept-lang={language}")).unwrap();
        if dark {
            capabilities.add_arg("--blink-settings=preferredColorScheme=0").unwrap();
        }
        if let Ok(binary) = env::var("BATON_CHROMIUM") {
            capabilities.set_binary(&binary).unwrap();
        } else if Path::new("/usr/bin/chromium").exists() {
            capabilities.set_binary("/usr/bin/chromium").unwrap();
        }
        capabilities.set_browser_log_level(thirtyfour::LoggingPrefsLogLevel::All).unwrap();
        let driver = WebDriver::new(&self.address, capabilities).await.expect("a browser session");
        (driver, self.address.clone())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(group) = self.process.id() {
            let _ = std::process::Command::new("kill").args(["-KILL", "--", &format!("-{group}")]).status();
        }
    }
}
