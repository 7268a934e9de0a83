//! The model's client: one call's place in the breaker and on the meter, however it ends.

use super::Inner;
use crate::{Failure, breaker::Permit, tally::Tally};

/// A call. Dropped before it is settled, nobody waited for its end: it costs, and says nothing of the provider.
pub(super) struct Call<'a> {
    inner: &'a Inner,
    permit: Option<Permit>,
    pub(super) tally: Tally,
    settled: bool,
}

impl<'a> Call<'a> {
    /// Nothing while the breaker is open.
    pub(super) fn enter(inner: &'a Inner) -> Option<Self> {
        let permit = inner.now().breaker.enter(inner.begun.elapsed())?;
        Some(Self { inner, permit: Some(permit), tally: Tally::default(), settled: false })
    }

    /// Past the breaker.
    pub(super) fn forced(inner: &'a Inner) -> Self {
        Self { inner, permit: None, tally: Tally::default(), settled: false }
    }

    /// How it went.
    pub(super) fn settle(&mut self, failure: Option<&Failure>) {
        self.settled = true;
        let elapsed = self.inner.begun.elapsed();
        let mut now = self.inner.now();
        match (failure, self.permit) {
            (Some(failure), permit) if failure.ill() => {
                now.last = Some(failure.clone());
                if let Some(permit) = permit {
                    now.breaker.failed(permit, elapsed);
                }
            }
            _ => {
                now.last = None;
                now.breaker.succeeded();
            }
        }
    }
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        let mut now = self.inner.now();
        now.used = now.used.and(self.tally.used());
        if let Some(permit) = self.permit.filter(|_| !self.settled) {
            now.breaker.dropped(permit);
        }
    }
}
