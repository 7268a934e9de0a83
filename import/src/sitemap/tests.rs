//! Import's sitemaps, tested: their forms, their bombs, and sites that name too much.

use std::{io::Write, time::Duration};

use flate2::{Compression, write::GzEncoder};

use super::{ADDRESSES, PAGES, Walk, WalkError, parse::parse, walk};
use crate::{
    error::{FetchError, ReadError},
    fetcher::tests::{
        fetcher,
        server::{Reply, Server, answer},
    },
};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn urlset(places: impl IntoIterator<Item = String>) -> String {
    let urls: String = places.into_iter().map(|place| format!("<url><loc>{place}</loc></url>")).collect();
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"
    )
}

fn index(places: impl IntoIterator<Item = String>) -> String {
    let maps: String =
        places.into_iter().map(|place| format!("<sitemap><loc>{place}</loc></sitemap>")).collect();
    format!("<sitemapindex>{maps}</sitemapindex>")
}

fn places(bytes: &[u8]) -> Vec<(String, Option<String>)> {
    parse(bytes).unwrap().entries.into_iter().map(|entry| (entry.place, entry.changed)).collect()
}

#[test]
fn all_forms_are_read() {
    let one = |place: &str| vec![(place.to_owned(), None)];
    assert_eq!(
        places(b"\n<urlset><url><loc> http://a.example/?b=1&amp;c=2&#38;d </loc></url></urlset>"),
        one("http://a.example/?b=1&c=2&d")
    );
    assert_eq!(places(b"<x:urlset xmlns:x='y'><x:url><x:loc><![CDATA[http://a.example/]]></x:loc><x:image><x:loc>http://no.example/</x:loc></x:image></x:url></x:urlset>"), one("http://a.example/"));
    assert_eq!(places(b"\xef\xbb\xbfhttp://a.example/\r\n\r\n"), one("http://a.example/"));
    assert_eq!(places(&gzip(b"http://a.example/")), one("http://a.example/"));
    let dated = b"<urlset><url><lastmod>2026-11-02</lastmod><loc>http://a.example/</loc></url><url/><url><lastmod>x</lastmod></url></urlset>";
    assert_eq!(places(dated), [("http://a.example/".to_owned(), Some("2026-11-02".to_owned()))]);
    assert!(parse(index(["http://a.example/".to_owned()]).as_bytes()).unwrap().index);
}

#[test]
fn what_is_no_sitemap_is_told() {
    let said = |bytes: &[u8]| parse(bytes).unwrap_err().to_string();
    for (bytes, why) in [
        (b"<html><body>".as_slice(), "it begins like another kind of XML"),
        (b"hello", "it is neither XML nor a list of addresses"),
        (b"<urlset><url><loc>http://a.example/</loc>", "it ends early"),
        (b"<urlset><url></loc></urlset>", "its XML is damaged"),
        (b"\x1f\x8bdamaged", "its packing is damaged"),
        (b"<urlset><url><loc>&x;</loc></url></urlset>", "it uses a name that it does not explain"),
        (b"<!DOCTYPE urlset [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>&x;</loc></url></urlset>", "it has a document type"),
    ] {
        assert_eq!(said(bytes), format!("This is not a sitemap that can be read: {why}."));
    }
    assert_eq!(parse(b"<urlset></urlset>"), Err(ReadError::Empty));
}

#[test]
fn bombs_are_refused() {
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY l{n} '{}'>", format!("&l{};", n - 1).repeat(10))).collect();
    let bomb = format!("<!DOCTYPE u [<!ENTITY l0 'ha'>{laughs}]><urlset><url><loc>&l9;</loc></url></urlset>");
    assert!(parse(bomb.as_bytes()).unwrap_err().to_string().contains("document type"));
    assert_eq!(parse(&gzip(&vec![b' '; 100_000_000])), Err(ReadError::SitemapSize));
    assert_eq!(parse(&vec![b' '; 10_000_001]), Err(ReadError::SitemapSize));
    let deep = format!("<urlset>{}", "<a>".repeat(1_000_000));
    assert!(parse(deep.as_bytes()).unwrap_err().to_string().contains("nested too deeply"));
    let long =
        urlset(["http://a.example/".to_owned() + &"a".repeat(9_000_000), "http://b.example/".to_owned()]);
    assert_eq!(places(long.as_bytes()).len(), 1);
}

/// Walks a site whose sitemaps are what `say` says.
async fn site(
    limit: usize,
    hosts: &[String],
    say: impl Fn(&str, &str) -> Option<Vec<u8>> + Send + Sync + 'static,
) -> (Result<Walk, WalkError>, Server) {
    let port = std::sync::Arc::new(std::sync::OnceLock::new());
    let known = std::sync::Arc::clone(&port);
    let server = Server::start(move |path: &str| -> Reply {
        let base = known.get().cloned().unwrap_or_else(String::new);
        match say(path, &base) {
            Some(bytes) => answer("200 OK", "Content-Type: application/xml\r\n", &bytes),
            None => answer("404 Not Found", "", b""),
        }
    })
    .await;
    port.set(server.url("")).unwrap();
    let fetcher = fetcher();
    let address = fetcher.address(&server.url("/sitemap.xml")).unwrap();
    (walk(&fetcher, &address, hosts, limit, Duration::ZERO).await, server)
}

#[tokio::test]
async fn ten_thousand_pages_are_counted_and_five_hundred_taken() {
    let (walked, _) = site(PAGES, &[], |_, base| {
        Some(urlset((0..12_000).map(|n| format!("{base}/{}", n.max(1)))).into_bytes())
    })
    .await;
    let walked = walked.unwrap();
    assert_eq!(walked.pages.len(), 500);
    assert!(walked.pages[1].address.as_str().ends_with("/2"), "doubles are one");
    // The double is neither a page nor beyond.
    assert_eq!(walked.beyond, 12_000 - 1 - 500);
}

#[tokio::test]
async fn an_index_is_followed_two_deep_and_faults_are_told() {
    let (walked, server) = site(PAGES, &[], |path, base| match path {
        "/sitemap.xml" => Some(
            index(
                ["/1", "/sitemap.xml", "/missing", "/plain.gz", "/html"].map(|path| format!("{base}{path}")),
            )
            .into_bytes(),
        ),
        "/1" => Some(index([format!("{base}/2")]).into_bytes()),
        "/2" => Some(index([format!("{base}/3")]).into_bytes()),
        "/plain.gz" => Some(gzip(format!("{base}/a\n{base}/b").as_bytes())),
        "/html" => Some(b"<html>".to_vec()),
        _ => None,
    })
    .await;
    let walked = walked.unwrap();
    let pages: Vec<_> = walked.pages.iter().map(|page| page.address.name().to_owned()).collect();
    assert_eq!(pages, ["a", "b"]);
    assert_eq!(server.paths(), ["/sitemap.xml", "/1", "/missing", "/plain.gz", "/html", "/2"]);
    let faults: Vec<_> = walked
        .faults
        .iter()
        .map(|(place, why)| (place.trim_start_matches(&server.url("")).to_owned(), why.as_str()))
        .collect();
    let expected = [
        ("/missing".to_owned(), "The server answered with status 404."),
        ("/html".to_owned(), "This is not a sitemap that can be read: it begins like another kind of XML."),
    ];
    assert_eq!(faults, expected);
    assert_eq!(walked.beyond, 1);
}

#[tokio::test]
async fn fifty_sitemaps_are_read() {
    let (walked, server) = site(PAGES, &[], |path, base| match path {
        "/sitemap.xml" => Some(index((0..200).map(|n| format!("{base}/{n}"))).into_bytes()),
        path => Some(format!("{base}/page{path}").into_bytes()),
    })
    .await;
    let walked = walked.unwrap();
    assert_eq!((server.paths().len(), walked.pages.len(), walked.beyond), (50, 49, 151));
}

#[tokio::test]
async fn all_sitemaps_together_have_one_limit() {
    let (walked, _) = site(usize::MAX, &[], |path, base| match path {
        "/sitemap.xml" => Some(index(["/1", "/2"].map(|path| format!("{base}{path}"))).into_bytes()),
        path => Some(urlset((0..ADDRESSES).map(|n| format!("{base}/page{path}/{n}"))).into_bytes()),
    })
    .await;
    let walked = walked.unwrap();
    assert_eq!((walked.pages.len(), walked.beyond), (ADDRESSES - 2, ADDRESSES + 2));
}

#[tokio::test]
async fn other_hosts_are_left_out_unless_they_are_listed() {
    let say = |_: &str, base: &str| {
        let places =
            ["/a", "http://help.example/b", "http://127.0.0.2/c", "javascript:x", "http://help.example:22/d"];
        Some(
            urlset(places.map(|place| {
                if place.starts_with('/') { format!("{base}{place}") } else { place.to_owned() }
            }))
            .into_bytes(),
        )
    };
    let (walked, _) = site(PAGES, &[], say).await;
    let walked = walked.unwrap();
    assert_eq!((walked.pages.len(), walked.foreign), (1, 4));
    let (walked, _) = site(PAGES, &["help.example".to_owned()], say).await;
    assert_eq!(walked.unwrap().pages[1].address.as_str(), "http://help.example/b");
}

#[tokio::test]
async fn a_sitemap_that_is_missing_or_too_large_is_an_error() {
    let (walked, _) = site(PAGES, &[], |_, _| None).await;
    assert_eq!(walked.err(), Some(WalkError::Fetch(FetchError::Status(404))));
    let (walked, _) = site(PAGES, &[], |_, _| Some(vec![b' '; 10_000_001])).await;
    assert_eq!(walked.err(), Some(WalkError::Fetch(FetchError::Large(10))));
}
