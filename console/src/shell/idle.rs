//! console: whoever has done nothing for a while is not available any more, and is told so.

use baton_client::browser::{self, Storage};
use leptos::prelude::*;

use crate::{session::Session, toasts::Offer, words::t};

/// So long without a key, a click or a touch, in milliseconds, means away.
const AWAY_MS: i64 = 15 * 60_000;
/// The last sign of life is told to the other tabs this often, in milliseconds.
const TELLS_MS: i64 = 10_000;
/// Where a tab that is used says so, for the other tabs of the same browser.
const USED: &str = "baton.console.used";

/// Watches as long as the shell stands.
pub(super) fn watch_idle(session: Session) {
    let used = StoredValue::new(browser::now().0);
    let storage = StoredValue::new_local(Storage::site());
    let touch = move || {
        let now = browser::now().0;
        if now - used.get_value() > TELLS_MS || idle_for(now, used.get_value(), None) {
            storage.with_value(|storage| storage.set(USED, &now.to_string()));
        }
        used.set_value(now);
    };
    for name in ["keydown", "pointerdown", "pointermove", "wheel"] {
        let listener = window_event_listener_untyped(name, move |_| touch());
        on_cleanup(move || listener.remove());
    }
    let was_on = StoredValue::new(false);
    Effect::new(move |_| {
        session.clock.minute.track();
        let on = session.switch.get();
        if on && !was_on.get_value() {
            // To be switched on is a sign of life, from wherever it came.
            used.set_value(browser::now().0);
        }
        was_on.set_value(on);
        let elsewhere = storage.with_value(|storage| storage.get(USED)).and_then(|at| at.parse().ok());
        if on && idle_for(browser::now().0, used.get_value(), elsewhere) {
            session.make_available(false);
            session.toasts.keep(t("idle.away").to_owned(), Offer::Available);
        }
    });
}

/// Neither this tab nor another one was used for so long.
fn idle_for(now: i64, here: i64, elsewhere: Option<i64>) -> bool {
    now - elsewhere.map_or(here, |elsewhere| elsewhere.max(here)) >= AWAY_MS
}

#[cfg(test)]
mod tests {
    use super::{AWAY_MS, idle_for};

    #[test]
    fn one_tab_that_is_used_keeps_all_of_them_available() {
        assert!(idle_for(AWAY_MS, 0, None));
        assert!(idle_for(AWAY_MS, 0, Some(0)));
        assert!(!idle_for(AWAY_MS, 0, Some(1)));
        assert!(!idle_for(AWAY_MS, 1, None));
    }
}
