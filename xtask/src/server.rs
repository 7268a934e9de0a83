//! xtask: builds the server binary with the assets inside it.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::checkout::Checkout;
use crate::process;

/// The environment variable that tells the server's build script where the assets are.
pub(crate) const ASSETS: &str = "BATON_ASSETS";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

/// Builds the server; returns the binary's path.
pub(crate) fn build(checkout: &Checkout, profile: Profile, assets: &Path) -> Result<PathBuf> {
    let mut command = checkout.cargo("build");
    command.args(checkout.locked()).args(["--package", "baton", "--bin", "baton"]).env(ASSETS, assets);
    if profile == Profile::Release {
        command.arg("--release");
    }
    process::run(&mut command)?;
    Ok(binary(checkout, profile))
}

pub(crate) fn binary(checkout: &Checkout, profile: Profile) -> PathBuf {
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    };
    checkout.target.join(folder).join("baton")
}
