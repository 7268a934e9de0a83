//! Baton's server: one binary with the widget, the console and everything else inside.
//!
//! # Layout
//! - `http`, `live`: the edges; `desk`: whole operations, a verb a file
//! - `store`, `bus`, `presence`, `ai`, `away`: what operations lean on; the crates `knowledge`, `import` and `model`: what
//!   the AI agent answers from, what it reads, and what helps it to words
//! - `app`: names the backends and puts the parts together; `args`: the command line

mod ai;
mod app;
mod args;
mod assets;
mod away;
mod bus;
mod channel;
mod clock;
mod demo;
mod desk;
mod http;
mod live;
mod presence;
mod random;
mod stopping;
mod store;

use std::process::ExitCode;

use args::{Cli, Command, UserCommand};
use clap::Parser;
use tracing_subscriber::EnvFilter;

fn main() -> anyhow::Result<ExitCode> {
    let cli = Cli::parse();
    // Its limits come before anything else, and it starts no thread.
    if matches!(cli.command, Command::ReadPdf) {
        return Ok(baton_import::pdf::child_main());
    }
    let filter = EnvFilter::try_from_env("BATON_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(async {
        match cli.command {
            Command::Serve(args) => app::serve(args, false).await,
            Command::Demo(args) => app::serve(args, true).await,
            Command::ReadPdf => Ok(()),
            Command::User(UserCommand::Add(args)) => app::add_user(args).await,
        }
    });
    done.map(|()| ExitCode::SUCCESS)
}
