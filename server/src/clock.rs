//! The one place that asks what time it is; everybody else is told.

use baton_protocol::Timestamp;

/// Where the time comes from.
pub(crate) trait Clock: Send + Sync {
    /// Now, as the server sees it.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the place that the rule points to")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}
