//! tests, bench: the widget on somebody's page, in a real browser: what it weighs, when it is there, what it costs the page.
//!
//! Every time is of a browser that was just started, so that nothing is kept from the time before, and stands beside a
//! bare widget that is written by hand and does nothing but open a box to type in.

mod chrome;
mod shop;
mod weigh;

use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::{
    plan::Plan,
    report::{Budget, Row, median},
    server::Server,
};
use chrome::{Chrome, Tab};
use shop::{Shop, Variant};

/// How a visitor's machine is.
#[derive(Clone, Copy)]
pub(crate) struct Machine {
    name: &'static str,
    /// So many times slower than this one.
    slower: u32,
    /// Bytes a second, and milliseconds of a round trip; none: as it is.
    line: Option<(u32, u32)>,
}

const MACHINES: [Machine; 3] = [
    Machine { name: "this machine", slower: 1, line: None },
    Machine { name: "CPU 4x slower", slower: 4, line: None },
    // As the performance panels of browsers define slow 4G.
    Machine { name: "CPU 4x slower, slow 4G", slower: 4, line: Some((180_000, 563)) },
];

/// The panel's click to usable of others, measured for the design on this machine and on one that is 4 times slower.
const COLD: [f64; 2] = [340.0, 1_414.0];

pub(crate) async fn measure(baton: &Path, folder: &Path, plan: &Plan) -> Result<Vec<Row>> {
    let server = Server::still(baton, folder, None)?;
    let shop = Shop::open(server.address).await?;
    let chrome = Chrome::start().await?;
    let mut rows = weigh::measure(&chrome, &shop, &server).await?;
    for machine in MACHINES {
        rows.extend(times(&chrome, &shop, machine, plan.rounds * 2 + 1).await?);
    }
    rows.extend(costs(&chrome, &shop).await?);
    Ok(rows)
}

/// Page start to launcher, and click to usable panel.
async fn times(chrome: &Chrome, shop: &Shop, machine: Machine, rounds: usize) -> Result<Vec<Row>> {
    let (mut launchers, mut clicks) = (vec![Vec::new(); 3], vec![Vec::new(); 3]);
    // In turns, so that whatever else the machine does meets all of them.
    for _ in 0..rounds {
        for (at, variant) in [Variant::Bare, Variant::Baton, Variant::Preloaded].into_iter().enumerate() {
            let tab = chrome.tab(machine).await?;
            tab.go(&shop.url(variant)).await?;
            launchers[at].push(tab.number("return window.seen.launcher", "a launcher").await?);
            if matches!(variant, Variant::Preloaded) {
                tab.number("return window.seen.ready", "a panel that waits").await?;
            }
            clicks[at].push(click(&tab).await?);
            tab.close().await?;
        }
    }
    let row = |what: &str, figure, budget, bare, how: &str| Row {
        what: format!("{what}, {}", machine.name),
        figure,
        unit: "ms",
        budget,
        bare,
        how: how.to_owned(),
    };
    let [bare, baton, _] = middles(launchers)?;
    let [bare_click, cold, warm] = middles(clicks)?;
    let budget = match machine {
        Machine { slower: 1, .. } => Budget::AtMost(COLD[0]),
        Machine { line: Some(_), .. } => Budget::None,
        Machine { .. } => Budget::AtMost(COLD[1]),
    };
    let ratio =
        Row { unit: "x", ..row("launcher, beside bare", baton / bare, Budget::AtMost(1.1), None, "ratio") };
    Ok(vec![
        row("page start to launcher", baton, Budget::None, Some(bare), "median; the launcher's first frame"),
        ratio,
        row("click to usable panel, cold", cold, budget, Some(bare_click), "click to drawn and connected"),
        row(
            "click to usable panel, preloaded",
            warm,
            Budget::None,
            Some(bare_click),
            "the same with preload: idle",
        ),
    ])
}

/// Milliseconds from a click on the launcher to the frame after the panel can be used.
async fn click(tab: &Tab) -> Result<f64> {
    tab.run("window.clicked = undefined; window.press()").await?;
    tab.number("return window.clicked", "a usable panel").await
}

/// What the page pays before anybody turns to the chat, on a slow machine.
async fn costs(chrome: &Chrome, shop: &Shop) -> Result<Vec<Row>> {
    let mut looks = Vec::new();
    for variant in [Variant::None, Variant::Baton] {
        let tab = chrome.tab(MACHINES[1]).await?;
        tab.go(&shop.url(variant)).await?;
        tab.number("return window.seen.quiet", "a quiet page").await?;
        let seen = tab.run("return window.cost()").await?;
        looks.push((seen, tab.heap().await?));
        tab.close().await?;
    }
    let [(without, heap_without), (with, heap)] =
        <[(Value, f64); 2]>::try_from(looks).ok().context("two looks")?;
    let number = |seen: &Value, key: &str| seen[key].as_f64().unwrap_or_default();
    let more = |key: &str| number(&with, key) - number(&without, key);
    let row = |what: &str, figure, unit, budget, how: &str| Row {
        what: what.to_owned(),
        figure,
        unit,
        budget,
        bare: None,
        how: how.to_owned(),
    };
    let slow = "before intent, CPU 4x slower, beside the same page without the chat";
    Ok(vec![
        row("long tasks", more("long"), "ms", Budget::AtMost(0.0), slow),
        row("layout shift", more("shift"), "", Budget::AtMost(0.0), slow),
        row("globals", more("globals"), "", Budget::AtMost(1.0), slow),
        row("rules in the page's styles", more("rules"), "", Budget::AtMost(0.0), slow),
        row("heap", (heap - heap_without) / 1_000.0, "kB", Budget::None, slow),
    ])
}

fn middles(figures: Vec<Vec<f64>>) -> Result<[f64; 3]> {
    let middles: Vec<f64> = figures.into_iter().map(median).collect();
    <[f64; 3]>::try_from(middles).ok().context("three figures")
}

/// How CDP is told of a machine.
fn conditions(machine: Machine) -> Option<Value> {
    let (bytes, latency) = machine.line?;
    let conditions = json!({
        "offline": false, "latency": latency, "downloadThroughput": bytes, "uploadThroughput": bytes,
    });
    Some(conditions)
}
