//! The model's breaker: a provider that keeps failing is left alone for a while. Reads no clock.

use std::time::Duration;

/// Failures in a row that open it.
const PATIENCE: u32 = 3;
/// The first rest, and the longest.
const REST: Duration = Duration::from_secs(30);
const LONGEST: Duration = Duration::from_secs(600);

/// Whether calls go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// They do.
    Closed,
    /// None does for as long as this.
    Open(Duration),
    /// The rest is over: one call at a time goes out and decides.
    HalfOpen,
}

/// A call that was let through; whoever holds it says how it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Permit {
    probe: bool,
}

/// All times are since the same moment, whichever.
#[derive(Debug)]
pub(crate) struct Breaker {
    failures: u32,
    /// While open: until when, and how long that rest is.
    open: Option<(Duration, Duration)>,
    probing: bool,
}

impl Breaker {
    pub(crate) const fn new() -> Self {
        Self { failures: 0, open: None, probing: false }
    }

    pub(crate) fn state(&self, now: Duration) -> State {
        match self.open {
            None => State::Closed,
            Some((until, _)) if now < until => State::Open(until.saturating_sub(now)),
            Some(_) => State::HalfOpen,
        }
    }

    /// A permit, unless it rests or another call is finding out.
    pub(crate) fn enter(&mut self, now: Duration) -> Option<Permit> {
        match self.state(now) {
            State::Closed => Some(Permit { probe: false }),
            State::HalfOpen if !self.probing => {
                self.probing = true;
                Some(Permit { probe: true })
            }
            State::HalfOpen | State::Open(_) => None,
        }
    }

    /// The provider is well.
    pub(crate) const fn succeeded(&mut self) {
        *self = Self::new();
    }

    /// The provider is not. A call from before the rest says nothing new.
    pub(crate) fn failed(&mut self, permit: Permit, now: Duration) {
        match self.open {
            None => {
                self.failures = self.failures.saturating_add(1);
                if self.failures >= PATIENCE {
                    self.open = Some((now.saturating_add(REST), REST));
                }
            }
            Some((_, rest)) if permit.probe => {
                let rest = rest.saturating_mul(2).min(LONGEST);
                self.open = Some((now.saturating_add(rest), rest));
                self.probing = false;
            }
            Some(_) => {}
        }
    }

    /// Nobody waited for the end: nothing is known, another call may find out.
    pub(crate) const fn dropped(&mut self, permit: Permit) {
        if permit.probe {
            self.probing = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn s(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn opened() -> Breaker {
        let mut breaker = Breaker::new();
        for at in 0..3 {
            let permit = breaker.enter(s(at)).expect("closed");
            breaker.failed(permit, s(at));
        }
        breaker
    }

    #[test]
    fn three_failures_in_a_row_open_it() {
        let mut breaker = Breaker::new();
        for _ in 0..4 {
            for _ in 0..2 {
                let permit = breaker.enter(s(0)).expect("closed");
                breaker.failed(permit, s(0));
            }
            breaker.succeeded();
        }
        assert_eq!(breaker.state(s(0)), State::Closed);
        let mut breaker = opened();
        assert_eq!(breaker.state(s(2)), State::Open(s(30)));
        assert_eq!(breaker.enter(s(31)), None);
    }

    #[test]
    fn one_call_finds_out() {
        let mut breaker = opened();
        let probe = breaker.enter(s(32)).expect("half open");
        assert_eq!(breaker.enter(s(32)), None);
        breaker.failed(probe, s(33));
        assert_eq!(breaker.state(s(33)), State::Open(s(60)));
        let probe = breaker.enter(s(93)).expect("half open");
        breaker.dropped(probe);
        assert!(breaker.enter(s(93)).is_some());
        breaker.succeeded();
        assert_eq!(breaker.state(s(93)), State::Closed);
        let permit = breaker.enter(s(93)).expect("closed");
        breaker.failed(permit, s(93));
        assert_eq!(breaker.state(s(93)), State::Closed);
    }

    #[test]
    fn rests_double_up_to_ten_minutes() {
        let mut breaker = opened();
        let mut now = s(2);
        let mut rests = Vec::new();
        while let State::Open(rest) = breaker.state(now) {
            rests.push(rest.as_secs());
            if rests.len() == 7 {
                break;
            }
            now += rest;
            let probe = breaker.enter(now).expect("half open");
            breaker.failed(probe, now);
        }
        assert_eq!(rests, [30, 60, 120, 240, 480, 600, 600]);
    }

    #[test]
    fn calls_from_before_change_no_rest() {
        let mut breaker = Breaker::new();
        let old = breaker.enter(s(0)).expect("closed");
        for _ in 0..3 {
            breaker.failed(old, s(0));
        }
        breaker.failed(old, s(9));
        assert_eq!(breaker.state(s(9)), State::Open(s(21)));
        let probe = breaker.enter(s(30)).expect("half open");
        breaker.failed(old, s(30));
        breaker.dropped(old);
        assert_eq!(breaker.enter(s(30)), None);
        breaker.failed(probe, s(30));
        assert_eq!(breaker.state(s(30)), State::Open(s(60)));
    }
}
