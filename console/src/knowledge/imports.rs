//! console: the imports: where each stands, and what came of it.

use std::time::Duration;

use baton_protocol::knowledge::{Import, Progress};
use leptos::prelude::*;

use super::{import::ImportLine, shelf::Shelf};
use crate::{fetched::Fetched, studio::Studio, words::t};

/// As long as one is at work, they are looked at so often.
const LOOK: Duration = Duration::from_secs(1);

/// The site's imports.
pub(super) fn list(studio: Studio) -> Fetched<Vec<Import>> {
    Fetched::new(studio.url("/imports"))
}

#[component]
pub(super) fn Imports(imports: Fetched<Vec<Import>>, shelf: Shelf) -> impl IntoView {
    let some =
        move || imports.value.with(|imports| imports.as_ref().is_some_and(|imports| !imports.is_empty()));
    let working = Memo::new(move |_| {
        imports.value.with(|imports| imports.iter().flatten().any(|import| works(&import.progress)))
    });
    let done = Memo::new(move |_| {
        imports.value.with(|imports| imports.iter().flatten().map(|import| import.entries).sum::<u32>())
    });
    Effect::new(move |_| {
        imports.value.track();
        if working.get()
            && let Ok(timer) = set_timeout_with_handle(move || imports.again(), LOOK)
        {
            on_cleanup(move || timer.clear());
        }
    });
    // What an import brings stands in the list below it.
    Effect::new(move |before: Option<u32>| {
        let now = done.get();
        if before.is_some_and(|before| before != now) {
            shelf.changed();
        }
        now
    });
    view! {
        {imports.waiting()}
        <Show when=some>
            <section class="panel entries" aria-label=t("imports.title")>
                <header class="panel-head"><h2>{t("imports.title")}</h2></header>
                <ul>
                    <For each=move || imports.value.get().unwrap_or_default() key=|import| import.id let:import>
                        <ImportLine import imports shelf/>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

/// It waits or is at work.
pub(super) fn works(progress: &Progress) -> bool {
    match progress {
        Progress::Waiting | Progress::Running { .. } => true,
        Progress::Done | Progress::Stopped | Progress::Failed { .. } => false,
    }
}
