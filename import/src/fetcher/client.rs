//! Import's HTTP client: verified TLS with roots of its own, and nothing done behind its back.

use std::{error::Error, time::Duration};

use reqwest::{
    Certificate, Client,
    header::{ACCEPT_ENCODING, HeaderMap, HeaderValue},
    redirect::Policy,
};

use super::resolve::{Guarded, Missing, Shut};
use crate::error::FetchError;

/// How it introduces itself.
const NAME: &str = concat!("Baton/", env!("CARGO_PKG_VERSION"), " (knowledge import)");

/// What it would rather have.
pub(super) const ACCEPTED: &str =
    "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, application/pdf;q=0.9, */*;q=0.1";

/// The packings that `body` undoes, so that the limit holds for what comes out of them.
const PACKED: HeaderValue = HeaderValue::from_static("gzip, br, deflate");

/// How long a connection is kept for the next page of the same host: about as long as an import pauses.
const IDLE: Duration = Duration::from_secs(10);

/// A client that connects to what the resolver lets through. No cookies, no proxy, no referrer; redirects are
/// followed by the caller, who looks at each.
pub(super) fn client(resolver: Guarded, connect: Duration) -> reqwest::Result<Client> {
    // Fails only where there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    let roots = roots.map(|root| Certificate::from_der(root)).collect::<reqwest::Result<Vec<_>>>()?;
    Client::builder()
        .tls_certs_only(roots)
        .dns_resolver(resolver)
        .redirect(Policy::none())
        .no_proxy()
        .referer(false)
        .user_agent(NAME)
        .default_headers(HeaderMap::from_iter([(ACCEPT_ENCODING, PACKED)]))
        .pool_max_idle_per_host(1)
        .pool_idle_timeout(IDLE)
        .connect_timeout(connect)
        .build()
}

/// The reason inside a client's error, for a person.
pub(super) fn explain(error: &reqwest::Error, whole: Duration) -> FetchError {
    let mut inner: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(cause) = inner {
        if cause.is::<Shut>() {
            return FetchError::Private;
        }
        if cause.is::<Missing>() {
            return FetchError::Name;
        }
        if cause.is::<rustls::Error>() {
            return FetchError::Certificate;
        }
        // What is inside an input error is not its source, and TLS errors are inside two of them.
        let hidden = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        inner = match hidden {
            Some(hidden) => Some(hidden),
            None => cause.source(),
        };
    }
    if error.is_connect() {
        FetchError::Connect
    } else if error.is_timeout() {
        FetchError::Slow(whole.as_secs())
    } else {
        FetchError::Broken
    }
}
