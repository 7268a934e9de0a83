//! When: milliseconds since the Unix epoch, always the server's clock.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// This moment plus `ms` milliseconds.
    #[must_use]
    pub const fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment; 0 where the clock went backwards.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        let gone = self.0.saturating_sub(earlier.0);
        if gone < 0 { 0 } else { gone }
    }
}
