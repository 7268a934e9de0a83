//! xtask: the standard library for WebAssembly, built once for few bytes into the cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use super::compiler::Compiler;
use super::{TARGET, isolate};
use crate::checkout::{self, Checkout};

/// What the library and everything that is linked with it are built with: a panic is a trap, without text.
pub(super) const FLAGS: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];

/// Part of the folder's name: to be changed with whatever else the library is built with.
const RECIPE: u32 = 1;

/// Bytes before everything, as in the profile of what ships.
const MANIFEST: &str = "\
[package]
name = \"empty\"
version = \"0.0.0\"
edition = \"2024\"

[workspace]

[profile.release]
opt-level = \"z\"
codegen-units = 1
panic = \"abort\"
";

/// The sysroot that an earlier run left complete.
pub(super) fn built(checkout: &Checkout, compiler: &Compiler) -> Option<PathBuf> {
    Some(folder(checkout, compiler)).filter(|folder| folder.is_dir())
}

/// Builds the sysroot beside its place and moves it there whole, so that an interrupted build leaves nothing behind it.
pub(super) fn build(checkout: &Checkout, compiler: &Compiler, linker: &Path) -> Result<PathBuf> {
    let sysroot = folder(checkout, compiler);
    let _lock = checkout::lock(&checkout.cache.join("wasm-std.lock"))?;
    if sysroot.is_dir() {
        return Ok(sysroot);
    }
    println!("    building the standard library for {TARGET} once: about a minute");
    let work = checkout.cache.join("wasm-std.building");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    let empty = work.join("empty");
    fs::create_dir_all(empty.join("src"))?;
    fs::write(empty.join("src/lib.rs"), "")?;
    fs::write(empty.join("Cargo.toml"), MANIFEST)?;

    let libraries = compile(compiler, linker, &empty, &work.join("target"))?;
    let finished = work.join("sysroot");
    let place = finished.join("lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&place)?;
    for library in &libraries {
        let name = library.file_name().context("a library without a name")?;
        fs::copy(library, place.join(name)).with_context(|| format!("cannot copy {}", library.display()))?;
    }
    fs::rename(&finished, &sysroot)
        .with_context(|| format!("cannot move {} into place", sysroot.display()))?;
    fs::remove_dir_all(&work)?;
    Ok(sysroot)
}

fn folder(checkout: &Checkout, compiler: &Compiler) -> PathBuf {
    checkout.cache.join(format!("wasm-std-{}-{RECIPE}", compiler.version()))
}

/// Compiles the empty crate, which makes cargo build the standard library for it; returns the library's files.
fn compile(compiler: &Compiler, linker: &Path, empty: &Path, target: &Path) -> Result<Vec<PathBuf>> {
    let mut command = compiler.cargo();
    // Optimising a program as a whole reads the library's bitcode, which cargo leaves out unless told to.
    isolate(&mut command, &[FLAGS[0], FLAGS[1], "-Cembed-bitcode=yes"].map(str::to_owned));
    command
        .args(["build", "--release", "--target", TARGET, "--message-format=json-render-diagnostics"])
        .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
        .arg("--target-dir")
        .arg(target)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
        .current_dir(empty)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit());
    let output = command.output().context("cannot start cargo")?;
    if !output.status.success() {
        bail!("building the standard library failed ({})", output.status);
    }
    let libraries = libraries(&String::from_utf8(output.stdout)?)?;
    let has_std = libraries.iter().any(|path| path.to_string_lossy().contains("/libstd-"));
    ensure!(has_std, "cargo built no standard library for {TARGET}");
    Ok(libraries)
}

/// The `.rlib` files of cargo's report, but not the empty crate's own.
fn libraries(report: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for line in report.lines() {
        let message: Value = serde_json::from_str(line).context("cargo's report is not JSON")?;
        if message["reason"] != "compiler-artifact" || message["target"]["name"] == "empty" {
            continue;
        }
        let files = message["filenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
        // Build scripts have libraries as well, which are the host's.
        found
            .extend(files.filter(|file| file.ends_with(".rlib") && file.contains(TARGET)).map(PathBuf::from));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_libraries_of_the_report_only() {
        let report = concat!(
            r#"{"reason":"compiler-artifact","target":{"name":"std"},"filenames":["/t/wasm32-unknown-unknown/libstd-1.rlib","/t/wasm32-unknown-unknown/libstd-1.rmeta"]}"#,
            "\n",
            r#"{"reason":"compiler-artifact","target":{"name":"empty"},"filenames":["/t/wasm32-unknown-unknown/libempty.rlib"]}"#,
            "\n",
            r#"{"reason":"compiler-artifact","target":{"name":"cc"},"filenames":["/t/release/libcc.rlib"]}"#,
            "\n",
            r#"{"reason":"build-finished","success":true}"#,
        );
        assert_eq!(libraries(report).unwrap(), [PathBuf::from("/t/wasm32-unknown-unknown/libstd-1.rlib")]);
        assert!(libraries("warning: not JSON").is_err());
    }
}
