//! Files: served as they are, compressed as the browser likes, hashed names kept for ever, others for minutes.

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

fn serve(asset: &'static Asset, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", asset.hash);
    let known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    let known =
        known.flat_map(|tags| tags.split(',')).any(|known| known.trim().trim_start_matches("W/") == tag);
    let (encoding, bytes) = encoded(asset, headers);
    let mut response =
        if known { StatusCode::NOT_MODIFIED.into_response() } else { Response::new(Body::from(bytes)) };
    let out = response.headers_mut();
    if !known {
        out.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
        if let Some(encoding) = encoding {
            out.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(ETAG, tag);
    }
    out.insert(CACHE_CONTROL, if asset.immutable { FOR_EVER } else { FOR_MINUTES });
    out.insert(VARY, HeaderValue::from_static("accept-encoding"));
    out.insert(X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    // Shops load the loader from their own origins; nothing here is secret.
    out.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    out.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

fn encoded(asset: &'static Asset, headers: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
    let accepts = |encoding: &str| {
        headers.get_all(ACCEPT_ENCODING).iter().filter_map(|accepted| accepted.to_str().ok()).any(
            |accepted| {
                accepted.split(',').any(|item| {
                    let mut fields = item.split(';').map(str::trim);
                    fields.next() == Some(encoding) && !fields.any(|field| matches!(field, "q=0" | "q=0.0"))
                })
            },
        )
    };
    match asset {
        Asset { brotli: Some(bytes), .. } if accepts("br") => (Some("br"), bytes),
        Asset { gzip: Some(bytes), .. } if accepts("gzip") => (Some("gzip"), bytes),
        Asset { plain, .. } => (None, plain),
    }
}
