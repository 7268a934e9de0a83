//! console: the room of a plot: how wide it is, and where in it each place stands.

use leptos::{html::Div, prelude::*};
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::ResizeObserver;

/// All in pixels.
pub(super) const HEIGHT: f64 = 200.0;
const LEFT: f64 = 76.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 24.0;
/// The widest bar.
const WIDEST: f64 = 40.0;
/// What is taken before the page has been laid out.
const GUESS: f64 = 640.0;

#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    width: f64,
    count: usize,
}

impl Room {
    pub(super) const fn new(width: f64, count: usize) -> Self {
        Self { width, count }
    }

    pub(super) fn view_box(self) -> String {
        format!("0 0 {} {HEIGHT}", self.width)
    }

    /// Between the axis and the right edge.
    pub(super) fn across(self) -> f64 {
        (self.width - LEFT - RIGHT).max(1.0)
    }

    pub(super) const fn left(self) -> f64 {
        LEFT
    }

    pub(super) fn right(self) -> f64 {
        LEFT + self.across()
    }

    /// How far apart two places are.
    pub(super) fn step(self) -> f64 {
        self.across() / self.count.max(1) as f64
    }

    /// How wide a bar is.
    pub(super) fn bar(self) -> f64 {
        (self.step() * 0.7).clamp(1.0, WIDEST)
    }

    /// The middle of a place.
    pub(super) fn middle(self, at: usize) -> f64 {
        LEFT + self.step() * (at as f64 + 0.5)
    }

    /// The height at which this value stands, where this is the axis' last mark.
    pub(super) fn height_of(value: i64, top: i64) -> f64 {
        let across = HEIGHT - TOP - BOTTOM;
        HEIGHT - BOTTOM - across * value as f64 / top.max(1) as f64
    }

    /// The place at this distance from the left edge.
    pub(super) fn place_at(self, x: f64) -> Option<usize> {
        let at = ((x - LEFT) / self.step()).floor();
        (at >= 0.0 && at < self.count as f64).then_some(at as usize)
    }
}

/// The width of this element as it changes.
pub(super) fn observe(frame: NodeRef<Div>) -> RwSignal<f64> {
    let width = RwSignal::new(GUESS);
    Effect::new(move |_| {
        let Some(frame) = frame.get() else { return };
        let measured = frame.clone();
        let resized = Closure::<dyn FnMut()>::new(move || {
            let now = f64::from(measured.client_width());
            // A page that is hidden has no width, and needs none.
            if now > 0.0 && width.try_get_untracked().is_some_and(|known| known != now) {
                width.try_set(now);
            }
        });
        let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) else { return };
        observer.observe(&frame);
        let kept = StoredValue::new_local(resized);
        on_cleanup(move || {
            observer.disconnect();
            kept.dispose();
        });
    });
    width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stand_side_by_side_and_are_found_again() {
        let room = Room::new(LEFT + RIGHT + 600.0, 6);
        for at in 0..6 {
            assert_eq!(room.place_at(room.middle(at)), Some(at));
        }
        assert_eq!(room.place_at(LEFT - 1.0), None);
        assert_eq!(room.place_at(room.right() + 1.0), None);
        assert_eq!(Room::new(10.0, 0).place_at(LEFT + 0.5), None);
    }

    #[test]
    fn nothing_stands_on_the_axis_and_the_last_mark_at_the_top() {
        assert!((Room::height_of(0, 10) - (HEIGHT - BOTTOM)).abs() < 1e-9);
        assert!((Room::height_of(10, 10) - TOP).abs() < 1e-9);
    }
}
