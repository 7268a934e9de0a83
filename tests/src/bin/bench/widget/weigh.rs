//! tests, bench: what the widget weighs, file by file and moment by moment: bodies as a browser that takes brotli gets them.

use std::{collections::BTreeMap, time::Duration};

use anyhow::{Context as _, Result};
use tokio::time::sleep;

use super::{
    MACHINES,
    chrome::{Chrome, Tab},
    click,
    shop::{Shop, Variant},
};
use crate::{
    report::{Budget, Row},
    request::get,
    server::Server,
};

const BROWSER: &str = "Accept-Encoding: gzip, deflate, br\r\nAccept-Language: en\r\n";
/// In the names of modules that come later.
const CUT: &str = "-split_";
/// Whatever does not come in so long is not fetched by itself.
const LATER: Duration = Duration::from_secs(3);

pub(crate) async fn measure(chrome: &Chrome, shop: &Shop, server: &Server) -> Result<Vec<Row>> {
    let tab = chrome.tab(MACHINES[0]).await?;
    tab.go(&shop.url(Variant::Baton)).await?;
    tab.number("return window.seen.quiet", "a quiet page").await?;
    let mut weighed = Weighed { server, files: BTreeMap::new() };
    let before = weighed.more(&tab).await?;
    click(&tab).await?;
    let mut usable = weighed.more(&tab).await?;
    sleep(LATER).await;
    let mut later = weighed.more(&tab).await?;
    // The panel is usable without the modules that its program was cut into, and does not wait for them; on this machine
    // they are there before anybody has looked.
    later.extend(usable.extract_if(.., |(name, _)| name.contains(CUT)));
    tab.close().await?;
    let total = |files: &[(String, usize)]| files.iter().map(|(_, bytes)| *bytes).sum::<usize>();
    let row = |what: &str, bytes: usize, budget, files: &[(String, usize)]| Row {
        what: what.to_owned(),
        figure: bytes as f64 / 1_000.0,
        unit: "kB",
        budget,
        bare: None,
        how: files.iter().map(|(name, bytes)| format!("{name} {bytes}")).collect::<Vec<_>>().join(", "),
    };
    Ok(vec![
        row("before intent", total(&before), Budget::AtMost(3.0), &before),
        Row {
            unit: "",
            figure: before.len() as f64,
            ..row("requests before intent", 0, Budget::AtMost(1.0), &[])
        },
        // With what was there before: everything together.
        row("panel usable, together", total(&before) + total(&usable), Budget::AtMost(80.0), &usable),
        row("after that, by itself", total(&later), Budget::None, &later),
    ])
}

/// The files that were weighed so far, by path.
struct Weighed<'a> {
    server: &'a Server,
    files: BTreeMap<String, usize>,
}

impl Weighed<'_> {
    /// Weighs the files of the chat's server that the page has loaded since the last time.
    async fn more(&mut self, tab: &Tab) -> Result<Vec<(String, usize)>> {
        let origin = format!("http://{}", self.server.address);
        let mut new = Vec::new();
        for address in tab.loaded().await? {
            let Some(path) = address.strip_prefix(&origin).and_then(|path| path.split('#').next()) else {
                continue;
            };
            if path.starts_with("/api/") || self.files.contains_key(path) {
                continue;
            }
            let bytes =
                get(self.server.address, path, BROWSER).await.with_context(|| path.to_owned())?.body.len();
            self.files.insert(path.to_owned(), bytes);
            new.push((path.trim_start_matches("/assets/").trim_start_matches('/').to_owned(), bytes));
        }
        Ok(new)
    }
}
