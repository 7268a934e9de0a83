//! xtask: `cargo xtask bench` measures the release build.

use std::process::Command;

use anyhow::Result;

use crate::checkout::Checkout;
use crate::step::Steps;
use crate::{browser, build, eval, process, server};

/// The part that measures the time of an answer against the number of passages.
const ANSWERS: &str = "answers";

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    // What the AI agent's answers take needs no server.
    if arguments == [ANSWERS] {
        return eval::run(&["--speed".to_owned()]);
    }
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
    let browsers = steps.run("browser", "Chromium and its driver", || browser::ready(&checkout))?;
    println!("\n{steps}\n");
    let mut bench = Command::new(binary.with_file_name("bench"));
    browsers.tell(&mut bench);
    process::run(bench.args(arguments).env("BATON_BIN", &binary))?;
    if arguments.is_empty() { eval::run(&["--speed".to_owned()]) } else { Ok(()) }
}
