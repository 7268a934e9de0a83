//! The model's client for the network: verified TLS with roots of its own, no redirects, no proxy.

use std::time::Duration;

use reqwest::{Certificate, Client, redirect::Policy};

/// Leaves room for a second try before the first sentence is due.
const CONNECT: Duration = Duration::from_secs(3);

/// A client. The roots are the binary's own, because a bare machine has none; a redirect would carry the key away. It
/// has no deadline for a whole answer: each call has its own.
pub(crate) fn client() -> reqwest::Result<Client> {
    // Fails only where there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    let roots = roots.map(|root| Certificate::from_der(root)).collect::<reqwest::Result<Vec<_>>>()?;
    Client::builder()
        .tls_certs_only(roots)
        .redirect(Policy::none())
        .no_proxy()
        .referer(false)
        .connect_timeout(CONNECT)
        .build()
}
