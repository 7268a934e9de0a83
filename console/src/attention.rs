//! console: whether somebody is looking at one of the console's tabs.

use baton_client::browser::{self, Storage};
use leptos::{ev, prelude::*};

/// Where a tab that is looked at says so, for the other tabs of the same browser.
const LOOKED_AT: &str = "baton.console.looked_at";
/// For how long that holds, in milliseconds: a little more than the clock's second.
const HOLDS_MS: i64 = 3_000;

/// This tab is in front of somebody.
pub(crate) fn here() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
        && document().has_focus().unwrap_or(false)
}

/// This tab, or another of the console's, is in front of somebody.
pub(crate) fn anywhere() -> bool {
    let told = || Storage::site().get(LOOKED_AT)?.parse::<i64>().ok();
    here() || told().is_some_and(|at| browser::now().0 - at < HOLDS_MS)
}

/// Keeps telling the other tabs, and gives a signal of whether this one is visible.
pub(crate) fn watch(seconds: impl Fn() + 'static) -> ReadSignal<bool> {
    let storage = Storage::site();
    Effect::new(move |_| {
        seconds();
        if here() {
            storage.set(LOOKED_AT, &browser::now().0.to_string());
        }
    });
    let (visible, set) = signal(here());
    let look = move || set.set(here());
    for listener in [
        window_event_listener_untyped("focus", move |_| look()),
        window_event_listener_untyped("blur", move |_| look()),
    ] {
        on_cleanup(move || listener.remove());
    }
    let changed = window_event_listener(ev::visibilitychange, move |_| look());
    on_cleanup(move || changed.remove());
    visible
}
