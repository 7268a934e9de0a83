//! xtask: `cargo xtask serve` sets up, builds and runs the demo.

use std::env;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::checkout::Checkout;
use crate::step::Steps;
use crate::{assets, server, toolchain, wasm};

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let checkout = Checkout::find()?;
    let mut steps = Steps::default();
    let toolchain = steps.run("toolchain", "a compiler for WebAssembly; downloads once", || {
        toolchain::ready(&checkout, wasm::Profile::Dev)
    })?;
    steps.run("widget, console", "WebAssembly, compiled quickly: minutes at first", || {
        wasm::build(&checkout, &toolchain, wasm::Profile::Dev)
    })?;
    let assets = steps
        .run("assets", "wasm-bindgen and compression", || assets::build(&checkout, wasm::Profile::Dev))?;
    let binary = steps.run("server", "SQLite included: minutes at first", || {
        server::build(&checkout, server::Profile::Dev, &assets.folder)
    })?;
    println!("\n{steps}\n");

    let mut baton = Command::new(binary);
    baton.arg("demo").current_dir(&checkout.root);
    let extra = arguments.strip_prefix(&["--".to_owned()]).unwrap_or(arguments);
    for (flag, variable, default) in
        [("--listen", "BATON_LISTEN", "127.0.0.1:8080"), ("--data", "BATON_DATA", "data")]
    {
        let given = |argument: &String| argument == flag || argument.starts_with(&format!("{flag}="));
        if env::var_os(variable).is_none() && !extra.iter().any(given) {
            baton.args([flag, default]);
        }
    }
    baton.args(extra);
    // The server takes this process over, so that Ctrl-C and every other signal reach it and nothing else.
    Err(baton.exec()).context("cannot start the server")
}
