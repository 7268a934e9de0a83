//! xtask: the browser and its driver that the browser stories need.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::apt;

#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Finds Chromium and its driver: `BATON_CHROMIUM` and `BATON_CHROMEDRIVER`, else the search path.
pub(crate) fn find() -> Option<Browser> {
    Some(Browser {
        chromium: program("BATON_CHROMIUM", "chromium")?,
        driver: program("BATON_CHROMEDRIVER", "chromedriver")?,
    })
}

/// Like [`find`], but installs Debian's packages when they are missing.
pub(crate) fn ready() -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    apt::ensure(&["chromium", "chromium-driver"], "the browser stories")
        .context("or set BATON_CHROMIUM and BATON_CHROMEDRIVER to programs of your own")?;
    find().context("Chromium was installed but `chromium` and `chromedriver` are not on the search path")
}

fn program(variable: &str, name: &str) -> Option<PathBuf> {
    if let Some(path) = env::var_os(variable) {
        return Some(path.into());
    }
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}
