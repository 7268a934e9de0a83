//! xtask: `cargo xtask build` leaves the release binary, with everything inside it.

use std::path::PathBuf;

use anyhow::Result;

use crate::assets::{self, Assets};
use crate::checkout::Checkout;
use crate::server;
use crate::step::Steps;
use crate::{toolchain, wasm};

pub(crate) fn run() -> Result<()> {
    let checkout = Checkout::find()?;
    let mut steps = Steps::default();
    let (binary, _assets) = release(&checkout, &mut steps)?;
    println!("\n{steps}\n\n{}", binary.display());
    Ok(())
}

/// The steps to the release binary and to the assets that are in it.
pub(crate) fn release(checkout: &Checkout, steps: &mut Steps) -> Result<(PathBuf, Assets)> {
    let toolchain = steps.run("toolchain", "a compiler for WebAssembly; downloads once", || {
        toolchain::ready(checkout, wasm::Profile::Release)
    })?;
    steps.run("widget, console", "release WebAssembly, optimised as a whole: minutes at first", || {
        wasm::build(checkout, &toolchain, wasm::Profile::Release)
    })?;
    let assets = steps.run("assets", "wasm-bindgen, and brotli at its best", || {
        assets::build(checkout, wasm::Profile::Release)
    })?;
    let binary = steps.run("server", "release, SQLite included: minutes at first", || {
        server::build(checkout, server::Profile::Release, &assets.folder)
    })?;
    Ok((binary, assets))
}
