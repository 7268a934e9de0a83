//! xtask: packages of the npm registry that stories need, in the cache folder.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::checkout::{self, Checkout};
use crate::{apt, process};

/// Tells the stories where the packages are.
pub(crate) const VARIABLE: &str = "BATON_PACKAGES";

/// What pages of shops load, Shopify's own linter of themes, and LINE's own SDK: the last version for Node 20.
const PACKAGES: [&str; 5] = [
    "jquery@1.12.4",
    "@hotwired/turbo@8.0.23",
    "swup@4.10.0",
    "@shopify/theme-check-node@3.29.1",
    "@line/bot-sdk@11.0.0",
];

/// The folder `node_modules` that holds them; fetches what is missing.
pub(crate) fn ready(checkout: &Checkout) -> Result<PathBuf> {
    let name = format!("packages-{}", PACKAGES.join("-").replace(['@', '/'], "-").replace("--", "-"));
    let engines = checkout.cache.join("engines");
    let _lock = checkout::lock(&engines.join(format!("{name}.lock")))?;
    let home = engines.join(name);
    // Written last, so that a fetch that broke off is begun anew.
    let whole = home.join("whole");
    let folder = home.join("node_modules");
    if whole.is_file() {
        return Ok(folder);
    }
    if !process::succeeds(Command::new("npm").arg("--version")) {
        apt::ensure(&["nodejs", "npm"], "the stories of pages and of LINE")?;
    }
    println!("    fetching {}", PACKAGES.join(", "));
    fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
    let mut install = Command::new("npm");
    install.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(&home);
    process::run(install.args(PACKAGES))?;
    fs::write(&whole, "").with_context(|| format!("cannot write {}", whole.display()))?;
    Ok(folder)
}
