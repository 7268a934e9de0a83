//! How long to wait before trying again: longer each time, and never all clients at once.

/// The longest first wait, milliseconds.
pub const FIRST_MS: u64 = 500;
/// The longest wait of all, milliseconds.
pub const LONGEST_MS: u64 = 30_000;

/// Milliseconds before attempt number `attempt` (0 is the first retry): anything from 0 to a bound that doubles from
/// [`FIRST_MS`] to [`LONGEST_MS`]. `luck` is a random number from 0 to 1. The jitter is full, because clients that a
/// restart cut off together would otherwise come back together.
#[must_use]
pub fn wait(attempt: u32, luck: f64) -> u64 {
    let bound = FIRST_MS.checked_shl(attempt.min(16)).unwrap_or(LONGEST_MS).min(LONGEST_MS);
    spread(bound, luck)
}

/// Anything from 0 to `bound` milliseconds, as `luck` (0 to 1) has it.
#[must_use]
pub fn spread(bound: u64, luck: f64) -> u64 {
    // `as` saturates, and turns NaN into 0.
    ((bound as f64 * luck) as u64).min(bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_doubles_up_to_the_longest() {
        let bounds: Vec<u64> = (0..9).map(|attempt| wait(attempt, 1.0)).collect();
        assert_eq!(bounds, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
        assert_eq!(wait(u32::MAX, 1.0), LONGEST_MS);
    }

    #[test]
    fn luck_spreads_over_the_whole_bound_and_never_past_it() {
        assert_eq!(wait(3, 0.0), 0);
        assert_eq!(wait(3, 0.5), 2_000);
        assert_eq!(wait(3, 7.0), 4_000);
        assert_eq!(wait(3, f64::NAN), 0);
    }
}
