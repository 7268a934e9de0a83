//! tests, bench: as many messages as a server takes: what they cost it, and how many a second it acks.

use std::{
    fs::File,
    io::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Result, anyhow};
use tokio::time::timeout;

use crate::{
    chats::{Chats, READ_EVERY},
    cores::Split,
    plan::Plan,
    report::{Budget, Row, median},
    server::{Server, own_cpu},
};

/// Said before anything is measured.
const WARM_UP: usize = 2_000;
/// No round takes longer.
const ROUND_LIMIT: Duration = Duration::from_secs(60);
/// The figure is told for so many.
const TOLD_FOR: f64 = 100_000.0;

/// One round, or the median of several.
#[derive(Clone, Copy)]
struct Round {
    /// The server's CPU seconds for [`TOLD_FOR`] messages.
    cpu: f64,
    /// Acks a second.
    rate: f64,
    /// Shares of a core.
    server_busy: f64,
    driver_busy: f64,
}

/// Both servers in turn, several rounds; the medians.
pub(crate) async fn measure(
    sides: &mut [(Server, Chats); 2],
    plan: &Plan,
    cores: &Split,
) -> Result<Vec<Row>> {
    let mut rounds = [Vec::new(), Vec::new()];
    for (_, chats) in &*sides {
        chats.talk(WARM_UP).await?;
        chats.tally.all().await?;
    }
    for _ in 0..plan.rounds {
        for ((server, chats), rounds) in sides.iter().zip(&mut rounds) {
            let one = timeout(ROUND_LIMIT, round(server, chats, plan.messages)).await;
            let one = one.map_err(|_| anyhow!("{}: stuck: {}", server.name, chats.tally.progress()))??;
            eprintln!("    {}: {:.2} CPU s, {:.0} acks a second", server.name, one.cpu, one.rate);
            rounds.push(one);
        }
    }
    let [baton, bare] = rounds.map(|rounds| {
        let of = |figure: fn(&Round) -> f64| median(rounds.iter().map(figure).collect());
        Round {
            cpu: of(|round| round.cpu),
            rate: of(|round| round.rate),
            server_busy: of(|round| round.server_busy),
            driver_busy: of(|round| round.driver_busy),
        }
    });
    let chats = sides[0].1.count();
    let how = format!(
        "{} x {} messages of 128 bytes, {chats} chats, Baton's marked as read after every {READ_EVERY}",
        plan.rounds, plan.messages
    );
    let busy = |round: &Round| format!("{:.0} %/{:.0} %", round.server_busy * 1e2, round.driver_busy * 1e2);
    Ok(vec![
        Row {
            what: "CPU for 100,000 messages stored and relayed".to_owned(),
            figure: baton.cpu,
            unit: "s",
            budget: Budget::AtMost(2.0 * bare.cpu),
            bare: Some(bare.cpu),
            how: format!("user + system of the server, median of {how}"),
        },
        Row {
            what: "messages stored and acked a second, one core".to_owned(),
            figure: baton.rate,
            unit: "/s",
            budget: Budget::AtLeast(bare.rate / 2.0),
            bare: Some(bare.rate),
            how: format!(
                "the same rounds, one message at a time a chat; {}, busy {}, bare {}",
                cores.told(),
                busy(&baton),
                busy(&bare)
            ),
        },
    ])
}

async fn round(server: &Server, chats: &Chats, messages: usize) -> Result<Round> {
    let (cpu, own, start) = (server.cpu()?, own_cpu()?, Instant::now());
    chats.talk(messages).await?;
    let seconds = start.elapsed().as_secs_f64();
    let own = own_cpu()? - own;
    chats.tally.all().await?;
    let cpu = server.cpu()? - cpu;
    Ok(Round {
        cpu: cpu * TOLD_FOR / messages as f64,
        rate: messages as f64 / seconds,
        server_busy: cpu / seconds,
        driver_busy: own / seconds,
    })
}

/// How long this disk takes to keep a page: what no server can go below.
pub(crate) fn sync_time(folder: &Path) -> Result<Row> {
    let mut file = File::create(folder.join("page"))?;
    let times = (0..200).map(|_| {
        let start = Instant::now();
        file.write_all(&[1; 4096])?;
        file.sync_data()?;
        std::io::Result::Ok(start.elapsed().as_secs_f64() * 1e3)
    });
    let times = times.collect::<std::io::Result<Vec<_>>>()?;
    Ok(Row {
        what: "fsync of one page here".to_owned(),
        figure: median(times),
        unit: "ms",
        budget: Budget::None,
        bare: None,
        how: "median of 200, beside the data".to_owned(),
    })
}
