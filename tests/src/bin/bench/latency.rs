//! tests, bench: from a visitor's words to the agent who has them, while so many a second are offered.

use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use tokio::{task::yield_now, time::timeout};

use crate::{
    chats::Chats,
    cores::Split,
    plan::Plan,
    report::{Budget, Row, median, quantile},
    server::Server,
};

/// Messages offered a second.
const OFFERED: usize = 2_000;
/// No round takes longer.
const ROUND_LIMIT: Duration = Duration::from_secs(60);

/// Both servers in turn, several rounds; the medians of the rounds' medians.
pub(crate) async fn measure(
    sides: &mut [(Server, Chats); 2],
    plan: &Plan,
    cores: &Split,
) -> Result<Vec<Row>> {
    let mut rounds = [Vec::new(), Vec::new()];
    for _ in 0..plan.rounds {
        for ((server, chats), rounds) in sides.iter().zip(&mut rounds) {
            let delays = timeout(ROUND_LIMIT, round(chats, plan.seconds * OFFERED)).await;
            let mut delays =
                delays.map_err(|_| anyhow!("{}: stuck: {}", server.name, chats.tally.progress()))??;
            delays.sort_by(f64::total_cmp);
            let (middle, late) = (quantile(&delays, 0.5), quantile(&delays, 0.99));
            eprintln!("    {}: median {middle:.3} ms, 99 % within {late:.3} ms", server.name);
            rounds.push((middle, late));
        }
    }
    let of =
        |rounds: &[(f64, f64)], figure: fn(&(f64, f64)) -> f64| median(rounds.iter().map(figure).collect());
    let [baton, bare] = &rounds;
    let how = format!(
        "{} x {} s, evenly offered over {} chats; {}",
        plan.rounds,
        plan.seconds,
        sides[0].1.count(),
        cores.told()
    );
    let (bare_middle, bare_late) = (of(bare, |round| round.0), of(bare, |round| round.1));
    Ok(vec![
        Row {
            what: "visitor to agent at 2,000 a second, median".to_owned(),
            figure: of(baton, |round| round.0),
            unit: "ms",
            budget: Budget::AtMost(1.5 * bare_middle),
            bare: Some(bare_middle),
            how,
        },
        Row {
            what: "the same, 99 % within".to_owned(),
            figure: of(baton, |round| round.1),
            unit: "ms",
            budget: Budget::None,
            bare: Some(bare_late),
            how: "the same rounds".to_owned(),
        },
    ])
}

async fn round(chats: &Chats, messages: usize) -> Result<Vec<f64>> {
    chats.tally.begin(messages);
    let (start, apart) = (Instant::now(), Duration::from_secs(1) / OFFERED as u32);
    for number in 0..messages {
        let due = apart * number as u32;
        // The runtime's timer counts in milliseconds, which is too coarse.
        while start.elapsed() < due {
            yield_now().await;
        }
        chats.say(number)?;
    }
    chats.tally.all().await
}
