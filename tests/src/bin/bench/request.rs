//! tests, bench: one plain HTTP request on a connection of its own.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::line::connect;

/// What came back.
pub(crate) struct Answer {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
    /// From the request to the end of the answer; the connection was there before.
    pub(crate) took: Duration,
}

/// `GET path`; `headers` are whole lines that end in CRLF.
pub(crate) async fn get(to: SocketAddr, path: &str, headers: &str) -> Result<Answer> {
    send(Ipv4Addr::LOCALHOST, to, &format!("GET {path}"), headers, "").await
}

/// `what` is a method and a path.
pub(crate) async fn send(
    from: Ipv4Addr,
    to: SocketAddr,
    what: &str,
    headers: &str,
    body: &str,
) -> Result<Answer> {
    let mut stream = connect(from, to).await?;
    let request = format!("{what} HTTP/1.1\r\nHost: {to}\r\nConnection: close\r\n{headers}\r\n{body}");
    let start = Instant::now();
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let took = start.elapsed();
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n");
    let body = answer.split_off(end.with_context(|| format!("{what}: no answer"))? + 4);
    let head = String::from_utf8(answer)?;
    ensure!(head.starts_with("HTTP/1.1 2"), "{what}: {}", head.lines().next().unwrap_or_default());
    ensure!(!head.to_ascii_lowercase().contains("transfer-encoding"), "{what}: its length is not told");
    Ok(Answer { head, body, took })
}
