//! Import's permission: what a website's robots.txt asks of programs that read it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use robotxt::Robots;
use tokio::time::Instant;

use super::{Fetched, Fetcher, Known, Wanted};
use crate::{address::Address, error::FetchError};

/// The name that a robots.txt knows us by.
const AGENT: &str = "Baton";

/// How long one is believed: a day is the most that RFC 9309 allows; an operator who changes it waits an hour.
const BELIEVED: Duration = Duration::from_secs(60 * 60);

/// The most that are kept.
const SITES: usize = 256;

/// The robots.txt files that were read lately.
#[derive(Default)]
pub(super) struct Permits {
    known: Mutex<HashMap<String, (Instant, Arc<Robots>)>>,
}

impl Permits {
    fn get(&self, origin: &str, now: Instant) -> Option<Arc<Robots>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(origin).filter(|(until, _)| *until > now).map(|(_, robots)| Arc::clone(robots))
    }

    fn put(&self, origin: String, robots: &Arc<Robots>, now: Instant) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= SITES {
            known.retain(|_, (until, _)| *until > now);
        }
        if known.len() >= SITES {
            known.clear();
        }
        known.insert(origin, (now + BELIEVED, Arc::clone(robots)));
    }
}

impl Fetcher {
    /// Passes where the site's robots.txt does not forbid the page to us.
    pub(super) async fn permit(&self, address: &Address, pause: Duration) -> Result<(), FetchError> {
        let origin = address.origin();
        let robots = match self.permits.get(&origin, Instant::now()) {
            Some(robots) => robots,
            None => {
                let robots = Arc::new(self.robots(address, pause).await?);
                self.permits.put(origin, &robots, Instant::now());
                robots
            }
        };
        if robots.is_allowed(&address.path_and_query()) { Ok(()) } else { Err(FetchError::Robots) }
    }

    /// A site without a readable robots.txt asks for nothing; one that fails is left alone, as RFC 9309 has it. A host
    /// that cannot be reached at all is the page's own error.
    async fn robots(&self, address: &Address, pause: Duration) -> Result<Robots, FetchError> {
        let file = address.join("/robots.txt", self.guard())?;
        // Boxed: a page asks for a robots.txt on its way, by the same road.
        match Box::pin(self.follow(&file, Wanted::Robots, &Known::default(), pause)).await {
            Ok(Fetched::New(page)) => Ok(Robots::parse(&page.bytes, AGENT)),
            Ok(Fetched::Same | Fetched::Gone(_)) => Ok(Robots::allow_all()),
            Err(FetchError::Status(status)) if status >= 500 || status == 429 => {
                Err(FetchError::Status(status))
            }
            Err(
                FetchError::Status(_)
                | FetchError::Redirects
                | FetchError::Nowhere
                | FetchError::Downgrade
                | FetchError::Large(_)
                | FetchError::Compression,
            ) => Ok(Robots::allow_all()),
            Err(error) => Err(error),
        }
    }
}
