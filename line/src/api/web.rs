//! line: the client for the network: verified TLS with roots of its own, no redirects, no proxy.

use std::time::Duration;

use reqwest::{Certificate, Client, redirect::Policy};

const CONNECT: Duration = Duration::from_secs(5);

/// A client. The roots are the binary's own, because a bare machine has none; a redirect would carry the token away.
pub(super) fn client() -> reqwest::Result<Client> {
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
