//! console: which bar of a plot stands for what.

use leptos::prelude::*;

use super::{Look, bars::dress};

/// Its pictures use the patterns of the plot with this `id`.
#[component]
pub(super) fn Legend(id: &'static str, kinds: Vec<(Look, &'static str)>) -> impl IntoView {
    let kinds = kinds.into_iter().map(|(look, name)| {
        let (class, fill) = dress(id, look);
        view! {
            <li class="plot-kind">
                <svg class="plot-sample" viewBox="0 0 16 16" aria-hidden="true">
                    <rect class=class fill=fill x="1" y="1" width="14" height="14"></rect>
                </svg>
                {name}
            </li>
        }
    });
    view! { <ul class="plot-kinds">{kinds.collect_view()}</ul> }
}
