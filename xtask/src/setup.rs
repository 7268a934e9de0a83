//! xtask: `cargo xtask setup` fetches what the other commands need, and builds nothing of Baton.

use anyhow::Result;

use crate::browser;
use crate::checkout::Checkout;
use crate::step::Steps;
use crate::toolchain;

pub(crate) fn run() -> Result<()> {
    let checkout = Checkout::find()?;
    let mut steps = Steps::default();
    steps.run("packages", "Chromium and its driver, rustfmt, clippy", || {
        toolchain::components()?;
        browser::ready()
    })?;
    steps.run("toolchain", "a compiler for WebAssembly; downloads once", || toolchain::ready(&checkout))?;
    println!("\n{steps}");
    Ok(())
}
