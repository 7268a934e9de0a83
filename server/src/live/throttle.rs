//! A leaky bucket of one connection, in sixteen bytes.

use tokio::time::Instant;

/// So many seconds' worth may come at once.
const BURST_SECONDS: f32 = 6.0;

/// Admits so many a second for long, and a burst now and then.
#[derive(Debug)]
pub(crate) struct Throttle {
    rate: f32,
    left: f32,
    at: Instant,
}

impl Throttle {
    /// `rate` a second; 0 admits everything.
    pub(crate) fn new(rate: u32) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a rate is a small number")]
        let rate = rate as f32;
        Self { rate, left: rate * BURST_SECONDS, at: Instant::now() }
    }

    /// One more, now. Uses the monotonic clock: nobody gains by a clock that is set.
    pub(crate) fn admits(&mut self) -> bool {
        if self.rate == 0.0 {
            return true;
        }
        let now = Instant::now();
        let gained = now.duration_since(self.at).as_secs_f32() * self.rate;
        self.left = (self.left + gained).min(self.rate * BURST_SECONDS);
        self.at = now;
        let admitted = self.left >= 1.0;
        if admitted {
            self.left -= 1.0;
        }
        admitted
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Throttle;

    #[tokio::test(start_paused = true)]
    async fn a_burst_passes_a_flood_does_not_and_time_heals() {
        let mut throttle = Throttle::new(5);
        assert_eq!((0..100).filter(|_| throttle.admits()).count(), 30);
        tokio::time::advance(Duration::from_secs(2)).await;
        assert_eq!((0..100).filter(|_| throttle.admits()).count(), 10);
    }

    #[test]
    fn zero_admits_everything() {
        let mut throttle = Throttle::new(0);
        assert!((0..10_000).all(|_| throttle.admits()));
    }
}
