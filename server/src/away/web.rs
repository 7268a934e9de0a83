//! The client for other people's servers: verified TLS with roots of its own, no redirects, no waiting for ever.

use std::time::Duration;

use reqwest::{Certificate, Client, redirect::Policy};

/// Connecting, and the whole of a request.
const CONNECT: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(15);

/// A client. The roots are the binary's own, because a bare machine has none.
pub(super) fn client() -> reqwest::Result<Client> {
    // Fails only where there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    let roots = roots.map(|root| Certificate::from_der(root)).collect::<reqwest::Result<Vec<_>>>()?;
    Client::builder()
        .tls_certs_only(roots)
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(CONNECT)
        .timeout(WHOLE)
        .build()
}
