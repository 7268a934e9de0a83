//! console: where the reader is in the log: at its end, which is kept in sight, or further up, where nothing moves.

use leptos::{html::Div, prelude::*};
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::ResizeObserver;

/// So many pixels from the end still count as the end.
const END_PX: i32 = 48;
/// So near to the top, the older page is wanted.
const TOP_PX: i32 = 240;

/// A handle: copies are the same place.
#[derive(Clone, Copy)]
pub(super) struct Place {
    scroller: NodeRef<Div>,
    /// The end of the log is in sight.
    pub(super) at_end: RwSignal<bool>,
    /// Something new stands below what is in sight.
    pub(super) news: RwSignal<bool>,
    seen: StoredValue<Seen>,
}

/// The log when it was looked at last.
#[derive(Clone, Copy, Default)]
struct Seen {
    first: u64,
    last: u64,
    /// All of it, in pixels.
    height: i32,
    /// What is in sight of it, in pixels.
    room: i32,
    /// How far it was scrolled, in pixels.
    top: i32,
}

impl Place {
    /// Keeps the place in `scroller` as the `rows` in it, whose first and last events these are, grow and shrink.
    pub(super) fn new(scroller: NodeRef<Div>, rows: NodeRef<Div>, first: Memo<u64>, last: Memo<u64>) -> Self {
        let place = Self {
            scroller,
            at_end: RwSignal::new(true),
            news: RwSignal::new(false),
            seen: StoredValue::new(Seen::default()),
        };
        Effect::new(move |_| {
            if let (Some(scroller), Some(rows)) = (scroller.get(), rows.get()) {
                place.observe(&scroller, &rows, first, last);
            }
        });
        place
    }

    /// A browser tells of new sizes before it paints, so nothing is ever seen in the wrong place.
    fn observe(
        self,
        scroller: &web_sys::Element,
        rows: &web_sys::Element,
        first: Memo<u64>,
        last: Memo<u64>,
    ) {
        let resized = Closure::<dyn FnMut()>::new(move || {
            if let (Some(first), Some(last)) = (first.try_get_untracked(), last.try_get_untracked()) {
                self.settle(first, last);
            }
        });
        let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) else { return };
        observer.observe(scroller);
        observer.observe(rows);
        let kept = StoredValue::new_local(resized);
        on_cleanup(move || {
            observer.disconnect();
            kept.dispose();
        });
    }

    fn settle(self, first: u64, last: u64) {
        let Some(scroller) = self.scroller.try_get_untracked().flatten() else { return };
        let before = self.seen.get_value();
        let height = scroller.scroll_height();
        if self.at_end.get_untracked() {
            scroller.set_scroll_top(height);
        } else if first < before.first {
            scroller.set_scroll_top(scroller.scroll_top() + height - before.height);
        } else if last > before.last {
            self.news.set(true);
        }
        self.seen.set_value(Seen {
            first,
            last,
            height,
            room: scroller.client_height(),
            top: scroller.scroll_top(),
        });
    }

    /// To be called as the reader scrolls; true where the older page is wanted.
    pub(super) fn scrolled(self) -> bool {
        let Some(scroller) = self.scroller.get_untracked() else { return false };
        let (top, height, room) = (scroller.scroll_top(), scroller.scroll_height(), scroller.client_height());
        let end = height - top - room <= END_PX;
        let before = self.seen.get_value();
        // Only a reader scrolls up; a log that has just grown, or lost room, is about to be settled.
        let up = top < before.top && height == before.height && room == before.room;
        self.seen.update_value(|seen| seen.top = top);
        if self.at_end.get_untracked() != end && (end || up) {
            self.at_end.set(end);
        }
        if end && self.news.get_untracked() {
            self.news.set(false);
        }
        top < TOP_PX
    }

    pub(super) fn to_end(self) {
        self.at_end.set(true);
        self.news.set(false);
        if let Some(scroller) = self.scroller.get_untracked() {
            scroller.set_scroll_top(scroller.scroll_height());
        }
    }
}
