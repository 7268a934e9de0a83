//! console: the search box of a list; the address keeps what is looked for under `q`.

use gloo_timers::callback::Timeout;
use leptos::{html::Input, prelude::*};

use super::Wanted;
use crate::{keys, words::t};

/// A search begins when nothing more was typed for so long, in milliseconds.
const REST_MS: u32 = 350;

#[component]
pub(crate) fn Search(wanted: Memo<Wanted>, go: Callback<Wanted>, hint: &'static str) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let timer = StoredValue::new_local(None::<Timeout>);
    keys::on_key(move |key, event| {
        if key == "/"
            && let Some(input) = input.get_untracked()
        {
            event.prevent_default();
            let _ = input.focus();
        }
    });
    let search = move || {
        let Some(input) = input.try_get_untracked().flatten() else { return };
        let next = wanted.with_untracked(|wanted| wanted.with("q", input.value().trim()));
        if next != wanted.get_untracked() {
            go.run(next);
        }
    };
    Effect::new(move |_| {
        // The address has the last word, but not while somebody types.
        let words = wanted.with(|wanted| wanted.get("q").to_owned());
        if let Some(input) = input.get()
            && input.value().trim() != words
        {
            input.set_value(&words);
        }
    });
    view! {
        <label class="field filters-search">
            <span class="field-name">{t("filter.search")}</span>
            <input
                class="input" type="text" node_ref=input autocomplete="off" spellcheck="false"
                placeholder=hint
                on:input=move |_| timer.set_value(Some(Timeout::new(REST_MS, search)))
                on:change=move |_| search()
            />
        </label>
    }
}
