//! xtask: `cargo xtask bench` measures the release build.

use std::process::Command;

use anyhow::Result;

use crate::checkout::Checkout;
use crate::step::Steps;
use crate::{build, process, server};

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let checkout = Checkout::find()?;
    let mut steps = Steps::default();
    let (binary, assets) = build::release(&checkout, &mut steps)?;
    steps.run("benchmark", "the driver, and the bare relay that Baton is held against", || {
        let mut programs = checkout.cargo("build");
        programs.args(checkout.locked()).args(["--release", "--package", "baton-tests"]);
        programs.args(["--bin", "bench", "--bin", "bare_relay"]);
        // As in the steps before, or else cargo builds the server again.
        process::run(programs.env(server::ASSETS, &assets.folder))
    })?;
    println!("\n{steps}\n");
    let mut bench = Command::new(binary.with_file_name("bench"));
    process::run(bench.args(arguments).env("BATON_BIN", &binary))
}
