//! console: the server's time, as a signal that moves once a second.

use baton_client::browser;
use baton_protocol::Timestamp;
use gloo_timers::callback::Interval;
use leptos::prelude::*;

/// How long the slower signal stays, in milliseconds.
const STEP_MS: i64 = 15_000;

/// A handle: copies show the same.
#[derive(Clone, Copy)]
pub(crate) struct Clock {
    pub(crate) now: RwSignal<Timestamp>,
    /// The same a few times a minute, for what is written in minutes.
    pub(crate) minute: Memo<Timestamp>,
    /// The server's time minus this machine's, in milliseconds.
    ahead: StoredValue<i64>,
}

impl Clock {
    pub(crate) fn start() -> Self {
        let now = RwSignal::new(browser::now());
        let minute = Memo::new(move |before: Option<&Timestamp>| {
            let now = now.get();
            before.copied().filter(|before| (0..STEP_MS).contains(&(now.0 - before.0))).unwrap_or(now)
        });
        let clock = Self { now, minute, ahead: StoredValue::new(0) };
        // The page's own lifetime is the clock's.
        Interval::new(1_000, move || clock.tick()).forget();
        clock
    }

    /// The server says what time it is.
    pub(crate) fn set(self, server: Timestamp) {
        self.ahead.set_value(server.0.saturating_sub(browser::now().0));
        self.tick();
    }

    fn tick(self) {
        self.now.set(browser::now().plus(self.ahead.get_value()));
    }
}
