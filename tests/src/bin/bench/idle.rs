//! tests, bench: idle visitors: what each of many open connections keeps resident.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context as _, Result};
use tempfile::TempDir;
use tokio::{
    sync::{Semaphore, mpsc},
    task::JoinSet,
    time::sleep,
};

use crate::{
    cores::descriptors,
    line::Line,
    plan::Plan,
    report::{Budget, Row},
    server::Server,
};

/// Descriptors that are not idle connections.
const SPARE: usize = 300;
/// So many connect at once.
const AT_ONCE: usize = 64;
/// Connections come from so many loopback addresses.
const ADDRESSES: usize = 8;

/// Where idle clients connect, and what they say first.
#[derive(Clone, Copy)]
struct Door {
    path: &'static str,
    hello: &'static str,
}

const BATON: Door = Door {
    path: "/api/v1/visitor/live",
    hello: r#"{"hello":{"site":"main","locale":"en","time_zone":"Asia/Tokyo","page":{"url":"https://shop.example/lamps/desk?colour=green","title":"Desk lamp - The shop","referrer":"https://search.example/"}}}"#,
};
const ECHO: Door = Door { path: "/echo", hello: r#"{"hello":{}}"# };

pub(crate) async fn measure(baton: &Path, bare: &Path, beside: &Path, plan: &Plan) -> Result<Vec<Row>> {
    let count = plan.connections.min(descriptors()?.0.saturating_sub(SPARE));
    let folder = TempDir::new_in(beside)?;
    let with_baton =
        each(&Server::baton(baton, folder.path(), None)?, BATON, count, plan.until_pinged).await?;
    let with_bare = each(&Server::bare(bare, folder.path(), None)?, ECHO, count, false).await?;
    let when = if plan.until_pinged { "after a ping each" } else { "once all are greeted" };
    Ok(vec![Row {
        what: format!("idle visitor connection, of {count}"),
        figure: with_baton,
        unit: "KiB",
        budget: Budget::AtMost(10.0),
        bare: Some(with_bare),
        how: format!("growth of the process's Rss / connections, {when}; bare: axum WebSocket echo"),
    }])
}

/// Opens `count` connections; returns how many resident KiB each has cost the server.
async fn each(server: &Server, door: Door, count: usize, until_pinged: bool) -> Result<f64> {
    let few = Arc::new(Semaphore::new(AT_ONCE));
    let (here, mut greeted) = mpsc::unbounded_channel();
    let (answered, mut pinged) = mpsc::unbounded_channel();
    let mut lines = JoinSet::new();
    // The first one pays for what all share.
    let first = visit(server.address, door, 0).await?;
    let before = server.resident()?;
    for number in 0..count {
        let (few, here, answered) = (Arc::clone(&few), here.clone(), answered.clone());
        let address = server.address;
        lines.spawn(async move {
            let turn = few.acquire_owned().await?;
            let mut line = visit(address, door, number).await?;
            drop(turn);
            let _ = here.send(());
            line.pinged().await?;
            let _ = answered.send(());
            loop {
                line.pinged().await?;
            }
        });
    }
    drop((here, answered));
    let failed = async |lines: &mut JoinSet<Result<()>>| match lines.join_next().await {
        Some(Ok(Err(error))) => error,
        _ => anyhow::anyhow!("an idle connection ended"),
    };
    for _ in 0..count {
        tokio::select! {
            one = greeted.recv() => one.context("the idle connections have ended")?,
            error = failed(&mut lines) => return Err(error),
        }
    }
    for _ in 0..if until_pinged { count } else { 0 } {
        tokio::select! {
            one = pinged.recv() => one.context("the idle connections have ended")?,
            error = failed(&mut lines) => return Err(error),
        }
    }
    let after = settled(server).await?;
    drop(first);
    Ok((after - before) / count as f64)
}

/// The resident KiB once they no longer change, or after a few seconds.
async fn settled(server: &Server) -> Result<f64> {
    let mut last = server.resident()?;
    for _ in 0..8 {
        sleep(Duration::from_millis(500)).await;
        let now = server.resident()?;
        if (now - last).abs() < 64.0 {
            return Ok(now);
        }
        last = now;
    }
    Ok(last)
}

async fn visit(address: SocketAddr, door: Door, number: usize) -> Result<Line> {
    let from = Ipv4Addr::new(127, 0, 0, 2 + (number % ADDRESSES) as u8);
    let mut line = Line::open(from, address, door.path, "").await?;
    line.say(door.hello).await?;
    line.hear().await?;
    Ok(line)
}
