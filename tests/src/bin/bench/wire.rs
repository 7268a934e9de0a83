//! tests, bench: bytes on the wire: what a browser that takes brotli gets from the server.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};

use crate::{
    report::{Budget, Row},
    request::get,
    server::Server,
};

const BROWSER: &str = "Accept-Encoding: gzip, deflate, br\r\nAccept-Language: en\r\n";

pub(crate) async fn measure(baton: &Server) -> Result<Vec<Row>> {
    let loader = get(baton.address, "/baton.js", BROWSER).await?.body.len();
    let (panel, panel_files) = page(baton, "/w/main").await?;
    let (console, console_files) = page(baton, "/console/").await?;
    let row = |what: &str, bytes: usize, budget, how: String| Row {
        what: what.to_owned(),
        figure: bytes as f64 / 1_000.0,
        unit: "kB",
        budget,
        bare: None,
        how,
    };
    let parts = |files: Vec<(String, usize)>| {
        let files: Vec<_> = files.iter().map(|(name, bytes)| format!("{name} {bytes}")).collect();
        format!("bodies as served: {}", files.join(", "))
    };
    Ok(vec![
        row("loader, before intent", loader, Budget::AtMost(3.0), "one request; body as served".to_owned()),
        row("panel usable, together", panel, Budget::AtMost(80.0), parts(panel_files)),
        row("console, together", console, Budget::None, parts(console_files)),
    ])
}

/// The bytes of a page and of everything that it links, one request each.
async fn page(baton: &Server, path: &str) -> Result<(usize, Vec<(String, usize)>)> {
    let plain = get(baton.address, path, "Accept-Language: en\r\n").await?;
    let links = links(&String::from_utf8(plain.body)?);
    ensure!(!links.is_empty(), "{path} links nothing");
    let mut files = vec![("page".to_owned(), get(baton.address, path, BROWSER).await?.body.len())];
    for link in links {
        let name = link.trim_start_matches("/assets/").to_owned();
        files.push((name, get(baton.address, &link, BROWSER).await?.body.len()));
    }
    Ok((files.iter().map(|(_, bytes)| bytes).sum(), files))
}

/// What the page's links and scripts name, but for the icon, which no frame loads.
fn links(page: &str) -> BTreeSet<String> {
    let tags = page.split('<').filter(|tag| tag.starts_with("link ") || tag.starts_with("script "));
    let tags = tags.filter(|tag| !tag.contains("rel=\"icon\""));
    tags.filter_map(|tag| {
        let (_, rest) = tag.split_once("href=\"").or_else(|| tag.split_once("src=\""))?;
        let (link, _) = rest.split_once('"')?;
        link.starts_with('/').then(|| link.to_owned())
    })
    .collect()
}
