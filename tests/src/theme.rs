//! tests: Shopify's own linter of themes. `cargo xtask setup` fetches it; a story that needs it fails where it is missing.

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

use crate::page::PACKAGES;

/// Where the linter looks for news of its maker; it has what it needs in itself, and nothing is fetched.
const NEWS: &str = "SHOPIFY_TLD_ROOT";

/// What a folder holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A theme.
    Theme,
    /// A theme app extension.
    Extension,
}

/// What the linter finds, a line each, with its place.
///
/// # Panics
/// Where it does not run.
#[must_use]
pub fn offenses(folder: &Path, kind: Kind) -> Vec<String> {
    let packages = env::var(PACKAGES).unwrap_or_else(|_| panic!("{PACKAGES} is not set: cargo xtask setup"));
    let configuration = match kind {
        Kind::Theme => "theme-check:recommended",
        Kind::Extension => "theme-check:theme-app-extension",
    };
    let empty = tempfile::tempdir().expect("an empty folder");
    let mut node = Command::new("node");
    node.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/theme/check.mjs"));
    node.args([&packages, &folder.display().to_string(), configuration]);
    node.env(NEWS, empty.path()).env("XDG_CACHE_HOME", empty.path()).stdin(Stdio::null());
    let output = node.output().expect("node runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the linter did not run ({}):\n{errors}", output.status);
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}
