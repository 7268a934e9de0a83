//! xtask: a compiler that can build WebAssembly, by the first of three routes that works.

mod compiler;
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
use crate::wasm::Profile;
use compiler::Compiler;
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
    /// The active toolchain, with the standard library that comes with it.
    Plain,
    /// A compiler with a standard library that was built here, for few bytes.
    Small { compiler: Compiler, sysroot: PathBuf, linker: PathBuf },
}

/// Finds or makes a WebAssembly toolchain; for what ships, one that makes small code where there is a way to it.
pub(crate) fn ready(checkout: &Checkout, profile: Profile) -> Result<Toolchain> {
    if profile == Profile::Release && rustup::has_source() {
        return small(checkout, Compiler::rustup()?);
    }
    if profile == Profile::Dev && rustup::has_target() {
        println!("    the active toolchain builds {TARGET} itself");
        return Ok(Toolchain::Plain);
    }
    // Looked at before rustup is asked: on a machine without a route to its server, that costs time at every start.
    if let Some(debian) = Debian::installed()? {
        let compiler = Compiler::Debian(debian);
        if sysroot::built(checkout, &compiler).is_some() {
            return small(checkout, compiler);
        }
    }
    let no_rustup = match profile {
        Profile::Dev => match rustup::add_target() {
            Ok(()) => return Ok(Toolchain::Plain),
            Err(error) => error,
        },
        Profile::Release => match rustup::add_component("rust-src") {
            Ok(()) => return small(checkout, Compiler::rustup()?),
            Err(error) => error,
        },
    };
    println!("    no {TARGET} through rustup: {no_rustup:#}");
    if apt::available() {
        return small(checkout, Compiler::Debian(Debian::install()?));
    }
    if rustup::has_target() {
        println!("    the active toolchain builds {TARGET} itself, in more bytes");
        return Ok(Toolchain::Plain);
    }
    bail!(
        "the Rust standard library for {TARGET} is missing: rustup could not add it ({no_rustup:#}), and Debian's \
         packages, which could stand in, need a machine with apt-get"
    );
}

fn small(checkout: &Checkout, compiler: Compiler) -> Result<Toolchain> {
    let linker = rustup::linker()?;
    let sysroot = sysroot::build(checkout, &compiler, &linker)?;
    println!("    {TARGET} with the small standard library in {}", sysroot.display());
    Ok(Toolchain::Small { compiler, sysroot, linker })
}

impl Toolchain {
    /// `cargo SUBCOMMAND` for the target, started in the checkout; `smallest` gives up every text that only helps
    /// developers, `erased` the types of components, which are few bytes and many minutes.
    pub(crate) fn cargo(
        &self,
        checkout: &Checkout,
        subcommand: &str,
        smallest: bool,
        erased: bool,
    ) -> Command {
        let mut flags = if erased { vec!["--cfg=erase_components".to_owned()] } else { Vec::new() };
        let mut command = match self {
            Self::Plain => {
                let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
                isolate(&mut command, &flags);
                command
            }
            Self::Small { compiler, sysroot, linker } => {
                let mut command = compiler.cargo();
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
        command.arg(subcommand).args(["--target", TARGET]).current_dir(&checkout.root);
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
