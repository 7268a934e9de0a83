//! xtask: the commands that set up, build, run, test and measure Baton.
#![expect(clippy::print_stdout, reason = "a command-line tool tells people what it does")]

mod apt;
mod assets;
mod audit;
mod bench;
mod browser;
mod build;
mod checkout;
mod engines;
mod eval;
mod geckodriver;
mod packages;
mod process;
mod samples;
mod serve;
mod server;
mod setup;
mod step;
mod test;
mod toolchain;
mod wasm;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask serve [-- ARGS]   set up, build and run the demo at http://127.0.0.1:8080/demo/
cargo xtask build             build the release binary, target/release/baton
cargo xtask test [NAME…]      set up and run every check and test, or the tests whose name contains NAME
cargo xtask bench [ARGS]      measure the release build against its budgets; --quick, wire, idle, load, latency, ready, grown, answers
cargo xtask eval [ARGS]       measure how well the AI agent answers without a model; --speed, --fit
cargo xtask audit             check dependencies: bans, licences, sources, advisories
cargo xtask setup             only fetch the toolchain and packages that the others need";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    let result = match command {
        "serve" => serve::run(rest),
        "build" => no_arguments(rest).and_then(|()| build::run()),
        "test" => test::run(rest),
        "bench" => bench::run(rest),
        "eval" => eval::run(rest),
        "audit" => no_arguments(rest).and_then(|()| audit::run()),
        "setup" => no_arguments(rest).and_then(|()| setup::run()),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(anyhow::anyhow!("there is no command {other:?}\n\n{USAGE}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn no_arguments(rest: &[String]) -> anyhow::Result<()> {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(anyhow::anyhow!("unexpected argument {extra:?}\n\n{USAGE}")),
    }
}
