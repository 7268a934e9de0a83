//! tests, bench: Chromium, started anew for every figure.

use std::{env, path::Path, process::Stdio, time::Duration};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities, WebDriver};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
    time::{Instant, sleep},
};

use super::{Machine, conditions};

/// Before the port that chromedriver found.
const STARTED: &str = "was started successfully on port ";

/// One process for the page and its frames, so that both are as slow as they are said to be.
const FLAGS: [&str; 9] = [
    "--headless=new",
    "--disable-site-isolation-trials",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Nobody waits longer for something on a page.
const LIMIT: Duration = Duration::from_secs(60);
/// Between two looks at a page.
const PAUSE: Duration = Duration::from_millis(20);

/// The driver; gone with the value.
pub(crate) struct Chrome {
    _process: Child,
    address: String,
    profiles: TempDir,
}

impl Chrome {
    pub(crate) async fn start() -> Result<Self> {
        let binary = env::var("BATON_CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut process = Command::new(&binary)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{binary} does not run: cargo xtask setup"))?;
        let mut lines = BufReader::new(process.stdout.take().context("no output")?).lines();
        while let Some(line) = lines.next_line().await? {
            if let Some((_, port)) = line.split_once(STARTED) {
                let address = format!("http://127.0.0.1:{}", port.trim_end_matches('.'));
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok(Self { _process: process, address, profiles: TempDir::new()? });
            }
        }
        bail!("{binary} did not start")
    }

    /// A browser with an empty profile, on this machine.
    pub(crate) async fn tab(&self, machine: Machine) -> Result<Tab> {
        let mut capabilities = DesiredCapabilities::chrome();
        for flag in FLAGS {
            capabilities.add_arg(flag)?;
        }
        let profile = TempDir::new_in(self.profiles.path())?;
        capabilities.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
        if let Ok(binary) = env::var("BATON_CHROMIUM") {
            capabilities.set_binary(&binary)?;
        } else if Path::new("/usr/bin/chromium").exists() {
            capabilities.set_binary("/usr/bin/chromium")?;
        }
        let driver = WebDriver::new(&self.address, capabilities).await.context("a browser session")?;
        let tab = Tab { driver, _profile: profile };
        tab.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": machine.slower })).await?;
        if let Some(conditions) = conditions(machine) {
            tab.cdp("Network.enable", json!({})).await?;
            tab.cdp("Network.emulateNetworkConditions", conditions).await?;
        }
        Ok(tab)
    }
}

/// A browser with one page.
pub(crate) struct Tab {
    driver: WebDriver,
    _profile: TempDir,
}

impl Tab {
    pub(crate) async fn go(&self, url: &str) -> Result<()> {
        self.driver.goto(url).await.with_context(|| url.to_owned())
    }

    pub(crate) async fn run(&self, script: &str) -> Result<Value> {
        Ok(self.driver.execute(script, vec![]).await?.json().clone())
    }

    /// The number that this script gives, as soon as it gives one.
    pub(crate) async fn number(&self, script: &str, what: &str) -> Result<f64> {
        let end = Instant::now() + LIMIT;
        loop {
            if let Some(number) = self.run(script).await?.as_f64() {
                return Ok(number);
            }
            if Instant::now() > end {
                bail!("{what} never came");
            }
            sleep(PAUSE).await;
        }
    }

    /// The addresses of all that the page and its frames have loaded.
    pub(crate) async fn loaded(&self) -> Result<Vec<String>> {
        let names = "return performance.getEntriesByType('resource').map(entry => entry.name)";
        let mut all = self.run(names).await?;
        let frame = self
            .run("return document.querySelector('baton-chat')?.shadowRoot.querySelector('iframe')?.src")
            .await?;
        if let Some(source) = frame.as_str().map(str::to_owned) {
            let find = "return document.querySelector('baton-chat').shadowRoot.querySelector('iframe')";
            let element = self.driver.execute(find, vec![]).await?.element()?;
            element.enter_frame().await?;
            let inside = self.run(names).await?;
            self.driver.enter_default_frame().await?;
            if let (Some(all), Some(inside)) = (all.as_array_mut(), inside.as_array()) {
                all.push(source.into());
                all.extend(inside.iter().cloned());
            }
        }
        let all: Vec<String> = serde_json::from_value(all)?;
        Ok(all)
    }

    /// Bytes of the page's heap after what is not used was thrown away.
    pub(crate) async fn heap(&self) -> Result<f64> {
        self.cdp("HeapProfiler.collectGarbage", json!({})).await?;
        self.cdp("Performance.enable", json!({})).await?;
        let metrics = self.cdp("Performance.getMetrics", json!({})).await?;
        let metrics = metrics["metrics"].as_array().context("no metrics")?;
        let heap = metrics.iter().find(|metric| metric["name"] == "JSHeapUsedSize");
        heap.and_then(|heap| heap["value"].as_f64()).context("no heap")
    }

    async fn cdp(&self, command: &str, with: Value) -> Result<Value> {
        Ok(self.driver.cdp().send_raw(command, with).await?)
    }

    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.driver.quit().await?)
    }
}
