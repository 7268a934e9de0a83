//! Import's sitemaps: the pages that a site names, up to a limit.

mod parse;
#[cfg(test)]
mod tests;

use std::{
    collections::{HashSet, VecDeque},
    time::Duration,
};

use crate::{
    address::Address,
    error::{FetchError, ReadError},
    fetcher::Fetcher,
};
use parse::{Entry, Listed, parse};

/// The addresses that are looked at, of all its sitemaps together: beyond them nobody imports a site.
const ADDRESSES: usize = 10_000;

/// The sitemaps of one site that are read.
const SITEMAPS: usize = 50;

/// How deep an index may lead to an index: the protocol knows one level, and one more does no harm.
const DEPTH: usize = 2;

/// The pages that are imported where nobody asks for another number.
pub const PAGES: usize = 500;

/// A page that a sitemap names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Its address.
    pub address: Address,
    /// When it changed last, as the sitemap writes it: a date or a time of ISO 8601, unchecked.
    pub changed: Option<String>,
}

/// What a site's sitemaps came to.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// The pages, without doubles, in the sitemap's order.
    pub pages: Vec<Listing>,
    /// How many more it names beyond the limit; at least so many where it is itself over the limits.
    pub beyond: usize,
    /// How many addresses were left out because they are on other hosts or may not be read.
    pub foreign: usize,
    /// Nested sitemaps that could not be read, and why.
    pub faults: Vec<(String, String)>,
}

/// Why a sitemap could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WalkError {
    /// It could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It could not be understood.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Lists the pages of the sitemap at `address`, and of the sitemaps it names, on its own host and on `hosts`: at most
/// `limit` of them. `pause` is kept between requests.
///
/// # Errors
/// [`WalkError`] if the first sitemap cannot be read; what is wrong with nested ones is told in [`Walk::faults`].
pub async fn walk(
    fetcher: &Fetcher,
    address: &Address,
    hosts: &[String],
    limit: usize,
    pause: Duration,
) -> Result<Walk, WalkError> {
    let mut walk = Walk::default();
    let mut seen = HashSet::new();
    let mut looked_at = 0;
    let mut waiting = VecDeque::from([(address.clone(), 0)]);
    let mut known = HashSet::from([address.clone()]);
    let ours =
        |found: &Address| found.host() == address.host() || hosts.iter().any(|host| host == found.host());
    while let Some((next, depth)) = waiting.pop_front() {
        let listed = match list(fetcher, &next, pause).await {
            Ok(listed) => listed,
            Err(error) if depth == 0 => return Err(error),
            Err(error) => {
                walk.faults.push((next.to_string(), error.to_string()));
                continue;
            }
        };
        for Entry { place, changed } in listed.entries {
            if looked_at == ADDRESSES {
                walk.beyond += 1;
                continue;
            }
            looked_at += 1;
            let Some(found) = next.join(&place, fetcher.guard()).ok().filter(ours) else {
                walk.foreign += 1;
                continue;
            };
            if listed.index {
                if depth < DEPTH && known.len() < SITEMAPS && known.insert(found.clone()) {
                    waiting.push_back((found, depth + 1));
                } else if !known.contains(&found) {
                    walk.beyond += 1;
                }
            } else if seen.insert(found.clone()) {
                if walk.pages.len() < limit {
                    walk.pages.push(Listing { address: found, changed });
                } else {
                    walk.beyond += 1;
                }
            }
        }
        walk.beyond += listed.more;
    }
    Ok(walk)
}

async fn list(fetcher: &Fetcher, address: &Address, pause: Duration) -> Result<Listed, WalkError> {
    let bytes = fetcher.sitemap(address, pause).await?;
    // Megabytes of XML, which the other tasks need not wait for.
    let listed = tokio::task::spawn_blocking(move || parse(&bytes)).await;
    Ok(listed.map_err(|_| ReadError::Sitemap("reading it failed".to_owned()))??)
}
