//! Import's limits on bodies, tested: what is long, packed, or never ends.

use std::io::Write;

use flate2::{
    Compression,
    write::{DeflateEncoder, GzEncoder, ZlibEncoder},
};

use super::*;

const LIMIT: usize = 5_000_000;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, 3, 20);
    writer.write_all(bytes).unwrap();
    drop(writer);
    packed
}

/// What comes of a body that is said to be packed in some way.
async fn unpacked(encoding: &'static str, body: Vec<u8>) -> Result<Vec<u8>, FetchError> {
    let server = Server::start(move |path| match path {
        "/robots.txt" => answer("404 Not Found", "", b""),
        _ => answer("200 OK", &format!("Content-Type: text/html\r\nContent-Encoding: {encoding}\r\n"), &body),
    })
    .await;
    let Fetched::New(page) = fetch(&fetcher(), &server.url("/")).await? else { panic!("not a page") };
    Ok(page.bytes)
}

#[tokio::test]
async fn packed_bodies_are_unpacked() {
    let text = b"<p>Hello ".repeat(1_000);
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    zlib.write_all(&text).unwrap();
    let mut bare = DeflateEncoder::new(Vec::new(), Compression::fast());
    bare.write_all(&text).unwrap();
    for (encoding, body) in [
        ("gzip", gzip(&text)),
        ("X-Gzip", gzip(&text)),
        ("br", brotli(&text)),
        ("deflate", zlib.finish().unwrap()),
        ("deflate", bare.finish().unwrap()),
        ("identity", text.clone()),
    ] {
        assert_eq!(unpacked(encoding, body).await.as_ref(), Ok(&text), "{encoding}");
    }
}

#[tokio::test]
async fn bombs_are_stopped_at_the_limit() {
    let bomb = vec![b' '; 30_000_000];
    for (encoding, body) in [("gzip", gzip(&bomb)), ("br", brotli(&bomb))] {
        assert!(body.len() < 1_000_000);
        assert_eq!(unpacked(encoding, body).await, Err(FetchError::Large(5)), "{encoding}");
    }
    assert_eq!(unpacked("gzip", gzip(&vec![b' '; LIMIT])).await.map(|page| page.len()), Ok(LIMIT));
    assert_eq!(unpacked("gzip", gzip(&vec![b' '; LIMIT + 1])).await, Err(FetchError::Large(5)));
}

#[tokio::test]
async fn damaged_and_unknown_packings_are_refused() {
    let mut cut = gzip(&b"<p>Hello ".repeat(1_000));
    cut.truncate(cut.len() / 2);
    for (encoding, body) in [
        ("gzip", cut),
        ("gzip", b"no gzip".to_vec()),
        ("br", vec![0xff; 100]),
        ("zstd", vec![]),
        ("gzip, gzip", vec![]),
    ] {
        assert_eq!(unpacked(encoding, body).await, Err(FetchError::Compression), "{encoding}");
    }
}

#[tokio::test]
async fn a_long_body_is_left_at_the_limit() {
    let long = 100_000_000;
    let server = Server::start(move |path| match path {
        "/robots.txt" => answer("404 Not Found", "", b""),
        _ => Reply::Long(long),
    })
    .await;
    assert_eq!(fetch(&fetcher(), &server.url("/")).await.err(), Some(FetchError::Large(5)));
    assert!(*server.written.lock().unwrap() < long / 2);
}

#[tokio::test]
async fn an_endless_body_is_left_at_the_limit() {
    let server = Server::start(|path| match path {
        "/robots.txt" => answer("404 Not Found", "", b""),
        _ => Reply::Endless,
    })
    .await;
    let error = fetch(&fetcher(), &server.url("/")).await.unwrap_err();
    assert_eq!(error.to_string(), "The page is larger than 5 MB.");
}

#[tokio::test]
async fn a_length_that_is_said_is_believed_before_the_body_is_read() {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n", LIMIT + 1);
    assert_eq!(failure(move || Reply::Raw(head.clone().into_bytes())).await, FetchError::Large(5));
}
