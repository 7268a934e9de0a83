//! console: how each entry fared, and which were never used.

use baton_protocol::{knowledge::EntryRow, teaching::EntryFigures};
use leptos::prelude::*;

use crate::{
    sources::entry_address,
    words::{fill, plural, t},
};

#[component]
pub(super) fn Entries(entries: Vec<EntryFigures>) -> impl IntoView {
    if entries.is_empty() {
        return view! { <p class="panel empty reports-empty">{t("answered.no_entries")}</p> }.into_any();
    }
    let rows = entries.into_iter().map(|entry| {
        let EntryFigures { id, title, used, helpful, unhelpful, handed_over } = entry;
        let name = if title.is_empty() {
            fill("answered.gone", &[("n", &id.0.to_string())]).into_any()
        } else {
            view! { <a href=entry_address(id)>{title}</a> }.into_any()
        };
        view! {
            <tr>
                <th scope="row" dir="auto">{name}</th>
                <td>{used}</td>
                <td>{helpful}</td>
                <td>{unhelpful}</td>
                <td>{handed_over}</td>
            </tr>
        }
    });
    view! {
        <div class="panel">
            <header class="panel-head"><h2>{t("answered.by_entry")}</h2></header>
            <div class="table-frame" tabindex="0" role="region" aria-label=t("answered.by_entry")>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t("candidates.entry")}</th>
                            <th scope="col">{t("answered.used")}</th>
                            <th scope="col">{t("verdict.helpful")}</th>
                            <th scope="col">{t("verdict.unhelpful")}</th>
                            <th scope="col">{t("answered.led")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}

#[component]
pub(super) fn Unused(rows: Vec<EntryRow>, count: u32) -> impl IntoView {
    let shown = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let more = count.saturating_sub(shown);
    (count != 0).then(|| view! {
        <section class="panel" aria-labelledby="answers-unused">
            <header class="panel-head">
                <h2 id="answers-unused">{plural(count, "answered.unused.one", "answered.unused.many")}</h2>
            </header>
            <ul class="change-rows">
                {rows.into_iter().map(|row| view! {
                    <li class="change-row">
                        <a href=entry_address(row.id) dir="auto">{row.title}</a>
                        <span class="row-words" dir="auto">{row.begins}</span>
                    </li>
                }).collect_view()}
            </ul>
            {(more != 0).then(|| view! { <p class="empty">{plural(more, "answered.more.one", "answered.more.many")}</p> })}
        </section>
    })
}
