//! xtask: what the active toolchain has, and what rustup can add to it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use super::TARGET;
use crate::apt;
use crate::process;

/// Whether the active toolchain has the target's standard library.
pub(super) fn has_target() -> bool {
    let printed =
        process::capture(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    let Ok(folder) = printed else { return false };
    let Ok(files) = fs::read_dir(folder) else { return false };
    files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}

/// Whether the active toolchain has the standard library's source.
pub(super) fn has_source() -> bool {
    sysroot().is_ok_and(|sysroot| sysroot.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file())
}

/// The active compiler's version, such as `1.95.0`.
pub(super) fn version() -> Result<String> {
    let version = process::capture(Command::new("rustc").arg("-vV"))?;
    let release = version.lines().find_map(|line| line.strip_prefix("release: "));
    Ok(release.context("rustc -vV names no release")?.to_owned())
}

fn sysroot() -> Result<PathBuf> {
    Ok(process::capture(Command::new("rustc").args(["--print", "sysroot"]))?.into())
}

/// `rustup target add`. Where Debian's packages can stand in, a server that does not answer is not waited for long.
pub(super) fn add_target() -> Result<()> {
    add(&["target", "add", TARGET])?;
    ensure!(has_target(), "rustup added {TARGET} to another toolchain than the active one");
    Ok(())
}

pub(super) fn add_component(component: &str) -> Result<()> {
    add(&["component", "add", component])
}

fn add(arguments: &[&str]) -> Result<()> {
    let limit = Duration::from_secs(if apt::available() { 30 } else { 600 });
    println!("    rustup {} (given up after {} s)", arguments.join(" "), limit.as_secs());
    process::run_within(Command::new("rustup").args(arguments).env("RUST_BACKTRACE", "0"), limit)
}

/// The linker for WebAssembly that comes with the active toolchain.
pub(super) fn linker() -> Result<PathBuf> {
    let sysroot = sysroot()?;
    let version = process::capture(Command::new("rustc").arg("-vV"))?;
    let host =
        version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc -vV names no host")?;
    let linker = sysroot.join("lib/rustlib").join(host).join("bin/rust-lld");
    ensure!(linker.exists(), "the active toolchain has no linker for WebAssembly at {}", linker.display());
    Ok(linker)
}
