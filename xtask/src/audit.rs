//! xtask: `cargo xtask audit` checks what Baton depends on.

use std::time::Duration;

use anyhow::Result;

use crate::checkout::Checkout;
use crate::process;
use crate::step::Steps;

pub(crate) fn run() -> Result<()> {
    let checkout = Checkout::find()?;
    let mut steps = Steps::default();
    if !process::succeeds(checkout.cargo("deny").arg("--version")) {
        steps.run("cargo-deny", "compiled once: takes minutes", || {
            let mut install = checkout.cargo("install");
            // Without a target folder of its own, cargo leaves nothing behind but the program.
            process::run(install.args(["--locked", "cargo-deny"]).env_remove("CARGO_TARGET_DIR"))
        })?;
    }
    steps.run("dependencies", "bans, licences, sources", || {
        process::run(checkout.cargo("deny").args(["check", "bans", "licenses", "sources"]))
    })?;
    let fetched = steps.run("advisories' database", "from GitHub", || {
        process::run_within(checkout.cargo("deny").args(["fetch", "db"]), Duration::from_secs(120))
    });
    if fetched.is_ok() {
        steps.run("advisories", "known weaknesses", || {
            process::run(checkout.cargo("deny").args(["--offline", "check", "advisories"]))
        })?;
    }
    println!("\n{steps}");
    if let Err(error) = fetched {
        println!("\nAdvisories were NOT checked: their database cannot be had here ({error:#}).");
    }
    Ok(())
}
