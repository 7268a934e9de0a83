//! Import's addresses: what an editor may name, in the one form that everything else works with.

use std::{fmt, net::IpAddr};

use reqwest::Url;

use crate::{error::FetchError, guard::Guard};

#[cfg(test)]
mod tests;

/// The longest address, in bytes: what the longest-suffering browsers and servers agree on.
pub const ADDRESS_BYTES: usize = 2_048;

/// Where web pages live. Anything else is a database, a mail server, somebody's printer.
const PORTS: [u16; 4] = [80, 443, 8080, 8443];

/// An address of a web page: `http` or `https`, without user, password and fragment, on a port where web pages live.
///
/// The parser is the browsers' own (WHATWG): `2130706433`, `0177.0.0.1`, `0x7f.1`, `127。0。0。1` and `%31%32%37.0.0.1`
/// are all `127.0.0.1` here, before anything is asked of the [`Guard`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(Url);

impl Address {
    /// Reads an address as a person types it; without a scheme it is `https`.
    ///
    /// # Errors
    /// [`FetchError`] says what is wrong with it: too long, no address, another scheme, a user in it, an odd port, or a
    /// host that is a closed IP address. A name is judged when it is connected to.
    pub fn parse(text: &str, guard: &Guard) -> Result<Self, FetchError> {
        let text = text.trim();
        if text.len() > ADDRESS_BYTES {
            return Err(FetchError::AddressLength);
        }
        match Url::parse(text) {
            // `example.com:8080` is a host with its port, though it reads like a scheme.
            Ok(url) if !url.scheme().contains('.') => Self::check(url, guard),
            Ok(_) => {
                Self::check(Url::parse(&format!("https://{text}")).map_err(|_| FetchError::Address)?, guard)
            }
            Err(_) if !text.is_empty() && !text.contains("://") => {
                Self::check(Url::parse(&format!("https://{text}")).map_err(|_| FetchError::Address)?, guard)
            }
            Err(_) => Err(FetchError::Address),
        }
    }

    /// Follows a link or a redirect that stands on this page.
    ///
    /// # Errors
    /// As [`Address::parse`].
    pub fn join(&self, link: &str, guard: &Guard) -> Result<Self, FetchError> {
        if link.len() > ADDRESS_BYTES {
            return Err(FetchError::AddressLength);
        }
        Self::check(self.0.join(link).map_err(|_| FetchError::Address)?, guard)
    }

    fn check(mut url: Url, guard: &Guard) -> Result<Self, FetchError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FetchError::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(FetchError::User);
        }
        url.set_fragment(None);
        let address = Self(url);
        if address.0.host_str().is_none_or(str::is_empty) {
            return Err(FetchError::Address);
        }
        let excepted = match address.literal() {
            Some(ip) if !guard.allows(ip) => return Err(FetchError::Private),
            Some(ip) => guard.excepts(ip),
            // Which address a name leads to is seen when it is connected to; see `Fetcher`.
            None => guard.has_exceptions(),
        };
        if !excepted && address.odd_port() {
            return Err(FetchError::Port);
        }
        if address.0.as_str().len() > ADDRESS_BYTES {
            return Err(FetchError::AddressLength);
        }
        Ok(address)
    }

    /// The IP address, if the host is one and no name.
    fn literal(&self) -> Option<IpAddr> {
        // The parser has written a literal in its one canonical form; IPv6 stands in brackets.
        self.host().trim_start_matches('[').trim_end_matches(']').parse().ok()
    }

    /// Whether only an operator's exception allows its port.
    pub(crate) fn odd_port(&self) -> bool {
        !self.0.port_or_known_default().is_some_and(|port| PORTS.contains(&port))
    }

    /// The host as it is compared: lower case, punycode, IPv6 in brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Scheme, host and port: whose robots.txt counts.
    pub(crate) fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// Path and query, as robots.txt speaks of them.
    pub(crate) fn path_and_query(&self) -> String {
        let query = self.0.query().map(|query| format!("?{query}"));
        format!("{}{}", self.0.path(), query.unwrap_or_default())
    }

    /// The last part of the path, or the host: what a page without a title is called.
    #[must_use]
    pub fn name(&self) -> &str {
        let last = self.0.path_segments().and_then(|mut parts| parts.rfind(|part| !part.is_empty()));
        last.unwrap_or_else(|| self.host())
    }

    /// Whether it is reached through TLS.
    pub(crate) fn secure(&self) -> bool {
        self.0.scheme() == "https"
    }

    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
