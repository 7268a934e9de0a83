//! Import's reading of web pages, tested over real sockets on loopback.

mod bodies;
mod closed;
mod robots;
pub(crate) mod server;

use std::{net::IpAddr, sync::Arc, time::Duration};

use super::{Fetched, Fetcher, Known, Limits, Lookup, Page, System};
use crate::{error::FetchError, kind::Kind};
use server::{Reply, Server, answer, html, moved};

pub(crate) const LOOPBACK: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

/// A fetcher that may read from 127.0.0.1.
pub(crate) fn fetcher() -> Fetcher {
    Fetcher::new(&[LOOPBACK]).unwrap()
}

async fn fetch(fetcher: &Fetcher, url: &str) -> Result<Fetched, FetchError> {
    fetcher.page(&fetcher.address(url)?, &Known::default(), Duration::ZERO).await
}

async fn page(fetcher: &Fetcher, url: &str) -> Page {
    match fetch(fetcher, url).await {
        Ok(Fetched::New(page)) => *page,
        other => panic!("{other:?}"),
    }
}

/// The error that reading a page of this server ends with.
async fn failure(reply: impl Fn() -> Reply + Send + Sync + 'static) -> FetchError {
    let server =
        Server::start(
            move |path| if path == "/robots.txt" { answer("404 Not Found", "", b"") } else { reply() },
        )
        .await;
    fetch(&fetcher(), &server.url("/")).await.map(|fetched| format!("{fetched:?}")).unwrap_err()
}

#[tokio::test]
async fn a_page_is_read_with_what_belongs_to_it() {
    let server = Server::start(|path| match path {
        "/help" => answer(
            "200 OK",
            "Content-Type: text/html; charset=Shift_JIS\r\nETag: \"a\"\r\nLast-Modified: Mon, 02 Nov 2026 10:00:00 GMT\r\nSet-Cookie: a=b\r\n",
            b"<p>Hello",
        ),
        "/plain.md" => answer("200 OK", "", b"# Hello"),
        _ => answer("404 Not Found", "", b""),
    })
    .await;
    let fetcher = fetcher();
    let page = page(&fetcher, &server.url("/help#top")).await;
    assert_eq!(
        (page.bytes.as_slice(), page.kind, page.charset.as_deref()),
        (b"<p>Hello".as_slice(), Kind::Html, Some("Shift_JIS"))
    );
    assert_eq!(page.address.as_str(), server.url("/help"));
    let known = Known {
        etag: Some("\"a\"".to_owned()),
        last_modified: Some("Mon, 02 Nov 2026 10:00:00 GMT".to_owned()),
    };
    assert_eq!(page.known, known);
    assert_eq!(super::tests::page(&fetcher, &server.url("/plain.md")).await.kind, Kind::Markdown);
    let asked = server.asked().join("").to_lowercase();
    assert!(
        asked.contains(&format!("user-agent: baton/{} (knowledge import)", env!("CARGO_PKG_VERSION"))),
        "{asked}"
    );
    assert!(!asked.contains("cookie:") && !asked.contains("referer:"), "{asked}");
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_again_and_one_that_is_gone_is_said_to_be() {
    let server = Server::start(|path| match path {
        "/same" => answer("304 Not Modified", "", b""),
        "/gone" => answer("410 Gone", "", b""),
        _ => answer("404 Not Found", "", b""),
    })
    .await;
    let fetcher = fetcher();
    let known = Known {
        etag: Some("\"a\"".to_owned()),
        last_modified: Some("Mon, 02 Nov 2026 10:00:00 GMT".to_owned()),
    };
    let address = fetcher.address(&server.url("/same")).unwrap();
    assert!(matches!(fetcher.page(&address, &known, Duration::ZERO).await, Ok(Fetched::Same)));
    let asked = server.asked()[0].to_lowercase();
    assert!(
        asked.contains("if-none-match: \"a\"\r\n") && asked.contains("if-modified-since: mon, 02 nov 2026"),
        "{asked}"
    );
    // Nobody asked whether it changed.
    assert!(matches!(fetch(&fetcher, &server.url("/same")).await, Err(FetchError::Status(304))));
    assert!(matches!(fetch(&fetcher, &server.url("/gone")).await, Ok(Fetched::Gone(410))));
    assert!(matches!(fetch(&fetcher, &server.url("/nowhere")).await, Ok(Fetched::Gone(404))));
}

#[tokio::test]
async fn redirects_are_followed_five_times() {
    let server = Server::start(|path| match path {
        "/5" => html("<p>there"),
        "/robots.txt" => answer("404 Not Found", "", b""),
        "/nowhere" => answer("302 Found", "", b""),
        "/odd" => moved("ftp://example.com/"),
        path => moved(&format!("/{}", path[1..].parse::<u32>().unwrap() + 1)),
    })
    .await;
    let fetcher = fetcher();
    assert_eq!(page(&fetcher, &server.url("/0")).await.address.as_str(), server.url("/5"));
    assert_eq!(server.paths(), ["/0", "/1", "/2", "/3", "/4", "/5"]);
    assert!(matches!(fetch(&fetcher, &server.url("/6")).await, Err(FetchError::Redirects)));
    assert_eq!(server.paths().len(), 12);
    assert!(matches!(fetch(&fetcher, &server.url("/nowhere")).await, Err(FetchError::Nowhere)));
    assert!(matches!(fetch(&fetcher, &server.url("/odd")).await, Err(FetchError::Scheme)));
}

#[tokio::test]
async fn errors_are_told_apart() {
    assert_eq!(failure(|| answer("500 Oh", "", b"")).await, FetchError::Status(500));
    assert_eq!(failure(|| answer("403 No", "", b"")).await, FetchError::Status(403));
    assert_eq!(failure(|| Reply::Raw(b"rubbish\r\n\r\n".to_vec())).await, FetchError::Broken);
    assert_eq!(
        failure(|| Reply::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort".to_vec())).await,
        FetchError::Broken
    );
    let said = failure(|| answer("200 OK", "Content-Type: image/png\r\n", b"...")).await.to_string();
    assert_eq!(
        said,
        "Content of the type image/png cannot be read. Imports read Markdown, text, HTML, CSV and PDF."
    );
}

#[test]
fn a_secure_page_does_not_send_on_to_one_that_is_not() {
    let fetcher = fetcher();
    let secure = fetcher.address("https://example.com/a").unwrap();
    assert_eq!(fetcher.next(&secure, Some("http://example.com/b")), Err(FetchError::Downgrade));
    assert_eq!(fetcher.next(&secure, Some("b")).unwrap().as_str(), "https://example.com/b");
    let plain = fetcher.address("http://example.com/a").unwrap();
    assert_eq!(
        fetcher.next(&plain, Some("https://example.com/b")).unwrap().as_str(),
        "https://example.com/b"
    );
}

#[tokio::test]
async fn nobody_listening_is_no_connection() {
    let free = tokio::net::TcpListener::bind((LOOPBACK, 0)).await.unwrap().local_addr().unwrap();
    assert_eq!(fetch(&fetcher(), &format!("http://{free}/")).await.err(), Some(FetchError::Connect));
}

#[tokio::test]
async fn silence_ends_at_the_deadline() {
    let server =
        Server::start(
            |path| if path == "/robots.txt" { answer("404 Not Found", "", b"") } else { Reply::Silence },
        )
        .await;
    let limits = Limits { whole: Duration::from_millis(200), ..Limits::default() };
    let fetcher = Fetcher::with(&[LOOPBACK], &(Arc::new(System) as Arc<dyn Lookup>), limits).unwrap();
    assert_eq!(fetch(&fetcher, &server.url("/")).await.err(), Some(FetchError::Slow(0)));
}
