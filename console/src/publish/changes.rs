//! console: what is in the draft and not published yet.

use baton_protocol::knowledge::{Change, EntryRow};
use leptos::prelude::*;

use super::release::Release;
use crate::{
    knowledge::ChangeSign,
    sources::entry_address,
    words::{plural, t},
};

#[component]
pub(super) fn Changes(release: Release) -> impl IntoView {
    let settings = Memo::new(move |_| {
        release.studio.draft.value.with(|draft| draft.as_ref().is_some_and(|draft| draft.settings_changed))
    });
    let rows = move || release.changes.value.get().map(|page| page.rows).unwrap_or_default();
    let nothing = move || release.studio.changes() == Some(0);
    let more = move || {
        let all = release.studio.draft.value.with(|draft| draft.as_ref().map_or(0, |draft| draft.changes));
        let shown = u32::try_from(rows().len()).unwrap_or(u32::MAX);
        Some(all.saturating_sub(shown)).filter(|more| *more != 0)
    };
    view! {
        <section class="panel entries" aria-labelledby="publish-changes">
            <header class="panel-head"><h2 id="publish-changes">{t("publish.changes")}</h2></header>
            {release.changes.waiting()}
            <Show when=nothing><p class="empty">{t("publish.nothing")}</p></Show>
            <ul class="change-rows">
                <Show when=move || settings.get()>
                    <li class="change-row">
                        <a href="/console/answers">{t("publish.settings")}</a>
                        <ChangeSign change=Change::Changed/>
                    </li>
                </Show>
                <For each=rows key=|row| (row.id, row.change as u8, row.at) let:row><ChangeRow row/></For>
            </ul>
            {move || more().map(|more| view! {
                <p class="empty">
                    <a href="/console/knowledge?changed=true">{plural(more, "publish.more.one", "publish.more.many")}</a>
                </p>
            })}
        </section>
    }
}

#[component]
fn ChangeRow(row: EntryRow) -> impl IntoView {
    let title = if row.change == Change::Removed {
        view! { <span dir="auto">{row.title}</span> }.into_any()
    } else {
        view! { <a href=entry_address(row.id) dir="auto">{row.title}</a> }.into_any()
    };
    view! {
        <li class="change-row">
            {title}
            <ChangeSign change=row.change/>
            <span class="row-words" dir="auto">{row.begins}</span>
        </li>
    }
}
