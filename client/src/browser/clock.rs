//! A clock that never goes back, for the link, which the person at the machine may set back.

use std::cell::Cell;

/// The wall clock, less every step back that it has taken. (The browser's monotonic clock would not do: in some
/// browsers it stands still while the machine sleeps.)
#[derive(Debug, Default)]
pub(super) struct Clock {
    last: Cell<u64>,
    ahead: Cell<u64>,
}

impl Clock {
    /// The moment, where the wall clock shows `wall` milliseconds.
    pub(super) fn now(&self, wall: u64) -> u64 {
        let last = self.last.get();
        let mut now = wall + self.ahead.get();
        if now < last {
            self.ahead.set(last - wall);
            now = last;
        }
        self.last.set(now);
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stands_still_when_the_wall_clock_goes_back_and_then_goes_on() {
        let clock = Clock::default();
        let shown: Vec<u64> = [100, 150, 20, 30, 5, 300].into_iter().map(|wall| clock.now(wall)).collect();
        assert_eq!(shown, [100, 150, 150, 160, 160, 455]);
    }
}
