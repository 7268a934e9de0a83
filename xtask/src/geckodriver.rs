//! xtask: geckodriver, which steers Firefox: Debian has no package of it, so that it is compiled once, into the cache.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context as _, Result};

use crate::browser::program;
use crate::checkout::{self, Checkout};
use crate::process;

/// Names one in its place.
pub(crate) const VARIABLE: &str = "BATON_GECKODRIVER";

/// The version whose sources are compiled.
const VERSION: &str = "0.37.1";

/// Where it is; compiles it where it is missing.
pub(crate) fn ready(checkout: &Checkout) -> Result<PathBuf> {
    if let Some(path) = program(VARIABLE, "geckodriver") {
        return Ok(path);
    }
    let home = checkout.cache.join(format!("geckodriver-{VERSION}"));
    let binary = home.join("bin/geckodriver");
    let _lock = checkout::lock(&checkout.cache.join("geckodriver.lock"))?;
    if binary.is_file() {
        return Ok(binary);
    }
    println!("    compiling geckodriver {VERSION} into {}: minutes, once", home.display());
    let work = home.join("work");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut install = Command::new(cargo);
    install.args(["install", "--locked", "--version", VERSION, "--no-track", "--root"]).arg(&home);
    // It relays requests: what optimising would gain is lost again while it compiles.
    install.args(["--profile", "dev", "--config", "profile.dev.debug=false", "geckodriver"]);
    // Flags and folders of this workspace are not meant for it.
    install.current_dir(env::temp_dir()).env("CARGO_TARGET_DIR", &work).env_remove("RUSTFLAGS");
    process::run(&mut install).with_context(|| format!("or set {VARIABLE} to a geckodriver of your own"))?;
    fs::remove_dir_all(&work).with_context(|| format!("cannot remove {}", work.display()))?;
    Ok(binary)
}
