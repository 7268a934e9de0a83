//! console: where the reader is in the log: at its end, which is kept in sight, or further up, where nothing moves.

use leptos::{html::Div, prelude::*};

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
    /// The log's height when it was looked at last.
    height: StoredValue<i32>,
}

impl Place {
    pub(super) fn new(scroller: NodeRef<Div>) -> Self {
        Self {
            scroller,
            at_end: RwSignal::new(true),
            news: RwSignal::new(false),
            height: StoredValue::new(0),
        }
    }

    /// Keeps the place as the first and last events change, and as `grow` tells of other growth at the end.
    pub(super) fn follow(self, first: Memo<u64>, last: Memo<u64>, grow: impl Fn() + 'static) {
        Effect::new(move |before: Option<(u64, u64)>| {
            let now = (first.get(), last.get());
            grow();
            let (first_before, last_before) = before.unwrap_or_default();
            let prepended = first_before != 0 && now.0 < first_before;
            let appended = last_before != 0 && now.1 > last_before;
            // The rows are in the page only after this round of effects.
            request_animation_frame(move || self.settle(prepended, appended));
            now
        });
    }

    fn settle(self, prepended: bool, appended: bool) {
        let Some(scroller) = self.scroller.try_get_untracked().flatten() else { return };
        let height = scroller.scroll_height();
        let grown = height - self.height.get_value();
        self.height.set_value(height);
        if self.at_end.get_untracked() {
            scroller.set_scroll_top(height);
        } else if prepended {
            scroller.set_scroll_top(scroller.scroll_top() + grown);
        } else if appended {
            self.news.set(true);
        }
    }

    /// To be called as the reader scrolls; true where the older page is wanted.
    pub(super) fn scrolled(self) -> bool {
        let Some(scroller) = self.scroller.get_untracked() else { return false };
        let top = scroller.scroll_top();
        let end = scroller.scroll_height() - top - scroller.client_height() <= END_PX;
        if end != self.at_end.get_untracked() {
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
