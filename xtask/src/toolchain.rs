//! xtask: a compiler that can build WebAssembly, by the first of three routes that works.

mod debian;
mod rustup;
mod sysroot;

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::apt;
use crate::checkout::Checkout;
use crate::process;
use debian::Debian;

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Settings that are meant for other builds, and would leak into this one from the environment.
const FOREIGN: [&str; 9] = [
    "RUSTFLAGS",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_BUILD_RUSTC",
    "CARGO_BUILD_RUSTC_WRAPPER",
    "CARGO_BUILD_RUSTC_WORKSPACE_WRAPPER",
    "CARGO_TARGET_DIR",
    "RUSTC_WORKSPACE_WRAPPER",
];

#[derive(Debug)]
pub(crate) enum Toolchain {
    /// The active toolchain has the target's standard library.
    Own,
    /// Debian's compiler, with a standard library that was built here.
    Debian { debian: Debian, sysroot: PathBuf, linker: PathBuf },
}

/// Finds or makes a WebAssembly toolchain.
pub(crate) fn ready(checkout: &Checkout) -> Result<Toolchain> {
    if rustup::has_target() {
        println!("    the active toolchain builds {TARGET} itself");
        return Ok(Toolchain::Own);
    }
    // Looked at before rustup is asked: on a machine without a route to its server, that costs time at every start.
    if let Some(debian) = Debian::installed()?
        && let Some(sysroot) = sysroot::built(checkout, &debian)
    {
        println!("    {TARGET} through Debian's compiler and {}", sysroot.display());
        return Ok(Toolchain::Debian { debian, sysroot, linker: rustup::linker()? });
    }
    let no_rustup = match rustup::add_target() {
        Ok(()) => return Ok(Toolchain::Own),
        Err(error) => error,
    };
    println!("    no {TARGET} through rustup: {no_rustup:#}");
    if !apt::available() {
        bail!(
            "the Rust standard library for {TARGET} is missing: `rustup target add {TARGET}` did not work ({no_rustup:#}), \
             and Debian's packages, which could stand in, need a machine with apt-get"
        );
    }
    let linker = rustup::linker()?;
    let debian = Debian::install()?;
    let sysroot = sysroot::build(checkout, &debian, &linker)?;
    Ok(Toolchain::Debian { debian, sysroot, linker })
}

impl Toolchain {
    /// `cargo build` for the target, started in the checkout; `smallest` gives up every text that only helps
    /// developers, `erased` the types of components, which are few bytes and many minutes.
    pub(crate) fn cargo_build(&self, checkout: &Checkout, smallest: bool, erased: bool) -> Command {
        let mut flags = if erased { vec!["--cfg=erase_components".to_owned()] } else { Vec::new() };
        let mut command = match self {
            Self::Own => {
                let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
                isolate(&mut command, &flags);
                command
            }
            Self::Debian { debian, sysroot, linker } => {
                let mut command = debian.cargo();
                flags.push(format!("--sysroot={}", sysroot.display()));
                flags.extend(sysroot::FLAGS.map(str::to_owned));
                if smallest {
                    flags.extend(["-Zlocation-detail=none", "-Zfmt-debug=none"].map(str::to_owned));
                }
                isolate(&mut command, &flags);
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                command
            }
        };
        command.arg("build").args(["--target", TARGET]).current_dir(&checkout.root);
        command
    }
}

/// Keeps the machine's own flags and wrappers out of a build for the target.
fn isolate(command: &mut Command, flags: &[String]) {
    for name in FOREIGN {
        command.env_remove(name);
    }
    // Set, not removed: both also win over the user's cargo configuration. Encoded flags may hold spaces.
    command.env("RUSTC_WRAPPER", "").env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
}

/// Formatter and linter, which a minimal rustup profile leaves out.
pub(crate) fn components() -> Result<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        if !process::succeeds(Command::new(cargo).args([subcommand, "--version"])) {
            rustup::add_component(component).with_context(|| format!("the checks need `{component}`"))?;
        }
    }
    Ok(())
}
