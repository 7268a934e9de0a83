//! console: a filter over what a page shows: one of some values, or a day.

use leptos::prelude::*;

use super::Wanted;
use crate::words::t;

#[component]
pub(crate) fn Choose(
    wanted: Memo<Wanted>,
    go: Callback<Wanted>,
    key: &'static str,
    name: &'static str,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let chosen = move |value: &str| wanted.with(|wanted| wanted.get(key) == value);
    view! {
        <label class="field">
            <span class="field-name">{name}</span>
            <select
                class="input"
                on:change:target=move |event| {
                    go.run(wanted.with_untracked(|wanted| wanted.with(key, &event.target().value())));
                }
            >
                <option value="" prop:selected=move || chosen("")>{t("filter.any")}</option>
                {move || options.get().into_iter().map(|(value, words)| {
                    let this = { let value = value.clone(); move || chosen(&value) };
                    view! { <option value=value prop:selected=this>{words}</option> }
                }).collect_view()}
            </select>
        </label>
    }
}

#[component]
pub(crate) fn Day(
    name: &'static str,
    /// As `YYYY-MM-DD`; empty where none is chosen.
    #[prop(into)]
    day: Signal<String>,
    #[prop(into)] choose: Callback<String>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span class="field-name">{name}</span>
            <input
                class="input" type="date" prop:value=day
                on:change:target=move |event| choose.run(event.target().value())
            />
        </label>
    }
}
