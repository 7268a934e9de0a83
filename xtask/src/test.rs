//! xtask: `cargo xtask test` sets up and runs every check and every test.

use std::io::{self, BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::assets::{self, Assets};
use crate::browser::{self, Browsers};
use crate::checkout::Checkout;
use crate::engines::{self, Engines};
use crate::step::Steps;
use crate::{packages, process, samples, server, toolchain, wasm};

/// What the tests need besides what this workspace builds.
struct Fetched {
    browsers: Browsers,
    engines: Engines,
    packages: PathBuf,
}

pub(crate) fn run(names: &[String]) -> Result<()> {
    let checkout = Checkout::find()?;
    let mut steps = Steps::default();
    let mut verdicts = Vec::new();
    let result = every_step(&checkout, names, &mut steps, &mut verdicts);
    println!("\nsteps\n{steps}");
    if !verdicts.is_empty() {
        println!("\ntests\n{}", verdicts.join("\n"));
    }
    result
}

fn every_step(
    checkout: &Checkout,
    names: &[String],
    steps: &mut Steps,
    verdicts: &mut Vec<String>,
) -> Result<()> {
    let browsers = steps.run(
        "packages",
        "three browsers and their drivers, rustfmt, clippy: minutes at first",
        || {
            toolchain::components()?;
            samples::ready()?;
            browser::ready(checkout)
        },
    )?;
    let (engines, packages) =
        steps.run("engines", "llama.cpp's server and aimock; what pages of shops load", || {
            Ok((engines::ready(checkout)?, packages::ready(checkout)?))
        })?;
    let toolchain = steps.run("toolchain", "a compiler for WebAssembly; downloads once", || {
        toolchain::ready(checkout, wasm::Profile::Release)
    })?;
    steps.run("format", "rustfmt", || process::run(checkout.cargo("fmt").args(["--all", "--check"])))?;
    steps.run("lints", "clippy on everything: minutes at first", || lint(checkout))?;
    steps.run("widget, console", "release WebAssembly, optimised as a whole: minutes at first", || {
        wasm::build(checkout, &toolchain, wasm::Profile::Release)
    })?;
    let assets = steps.run("assets", "wasm-bindgen, and brotli at its best", || {
        assets::build(checkout, wasm::Profile::Release)
    })?;
    steps.run("server, tests", "compiles everything for this machine: minutes at first", || {
        let mut build = checkout.cargo("build");
        build.args(checkout.locked()).args(["--workspace", "--all-targets"]);
        process::run(build.env(server::ASSETS, &assets.folder))
    })?;
    steps.run("run tests", "tables, stories over sockets, stories in a browser", || {
        let fetched = Fetched { browsers, engines, packages };
        test(checkout, names, &assets, &fetched, verdicts)
    })
}

fn lint(checkout: &Checkout) -> Result<()> {
    let mut clippy = checkout.cargo("clippy");
    clippy.args(checkout.locked()).args(["--workspace", "--all-targets"]);
    // The same variable as in the steps after this one, or else each would build the server again.
    let assets = assets::folder(checkout, wasm::Profile::Release);
    if assets.join("manifest.json").is_file() {
        clippy.env(server::ASSETS, assets);
    }
    process::run(clippy.args(["--", "-D", "warnings"]))
}

/// Runs the tests and keeps the lines that sum them up.
fn test(
    checkout: &Checkout,
    names: &[String],
    assets: &Assets,
    fetched: &Fetched,
    verdicts: &mut Vec<String>,
) -> Result<()> {
    let prepare = |mut command: Command| {
        command
            .args(checkout.locked())
            .args(["--workspace", "--no-fail-fast"])
            .env(server::ASSETS, &assets.folder)
            .env("BATON_ASSETS_DIR", &assets.folder)
            .env("BATON_BIN", server::binary(checkout, server::Profile::Dev))
            .env("BATON_ENGINE_PYTHON", &fetched.engines.python)
            .env("BATON_AIMOCK", &fetched.engines.aimock)
            .env(packages::VARIABLE, &fetched.packages);
        fetched.browsers.tell(&mut command);
        command
    };
    if !process::succeeds(checkout.cargo("nextest").arg("--version")) {
        let mut tests = prepare(checkout.cargo("test"));
        return observe(tests.arg("--").args(names), verdicts);
    }
    let mut tests = checkout.cargo("nextest");
    tests.arg("run");
    let ran = observe(prepare(tests).args(names), verdicts);
    // nextest runs no documentation tests.
    let mut documentation = prepare(checkout.cargo("test"));
    ran.and(observe(documentation.args(["--doc", "--"]).args(names), verdicts))
}

/// Shows the program's output as it comes, and collects from it the lines that sum tests up.
fn observe(command: &mut Command, verdicts: &mut Vec<String>) -> Result<()> {
    let (reader, writer) = io::pipe()?;
    // The lines are looked for below, and colours would hide them.
    command.env("CARGO_TERM_COLOR", "never");
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().context("cannot start the tests")?;
    // The command keeps the pipe's other ends open, and reading would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut group = None;
    for line in BufReader::new(reader).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        let bare = line.trim_start();
        if bare.contains("Running ") || bare.contains("Doc-tests ") {
            group = Some(line);
        } else if sums_up(bare) {
            verdicts.extend(group.take());
            verdicts.push(line);
        }
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("tests failed ({status})");
    }
    Ok(())
}

/// A result line of cargo test or of nextest, or a single test that failed.
fn sums_up(line: &str) -> bool {
    line.starts_with("test result:")
        || line.contains("Summary [")
        || (line.starts_with("test ") && line.ends_with("FAILED"))
}
