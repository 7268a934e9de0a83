//! Import's manners: a pause between two requests to one host.

use std::{collections::HashMap, sync::Mutex, time::Duration};

use tokio::time::{Instant, sleep_until};

/// Above so many hosts, those whose pause is over are forgotten.
const HOSTS: usize = 256;

/// When each host may be asked again.
#[derive(Default)]
pub(super) struct Pace {
    next: Mutex<HashMap<String, Instant>>,
}

impl Pace {
    /// Waits until it is the caller's turn with a host, and keeps the `pause` after it free.
    pub(super) async fn turn(&self, host: &str, pause: Duration) {
        if pause.is_zero() {
            return;
        }
        sleep_until(self.book(host, pause, Instant::now())).await;
    }

    fn book(&self, host: &str, pause: Duration, now: Instant) -> Instant {
        let mut next = self.next.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if next.len() >= HOSTS {
            next.retain(|_, at| *at > now);
        }
        let turn = next.get(host).map_or(now, |at| now.max(*at));
        next.insert(host.to_owned(), turn + pause);
        turn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_host_is_asked_once_a_pause_and_others_do_not_wait() {
        let pace = Pace::default();
        let (began, pause) = (Instant::now(), Duration::from_secs(2));
        let booked = ["a", "a", "b", "a"].map(|host| pace.book(host, pause, began) - began);
        assert_eq!(booked, [0, 2, 0, 4].map(Duration::from_secs));
        pace.turn("a", pause).await;
        assert_eq!(began.elapsed(), Duration::from_secs(6));
        pace.turn("a", Duration::ZERO).await;
        assert_eq!(began.elapsed(), Duration::from_secs(6));
    }

    #[tokio::test(start_paused = true)]
    async fn hosts_whose_pause_is_over_are_forgotten() {
        let pace = Pace::default();
        let now = Instant::now();
        for host in 0..HOSTS {
            pace.book(&host.to_string(), Duration::from_secs(1), now);
        }
        pace.book("late", Duration::from_secs(1), now + Duration::from_secs(1));
        assert_eq!(pace.next.lock().unwrap().len(), 1);
    }
}
