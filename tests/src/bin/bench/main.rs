//! tests, bench: measures the release build against its budgets, beside a bare relay of the same stack in the same run.
//!
//! `bench [SECTION…] [--quick] [--conversations N] [--json FILE]`, with the server's binary in `BATON_BIN` and
//! `bare_relay` beside this program. Sections: `wire`, `idle`, `load`, `latency`, `ready`, `grown`, `widget`; without
//! any, all of them. Everything happens on loopback, and is bounded in count and in time.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool tells people what it does"
)]

mod chats;
mod cores;
mod grown;
mod idle;
mod latency;
mod line;
mod load;
mod plan;
mod ready;
mod report;
mod request;
mod server;
mod session;
mod tally;
mod widget;
mod wire;

use std::{env, path::Path, time::Duration};

use anyhow::{Context as _, Result};
use chats::Chats;
use plan::{Plan, Section};
use report::Report;
use server::Server;
use tempfile::TempDir;

/// No section runs longer, but for filling a store.
const SECTION_LIMIT: Duration = Duration::from_secs(400);

fn main() -> Result<()> {
    let plan = Plan::read(env::args().skip(1))?;
    cores::allow_descriptors()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let report = runtime.block_on(measure(&plan))?;
    println!("\n{report}");
    if let Some(file) = &plan.json {
        std::fs::write(file, report.to_json()?).with_context(|| file.display().to_string())?;
    }
    Ok(())
}

async fn measure(plan: &Plan) -> Result<Report> {
    let baton =
        env::var_os("BATON_BIN").context("BATON_BIN names no server binary: cargo xtask bench sets it")?;
    let baton = Path::new(&baton);
    // Beside the binaries rather than in the folder for temporary files, which may be no disk at all.
    let beside = env::current_exe()?.parent().context("this program is in no folder")?.to_owned();
    let bare = beside.join("bare_relay");
    let mut report = Report::default();

    if plan.wants(Section::Wire) {
        let rows = async {
            let folder = TempDir::new_in(&beside)?;
            wire::measure(&Server::baton(baton, folder.path(), None)?).await
        };
        report.add("bytes on the wire", within(rows).await);
    }
    if plan.wants(Section::Idle) {
        report.add("idle connections", within(idle::measure(baton, &bare, &beside, plan)).await);
    }
    let folder = TempDir::new_in(&beside)?;
    if plan.wants(Section::Load) || plan.wants(Section::Latency) {
        busy(plan, baton, &bare, folder.path(), &mut report).await?;
    }
    if plan.wants(Section::Ready) {
        report.add("ready", within(async { ready::measure(baton, folder.path()) }).await);
    }
    if plan.wants(Section::Grown) {
        let rows = async {
            let stores = grown::fill(baton, &beside, plan.conversations).await?;
            within(grown::measure(baton, &stores)).await
        };
        report.add("a grown store", rows.await);
    }
    if plan.wants(Section::Widget) {
        let folder = TempDir::new_in(&beside)?;
        report.add("widget", within(widget::measure(baton, folder.path(), plan)).await);
    }
    Ok(report)
}

/// Load and latency: both servers on one core, this program on another, where there are two.
async fn busy(plan: &Plan, baton: &Path, bare: &Path, folder: &Path, report: &mut Report) -> Result<()> {
    let cores = cores::Split::make();
    let set_up = async {
        let keys = server::add_agents(baton, folder, chats::AGENTS)?;
        let baton = Server::baton(baton, folder, cores.server())?;
        let bare = Server::bare(bare, folder, cores.server())?;
        let with_baton = Chats::with_baton(&baton, &keys).await?;
        let with_bare = Chats::with_bare(&bare).await?;
        anyhow::Ok([(baton, with_baton), (bare, with_bare)])
    };
    let mut sides = match within(set_up).await {
        Ok(sides) => sides,
        Err(error) => {
            report.add("load and latency", Err(error));
            return Ok(());
        }
    };
    if plan.wants(Section::Load) {
        report.add("load", within(load::measure(&mut sides, plan, &cores)).await);
        report.add("disk", load::sync_time(folder).map(|row| vec![row]));
    }
    if plan.wants(Section::Latency) {
        report.add("latency", within(latency::measure(&mut sides, plan, &cores)).await);
    }
    Ok(())
}

async fn within<T>(rows: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::time::timeout(SECTION_LIMIT, rows).await.context("it took too long")?
}
