//! console: what is drawn in a plot: its axes, its bars, and the mark of the place that is looked at.

use leptos::prelude::*;

use super::{
    Look, Shown,
    axis::{every, ticks},
    room::{HEIGHT, Room},
};

/// So many pixels a label under the axis needs.
const LABEL: f64 = 64.0;

#[component]
pub(super) fn Bars(
    id: &'static str,
    shown: StoredValue<Shown>,
    width: RwSignal<f64>,
    at: RwSignal<Option<usize>>,
) -> impl IntoView {
    let count = shown.with_value(|shown| shown.places.len());
    let room = move || Room::new(width.get(), count);
    let looked_at = move || {
        at.get().map(|at| {
            let room = room();
            let x = room.middle(at) - room.step() / 2.0;
            view! {
                <rect class="plot-looked-at" x=x y="0" width=room.step() height=HEIGHT></rect>
            }
        })
    };
    view! {
        <Patterns id/>
        {looked_at}
        {move || shown.with_value(|shown| axes(shown, room()))}
        {move || shown.with_value(|shown| bars(id, shown, room()))}
    }
}

/// The fills that are more than a colour.
#[component]
pub(super) fn Patterns(id: &'static str) -> impl IntoView {
    view! {
        <defs>
            <pattern id=format!("{id}-striped") width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect class="plot-striped-ground" width="6" height="6"></rect>
                <rect class="plot-striped" width="3" height="6"></rect>
            </pattern>
            <pattern id=format!("{id}-dotted") width="5" height="5" patternUnits="userSpaceOnUse">
                <rect class="plot-dotted-ground" width="5" height="5"></rect>
                <circle class="plot-dotted" cx="2.5" cy="2.5" r="1.3"></circle>
            </pattern>
        </defs>
    }
}

/// The class that draws a bar's edge, and what it is filled with.
pub(super) fn dress(id: &str, look: Look) -> (&'static str, Option<String>) {
    match look {
        Look::Full => ("plot-bar plot-full", None),
        Look::Striped => ("plot-bar plot-bar-striped", Some(format!("url(#{id}-striped)"))),
        Look::Dotted => ("plot-bar plot-bar-dotted", Some(format!("url(#{id}-dotted)"))),
    }
}

/// The last mark of the upright axis, and all of them.
fn marks(shown: &Shown) -> (i64, Vec<i64>) {
    let sum = |at: usize| {
        let values = shown.series.iter().filter_map(|series| series.values.get(at).copied().flatten());
        values.sum::<i64>()
    };
    let largest = (0..shown.places.len()).map(sum).max().unwrap_or_default();
    let marks = ticks(shown.unit, largest);
    (marks.last().copied().unwrap_or(1), marks)
}

fn axes(shown: &Shown, room: Room) -> AnyView {
    let (top, marks) = marks(shown);
    let upright = marks.into_iter().map(|mark| {
        let y = Room::height_of(mark, top);
        view! {
            <line class="plot-mark" x1=room.left() x2=room.right() y1=y y2=y></line>
            <text class="plot-label" x=room.left() - 8.0 y=y + 4.0 text-anchor="end">{shown.written(mark)}</text>
        }
    });
    let every = every(shown.places.len(), room.across(), LABEL);
    // Counted from the last place, which is the one that is looked for first.
    let last = shown.places.len().saturating_sub(1);
    let below = shown.places.iter().enumerate().filter(|(at, _)| (last - at).is_multiple_of(every)).map(|(at, place)| {
        view! {
            <text class="plot-label" x=room.middle(at) y=HEIGHT - 6.0 text-anchor="middle">{place.short.clone()}</text>
        }
    });
    view! { {upright.collect_view()}{below.collect_view()} }.into_any()
}

fn bars(id: &'static str, shown: &Shown, room: Room) -> AnyView {
    let (top, _) = marks(shown);
    let mut all = Vec::new();
    for at in 0..shown.places.len() {
        let mut below = 0;
        for series in &shown.series {
            let value = series.values.get(at).copied().flatten().unwrap_or_default();
            if value <= 0 {
                continue;
            }
            let (from, to) = (Room::height_of(below, top), Room::height_of(below + value, top));
            below += value;
            let (class, fill) = dress(id, series.look);
            all.push(view! {
                <rect
                    class=class fill=fill x=room.middle(at) - room.bar() / 2.0 y=to
                    width=room.bar() height=(from - to).max(1.0)
                ></rect>
            });
        }
    }
    all.collect_view().into_any()
}
