//! xtask: `cargo xtask setup` fetches what the other commands need, and builds nothing of Baton.

use anyhow::Result;

use crate::browser;
use crate::checkout::Checkout;
use crate::step::Steps;
use crate::{engines, toolchain, wasm};

pub(crate) fn run() -> Result<()> {
    let checkout = Checkout::find()?;
    let mut steps = Steps::default();
    steps.run("packages", "Chromium and its driver, rustfmt, clippy", || {
        toolchain::components()?;
        browser::ready()
    })?;
    steps.run("engines", "llama.cpp's server and aimock, for the stories of a model", || {
        engines::ready(&checkout)
    })?;
    steps.run("toolchain", "a compiler for WebAssembly; downloads once", || {
        toolchain::ready(&checkout, wasm::Profile::Dev)?;
        toolchain::ready(&checkout, wasm::Profile::Release)
    })?;
    println!("\n{steps}");
    Ok(())
}
