//! Files: served as they are, compressed as the browser likes, hashed names kept for ever, others for minutes.

use std::io::Write;

use axum::{
    body::Body,
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{
            ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE,
            ETAG, IF_NONE_MATCH, VARY, X_CONTENT_TYPE_OPTIONS,
        },
    },
    response::{IntoResponse, Response},
};
use bytes::Bytes;

use super::error::Error;
use crate::assets::{Asset, at};

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const FOR_MINUTES: HeaderValue = HeaderValue::from_static("public, max-age=300");
const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The file at `path`.
pub(crate) fn file(path: &str, headers: &HeaderMap) -> Response {
    match at(path) {
        Some(asset) => serve(asset, headers),
        None => Error::not_found().into_response(),
    }
}

/// A file as it is answered with.
pub(crate) struct File<'a> {
    /// Of its contents.
    pub(crate) tag: &'a str,
    pub(crate) content_type: &'static str,
    /// Its name changes with its contents, so that it may be kept for ever.
    pub(crate) immutable: bool,
    pub(crate) plain: Bytes,
    pub(crate) brotli: Option<Bytes>,
    pub(crate) gzip: Option<Bytes>,
}

fn serve(asset: &'static Asset, headers: &HeaderMap) -> Response {
    let file = File {
        tag: asset.hash,
        content_type: asset.content_type,
        immutable: asset.immutable,
        plain: Bytes::from_static(asset.plain),
        brotli: asset.brotli.map(Bytes::from_static),
        gzip: asset.gzip.map(Bytes::from_static),
    };
    answer(file, headers)
}

/// Answers with the file, or that the browser has it already.
pub(crate) fn answer(file: File<'_>, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", file.tag);
    let known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    let known =
        known.flat_map(|tags| tags.split(',')).any(|known| known.trim().trim_start_matches("W/") == tag);
    let (content_type, immutable) = (file.content_type, file.immutable);
    let (encoding, bytes) = encoded(file, headers);
    let mut response =
        if known { StatusCode::NOT_MODIFIED.into_response() } else { Response::new(Body::from(bytes)) };
    let out = response.headers_mut();
    if !known {
        out.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        if let Some(encoding) = encoding {
            out.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(ETAG, tag);
    }
    out.insert(CACHE_CONTROL, if immutable { FOR_EVER } else { FOR_MINUTES });
    out.insert(VARY, HeaderValue::from_static("accept-encoding"));
    out.insert(X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    // Shops load the loader from their own origins; nothing here is secret.
    out.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    out.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

fn encoded(file: File<'_>, headers: &HeaderMap) -> (Option<&'static str>, Bytes) {
    match file {
        File { brotli: Some(bytes), .. } if accepts(headers, "br") => (Some("br"), bytes),
        File { gzip: Some(bytes), .. } if accepts(headers, "gzip") => (Some("gzip"), bytes),
        File { plain, .. } => (None, plain),
    }
}

/// Whether the browser takes this encoding (RFC 9110, 12.5.3).
pub(super) fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers.get_all(ACCEPT_ENCODING).iter().filter_map(|accepted| accepted.to_str().ok()).any(|accepted| {
        accepted.split(',').any(|item| {
            let mut fields = item.split(';').map(str::trim);
            fields.next() == Some(encoding) && !fields.any(|field| matches!(field, "q=0" | "q=0.0"))
        })
    })
}

/// What is made while somebody waits, as brotli of this quality, at most 11.
pub(super) fn squeeze(plain: &[u8], quality: u32) -> Vec<u8> {
    let mut squeezed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut squeezed, 4096, quality, 22);
    // Writing into memory does not fail.
    let _ = writer.write_all(plain);
    drop(writer);
    squeezed
}
