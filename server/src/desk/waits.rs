//! Measured waits: how long visitors usually wait until a live agent accepts.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use crate::store::{Store, StoreError, model::SiteId};

/// The latest waits that count.
const KEPT: usize = 20;

/// The latest waits of each site, milliseconds.
#[derive(Debug, Default)]
pub(crate) struct Waits {
    kept: Mutex<HashMap<SiteId, VecDeque<i64>>>,
}

impl Waits {
    pub(crate) async fn load(
        store: &dyn Store,
        sites: impl Iterator<Item = SiteId>,
    ) -> Result<Self, StoreError> {
        let mut kept = HashMap::new();
        for site in sites {
            kept.insert(site, store.waits(site, KEPT).await?.into());
        }
        Ok(Self { kept: Mutex::new(kept) })
    }

    pub(crate) fn add(&self, site: SiteId, waited: i64) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = kept.entry(site).or_default();
        waits.push_front(waited);
        waits.truncate(KEPT);
    }

    /// The median wait; none before there is one to go by.
    pub(crate) fn usual(&self, site: SiteId) -> Option<i64> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut waits: Vec<i64> = kept.get(&site)?.iter().copied().collect();
        waits.sort_unstable();
        waits.get(waits.len() / 2).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_wait_is_the_median_of_the_latest() {
        let waits = Waits::default();
        let site = SiteId(1);
        assert_eq!(waits.usual(site), None);
        for waited in [9_000, 1_000, 5_000] {
            waits.add(site, waited);
        }
        assert_eq!(waits.usual(site), Some(5_000));
        for _ in 0..KEPT {
            waits.add(site, 2_000);
        }
        assert_eq!(waits.usual(site), Some(2_000));
        assert_eq!(waits.usual(SiteId(2)), None);
    }
}
