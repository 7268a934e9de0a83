//! xtask: `cargo xtask bench` measures the release build.

use anyhow::Result;

use crate::checkout::Checkout;
use crate::step::Steps;
use crate::{browser, build, process, server};

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let checkout = Checkout::find()?;
    let mut steps = Steps::default();
    let (binary, assets) = build::release(&checkout, &mut steps)?;
    let mut bench = checkout.cargo("run");
    bench.args(checkout.locked()).args(["--release", "--package", "baton-tests", "--bin", "bench"]);
    bench.arg("--").args(arguments).env("BATON_BIN", &binary).env("BATON_ASSETS_DIR", &assets.folder);
    // As in the steps before, or else cargo builds the server again.
    bench.env(server::ASSETS, &assets.folder);
    if let Some(browser) = browser::find() {
        bench.env("BATON_CHROMIUM", browser.chromium).env("BATON_CHROMEDRIVER", browser.driver);
    }
    println!("\n{steps}\n");
    process::run(&mut bench)
}
