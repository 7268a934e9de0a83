//! xtask: `cargo xtask setup` fetches what the other commands need, and builds nothing of Baton.

use anyhow::Result;

use crate::browser;
use crate::checkout::Checkout;
use crate::step::Steps;
use crate::{engines, packages, samples, toolchain, wasm};

pub(crate) fn run() -> Result<()> {
    let checkout = Checkout::find()?;
    let mut steps = Steps::default();
    steps.run("packages", "three browsers and their drivers, rustfmt, clippy: minutes at first", || {
        toolchain::components()?;
        samples::ready()?;
        browser::ready(&checkout)
    })?;
    steps.run("engines", "llama.cpp's server and aimock; what pages of shops load", || {
        engines::ready(&checkout)?;
        packages::ready(&checkout)
    })?;
    steps.run("toolchain", "a compiler for WebAssembly; downloads once", || {
        toolchain::ready(&checkout, wasm::Profile::Dev)?;
        toolchain::ready(&checkout, wasm::Profile::Release)
    })?;
    println!("\n{steps}");
    Ok(())
}
