//! Import's reading of web pages: hop by hop, each checked, within limits of time and size.

mod body;
mod client;
mod pace;
mod permit;
mod resolve;
#[cfg(test)]
pub(crate) mod tests;

use std::{net::IpAddr, sync::Arc, time::Duration};

use reqwest::{
    Client, Response, StatusCode,
    header::{
        ACCEPT, CONTENT_TYPE, ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION,
    },
};
use tokio::time::{Instant, timeout};

use crate::{
    address::Address,
    error::FetchError,
    guard::Guard,
    kind::{self, Kind},
};
pub(crate) use body::gunzip;
use pace::Pace;
use permit::Permits;
pub use resolve::{Lookup, System};

/// How often a page may send on: what browsers' users never see more of.
pub const REDIRECTS: usize = 5;

/// What a fetcher may take of time and room. The defaults are what the server runs with; tests take less.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until a connection stands: a server that is there answers within it from anywhere.
    pub connect: Duration,
    /// A page with all its hops, without the pauses between them.
    pub whole: Duration,
    /// A page, in bytes, before and after it is unpacked: the longest handbooks on one page are 2 MB of HTML.
    pub page: usize,
    /// A sitemap likewise: 50,000 addresses, which is the most it may have, need about 6 MB.
    pub sitemap: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            whole: Duration::from_secs(20),
            page: 5_000_000,
            sitemap: 10_000_000,
        }
    }
}

/// robots.txt: what RFC 9309 makes every reader take at least.
const ROBOTS_BYTES: usize = 500 * 1024;

/// What an earlier reading left behind, so that an unchanged page need not be sent again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The `ETag`, as it was sent.
    pub etag: Option<String>,
    /// The `Last-Modified`, as it was sent.
    pub last_modified: Option<String>,
}

/// What came of an address.
#[derive(Clone, Debug)]
pub enum Fetched {
    /// The page.
    New(Box<Page>),
    /// It has not changed since it left what is [`Known`].
    Same,
    /// It is not there (any more): 404 or 410.
    Gone(u16),
}

/// A page as it was sent, unpacked.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What they are.
    pub kind: Kind,
    /// The encoding that the server names for them.
    pub charset: Option<String>,
    /// What to send along the next time.
    pub known: Known,
    /// Where it was found, after all redirects.
    pub address: Address,
}

/// Reads web pages from public addresses. Made once; shared by all imports.
pub struct Fetcher {
    guard: Guard,
    limits: Limits,
    open: Client,
    /// For names on ports that only an exception allows: it connects to exceptions alone.
    narrow: Client,
    pace: Pace,
    permits: Permits,
}

/// What is asked for: each has its limit and its ways.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Page,
    Sitemap,
    Robots,
}

/// Where one request led.
enum Hop {
    On(Address),
    Here(Fetched),
}

impl Fetcher {
    /// A fetcher that asks the machine's resolver. `exceptions` are addresses that an operator opens though they are
    /// not public.
    ///
    /// # Errors
    /// [`FetchError::Setup`] where there is no way to make a client.
    pub fn new(exceptions: &[IpAddr]) -> Result<Self, FetchError> {
        let lookup: Arc<dyn Lookup> = Arc::new(System);
        Self::with(exceptions, &lookup, Limits::default())
    }

    /// A fetcher with another resolver and other limits.
    ///
    /// # Errors
    /// As [`Fetcher::new`].
    pub fn with(exceptions: &[IpAddr], lookup: &Arc<dyn Lookup>, limits: Limits) -> Result<Self, FetchError> {
        let guard = Guard::new(exceptions);
        let client = |narrow| {
            client::client(resolve::Guarded::new(Arc::clone(lookup), guard.clone(), narrow), limits.connect)
                .map_err(|error| FetchError::Setup(error.to_string()))
        };
        let (open, narrow) = (client(false)?, client(true)?);
        Ok(Self { guard, limits, open, narrow, pace: Pace::default(), permits: Permits::default() })
    }

    /// Reads what an editor typed as an address that this fetcher will take.
    ///
    /// # Errors
    /// As [`Address::parse`].
    pub fn address(&self, text: &str) -> Result<Address, FetchError> {
        Address::parse(text, &self.guard)
    }

    pub(crate) fn guard(&self) -> &Guard {
        &self.guard
    }

    /// Reads a page, unless it is as it was [`Known`]. `pause` is kept between two requests to one host, whoever
    /// asks.
    ///
    /// # Errors
    /// [`FetchError`] says what kept it from being read.
    pub async fn page(
        &self,
        address: &Address,
        known: &Known,
        pause: Duration,
    ) -> Result<Fetched, FetchError> {
        self.follow(address, Wanted::Page, known, pause).await
    }

    /// Reads a sitemap: XML, a list of addresses, or either packed.
    ///
    /// # Errors
    /// As [`Fetcher::page`]; a sitemap that is gone is [`FetchError::Status`].
    pub async fn sitemap(&self, address: &Address, pause: Duration) -> Result<Vec<u8>, FetchError> {
        match self.follow(address, Wanted::Sitemap, &Known::default(), pause).await? {
            Fetched::New(page) => Ok(page.bytes),
            Fetched::Same => Err(FetchError::Broken),
            Fetched::Gone(status) => Err(FetchError::Status(status)),
        }
    }

    async fn follow(
        &self,
        from: &Address,
        wanted: Wanted,
        known: &Known,
        pause: Duration,
    ) -> Result<Fetched, FetchError> {
        // The address may have been read under another guard.
        let mut address = self.address(from.as_str())?;
        let mut left = self.limits.whole;
        let slow = || FetchError::Slow(self.limits.whole.as_secs());
        for _ in 0..=REDIRECTS {
            if wanted == Wanted::Page {
                self.permit(&address, pause).await?;
            }
            self.pace.turn(address.host(), pause).await;
            let began = Instant::now();
            match timeout(left, self.hop(&address, wanted, known)).await.map_err(|_| slow())?? {
                Hop::On(next) => address = next,
                Hop::Here(fetched) => return Ok(fetched),
            }
            left = left.saturating_sub(began.elapsed());
        }
        Err(FetchError::Redirects)
    }

    async fn hop(&self, address: &Address, wanted: Wanted, known: &Known) -> Result<Hop, FetchError> {
        let client = if address.odd_port() { &self.narrow } else { &self.open };
        let mut request = client.get(address.url().clone()).header(ACCEPT, client::ACCEPTED);
        for (name, value) in [(IF_NONE_MATCH, &known.etag), (IF_MODIFIED_SINCE, &known.last_modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let response = request.send().await.map_err(|error| client::explain(&error, self.limits.whole))?;
        let status = response.status();
        match status {
            StatusCode::NOT_MODIFIED if *known != Known::default() => Ok(Hop::Here(Fetched::Same)),
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(Hop::Here(Fetched::Gone(status.as_u16()))),
            StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT => {
                let location = response.headers().get(LOCATION);
                self.next(address, location.and_then(|value| std::str::from_utf8(value.as_bytes()).ok()))
                    .map(Hop::On)
            }
            StatusCode::OK => {
                self.take(address, wanted, response).await.map(|page| Hop::Here(Fetched::New(Box::new(page))))
            }
            _ => Err(FetchError::Status(status.as_u16())),
        }
    }

    /// Where a redirect leads.
    fn next(&self, address: &Address, location: Option<&str>) -> Result<Address, FetchError> {
        let next = address.join(location.ok_or(FetchError::Nowhere)?, &self.guard)?;
        if address.secure() && !next.secure() {
            return Err(FetchError::Downgrade);
        }
        Ok(next)
    }

    async fn take(&self, address: &Address, wanted: Wanted, response: Response) -> Result<Page, FetchError> {
        let header = |name: HeaderName| {
            response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        let known = Known { etag: header(ETAG), last_modified: header(LAST_MODIFIED) };
        let media = header(CONTENT_TYPE);
        let limit = match wanted {
            Wanted::Page => {
                // A film need not be fetched to be refused.
                kind::media(media.as_deref())?;
                self.limits.page
            }
            Wanted::Sitemap => self.limits.sitemap,
            Wanted::Robots => ROBOTS_BYTES,
        };
        let bytes = body::read(response, limit, self.limits.whole).await?;
        let kind = match wanted {
            Wanted::Page => kind::kind_of(address.name(), media.as_deref(), &bytes)?,
            Wanted::Sitemap | Wanted::Robots => Kind::Text,
        };
        let charset = media.as_deref().and_then(kind::charset);
        Ok(Page { bytes, kind, charset, known, address: address.clone() })
    }
}
