//! tests: what stands at an address of a website's stand-in, and how it is sent.

use std::{
    collections::hash_map::DefaultHasher,
    fmt::Write as _,
    hash::{Hash as _, Hasher as _},
    io::Write as _,
    sync::OnceLock,
};

use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use futures::stream;

/// A piece of a page that goes on and on.
const PIECE: &str = "<p>And so on, and so on, and so on, and so on, and so on, and so on, and so on.</p>\n";
/// What the bomb is when it is unpacked, bytes: far more than any page may be.
const BOMB: usize = 32 * 1024 * 1024;

/// What stands at an address.
#[derive(Clone, Debug)]
pub enum Sends {
    /// These bytes, as this type.
    Bytes {
        /// The media type.
        mime: &'static str,
        /// What it holds.
        bytes: Vec<u8>,
    },
    /// Somewhere else.
    On(String),
    /// This status.
    Status(u16),
    /// A page that never ends.
    Endless,
    /// So many bytes, which it says beforehand.
    Large(u64),
    /// A small page that unpacks into a vast one.
    Bomb,
    /// Nothing, not even a status.
    Silence,
}

impl Sends {
    /// A page of a shop as shops have them, with a title and paragraphs in it.
    #[must_use]
    pub fn html(title: &str, paragraphs: &[&str]) -> Self {
        let mut body = String::new();
        for paragraph in paragraphs {
            let _ = writeln!(body, "<p>{paragraph}</p>");
        }
        Self::markup(&format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head><body>\
             <nav><a href=\"/\">Home</a> <a href=\"/basket\">Basket</a></nav><main><h1>{title}</h1>\n{body}</main>\
             <footer>All rights reserved</footer></body></html>"
        ))
    }

    /// This HTML.
    #[must_use]
    pub fn markup(html: &str) -> Self {
        Self::Bytes { mime: "text/html; charset=utf-8", bytes: html.as_bytes().to_vec() }
    }

    /// This text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Bytes { mime: "text/plain; charset=utf-8", bytes: text.as_bytes().to_vec() }
    }

    /// What tells this version from another; none for what has none.
    pub(super) fn tag(&self) -> Option<String> {
        let Self::Bytes { bytes, .. } = self else { return None };
        let mut hash = DefaultHasher::new();
        bytes.hash(&mut hash);
        Some(format!("\"{:016x}\"", hash.finish()))
    }
}

/// A sitemap of these addresses.
#[must_use]
pub fn sitemap(pages: &[String]) -> Sends {
    list("urlset", "url", pages)
}

/// A list of these sitemaps.
#[must_use]
pub fn sitemaps(maps: &[String]) -> Sends {
    list("sitemapindex", "sitemap", maps)
}

fn list(outer: &str, inner: &str, addresses: &[String]) -> Sends {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{outer} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for address in addresses {
        let _ = writeln!(xml, "<{inner}><loc>{address}</loc></{inner}>");
    }
    let _ = writeln!(xml, "</{outer}>");
    Sends::Bytes { mime: "application/xml", bytes: xml.into_bytes() }
}

/// The same, packed as a file.
///
/// # Panics
/// Where it is no page.
#[must_use]
pub fn gzip(page: &Sends) -> Sends {
    let Sends::Bytes { bytes, .. } = page else { panic!("{page:?} cannot be packed") };
    Sends::Bytes { mime: "application/gzip", bytes: packed(bytes) }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).expect("memory takes it");
    out.finish().expect("memory takes it")
}

/// What a request is answered with.
#[derive(Debug)]
pub(super) enum Answer {
    Page(Sends),
    /// It is as it was when it had this tag.
    Unchanged(String),
}

impl Answer {
    pub(super) const fn nothing() -> Self {
        Self::Page(Sends::Status(404))
    }

    pub(super) async fn send(self) -> Response {
        let page = match self {
            Self::Page(page) => page,
            Self::Unchanged(tag) => {
                return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
            }
        };
        let tag = page.tag().unwrap_or_else(|| "\"none\"".to_owned());
        match page {
            Sends::Bytes { mime, bytes } => {
                ([(header::CONTENT_TYPE, mime.to_owned()), (header::ETAG, tag)], bytes).into_response()
            }
            Sends::On(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
            Sends::Status(status) => {
                (StatusCode::from_u16(status).expect("a status"), "This page has no text.").into_response()
            }
            Sends::Endless => {
                let pieces =
                    stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(PIECE.as_bytes())));
                ([(header::CONTENT_TYPE, "text/html")], Body::from_stream(pieces)).into_response()
            }
            Sends::Large(bytes) => {
                let mut left = bytes;
                let pieces = std::iter::from_fn(move || {
                    let piece = &PIECE.as_bytes()[..left.min(PIECE.len() as u64) as usize];
                    left -= piece.len() as u64;
                    (!piece.is_empty()).then(|| Ok::<_, std::io::Error>(Bytes::from_static(piece)))
                });
                let headers = [
                    (header::CONTENT_TYPE, "text/html".to_owned()),
                    (header::CONTENT_LENGTH, bytes.to_string()),
                ];
                (headers, Body::from_stream(stream::iter(pieces))).into_response()
            }
            Sends::Bomb => {
                static PACKED: OnceLock<Bytes> = OnceLock::new();
                let bomb = PACKED.get_or_init(|| packed(&vec![b' '; BOMB]).into());
                let headers = [(header::CONTENT_TYPE, "text/html"), (header::CONTENT_ENCODING, "gzip")];
                (headers, bomb.clone()).into_response()
            }
            Sends::Silence => std::future::pending().await,
        }
    }
}
