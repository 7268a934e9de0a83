//! console: a face: a live agent's picture, a visitor's initials; while they wait, a thin ring around it fills.

use baton_protocol::FileId;
use leptos::prelude::*;

use crate::{names, picture};

/// After so long a wait, in milliseconds, the ring is full.
const FULL_MS: i64 = 120_000;

#[component]
pub(crate) fn Face(#[prop(into)] name: Signal<String>) -> impl IntoView {
    view! { <span class="face" aria-hidden="true">{move || name.with(|name| names::initials(name))}</span> }
}

/// A visitor's picture from a messaging app, or initials where it cannot be had; their name stands beside it.
#[component]
pub(crate) fn VisitorFace(
    name: String,
    /// Where it is; none where there is none.
    picture: Option<String>,
) -> impl IntoView {
    let letters = names::initials(&name);
    drop(name);
    let picture = RwSignal::new(picture);
    view! {
        <span class="face" aria-hidden="true">
            {move || match picture.get() {
                Some(address) => view! { <img src=address alt="" on:error=move |_| picture.set(None)/> }.into_any(),
                None => letters.clone().into_any(),
            }}
        </span>
    }
}

/// A live agent's picture, or initials where there is none; their name stands beside it.
#[component]
pub(crate) fn AgentFace(
    name: String,
    picture: Option<FileId>,
    /// As high as a line of small words.
    #[prop(optional)]
    tiny: bool,
) -> impl IntoView {
    let letters = names::initials(&name);
    drop(name);
    view! {
        <span class="face" class:face-tiny=tiny aria-hidden="true">
            {match picture {
                Some(id) => view! { <img loading="lazy" src=picture::address(&id) alt=""/> }.into_any(),
                None => letters.into_any(),
            }}
        </span>
    }
}

#[component]
pub(crate) fn WaitingFace(
    #[prop(into)] name: Signal<String>,
    #[prop(into)] waited: Signal<i64>,
) -> impl IntoView {
    let full = move || waited.get() >= FULL_MS;
    let filled = move || format!("{} 100", filled(waited.get()));
    view! {
        <span class="face face-waiting" class:face-full=full aria-hidden="true">
            <svg class="face-ring" viewBox="0 0 40 40">
                <circle class="face-track" cx="20" cy="20" r="18.5"/>
                <circle class="face-fill" cx="20" cy="20" r="18.5" pathLength="100" stroke-dasharray=filled/>
            </svg>
            {move || name.with(|name| names::initials(name))}
        </span>
    }
}

/// How much of the ring is drawn, in hundredths.
fn filled(waited: i64) -> i64 {
    (waited * 100 / FULL_MS).clamp(1, 100)
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn the_ring_fills_and_stays_full() {
        assert_eq!([0, 60_000, 120_000, 9_000_000].map(filled), [1, 50, 100, 100]);
    }
}
