//! console: bars over days or the like, one kind upon another. What they show stands in a table beside them as well.

mod axis;
mod bars;
mod legend;
mod room;

use leptos::{html::Div, prelude::*};

pub(crate) use axis::Unit;

use self::{
    bars::Bars,
    legend::Legend,
    room::{Room, observe},
};
use crate::{
    when,
    words::{fill, t},
};

/// How one kind of bar is told from another without its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Full,
    Striped,
    Dotted,
}

/// One kind of bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Series {
    pub(crate) name: &'static str,
    pub(crate) look: Look,
    /// One for each place; none where there is nothing to show.
    pub(crate) values: Vec<Option<i64>>,
}

/// A place along the plot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// As it stands under the axis.
    pub(crate) short: String,
    /// As it is said in full.
    pub(crate) full: String,
}

/// All that a plot shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) unit: Unit,
    pub(crate) places: Vec<Place>,
    pub(crate) series: Vec<Series>,
}

impl Shown {
    fn written(&self, value: i64) -> String {
        match self.unit {
            Unit::Count => value.to_string(),
            Unit::Time => when::length(value),
        }
    }

    /// What stands at one place, in words.
    fn told(&self, at: usize) -> String {
        let values = self.series.iter().map(|series| {
            let value = series.values.get(at).copied().flatten();
            let value = value.map_or_else(|| t("report.nothing").to_owned(), |value| self.written(value));
            fill("plot.value", &[("name", series.name), ("value", &value)])
        });
        let place = self.places.get(at).map(|place| place.full.as_str()).unwrap_or_default();
        format!("{place} · {}", values.collect::<Vec<_>>().join(t("list.comma")))
    }
}

/// `id` is unlike that of every other plot of the page.
#[component]
pub(crate) fn Plot(
    id: &'static str,
    name: &'static str,
    /// What is to be seen in it, in a sentence.
    description: String,
    shown: Shown,
) -> impl IntoView {
    let frame = NodeRef::<Div>::new();
    let width = observe(frame);
    let at = RwSignal::new(None::<usize>);
    let count = shown.places.len();
    let several = shown.series.len() > 1;
    let kinds = shown.series.iter().map(|series| (series.look, series.name)).collect::<Vec<_>>();
    let shown = StoredValue::new(shown);
    let described = format!("{id}-description");
    let point = move |event: leptos::ev::PointerEvent| {
        let Some(frame) = frame.get_untracked() else { return };
        let x = f64::from(event.client_x()) - frame.get_bounding_client_rect().left();
        at.set(Room::new(width.get_untracked(), count).place_at(x));
    };
    let press = move |event: leptos::ev::KeyboardEvent| {
        if let Some(next) = moved(at.get_untracked(), &event.key(), count) {
            event.prevent_default();
            at.set(next);
        }
    };
    view! {
        <figure class="plot">
            <figcaption class="plot-head">
                <h2 class="plot-name">{name}</h2>
                {several.then(|| view! { <Legend id kinds/> })}
            </figcaption>
            <p class="unseen" id=described.clone()>{description}</p>
            <div class="plot-frame" node_ref=frame on:pointermove=point on:pointerleave=move |_| at.set(None)>
                <svg
                    class="plot-picture" role="img" tabindex="0" aria-label=name aria-describedby=described
                    viewBox=move || Room::new(width.get(), count).view_box()
                    on:keydown=press on:blur=move |_| at.set(None)
                >
                    <Bars id shown width at/>
                </svg>
            </div>
            <p class="plot-told" role="status">
                {move || match at.get() {
                    Some(at) => shown.with_value(|shown| shown.told(at)),
                    None => t("plot.hint").to_owned(),
                }}
            </p>
        </figure>
    }
}

/// Where a key leads among so many places; none where the key is not for the plot.
fn moved(at: Option<usize>, key: &str, count: usize) -> Option<Option<usize>> {
    let last = count.checked_sub(1)?;
    Some(match (key, at) {
        ("ArrowLeft", None) | ("End", _) => Some(last),
        ("ArrowRight", None) | ("Home", _) => Some(0),
        ("ArrowLeft", Some(at)) => Some(at.saturating_sub(1)),
        ("ArrowRight", Some(at)) => Some((at + 1).min(last)),
        ("Escape", Some(_)) => None,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn keys_walk_through_the_places_and_stop_at_the_ends() {
        assert_eq!(moved(None, "ArrowRight", 3), Some(Some(0)));
        assert_eq!(moved(None, "ArrowLeft", 3), Some(Some(2)));
        assert_eq!(moved(Some(1), "ArrowRight", 3), Some(Some(2)));
        assert_eq!(moved(Some(2), "ArrowRight", 3), Some(Some(2)));
        assert_eq!(moved(Some(0), "ArrowLeft", 3), Some(Some(0)));
        assert_eq!(moved(Some(0), "End", 3), Some(Some(2)));
        assert_eq!(moved(Some(1), "Escape", 3), Some(None));
        assert_eq!(moved(None, "Escape", 3), None);
        assert_eq!(moved(None, "Tab", 3), None);
        assert_eq!(moved(None, "Home", 0), None);
    }
}
