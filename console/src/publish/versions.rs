//! console: what was published, newest first; each can be looked at, and brought back.

use leptos::prelude::*;

use super::{release::Release, version::VersionLine};
use crate::words::t;

#[component]
pub(super) fn Versions(release: Release) -> impl IntoView {
    let versions = release.versions;
    let numbers = Memo::new(move |_| {
        versions
            .value
            .with(|versions| versions.iter().flatten().map(|version| version.number).collect::<Vec<_>>())
    });
    view! {
        <section class="panel entries" aria-labelledby="versions-title">
            <header class="panel-head"><h2 id="versions-title">{t("versions.title")}</h2></header>
            {versions.waiting()}
            <Show when=move || versions.value.with(|versions| versions.as_ref().is_some_and(Vec::is_empty))>
                <p class="empty">{t("versions.none")}</p>
            </Show>
            <ul>
                <For each=move || versions.value.get().unwrap_or_default() key=|version| version.number let:version>
                    <VersionLine version numbers release/>
                </For>
            </ul>
        </section>
    }
}
