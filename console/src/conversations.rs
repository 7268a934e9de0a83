//! console: the page with every conversation, newest first.

mod asked;
mod filters;
mod pages;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use self::{
    asked::{KEYS, asked},
    filters::Filters,
    pages::{Load, Pages},
};
use crate::{
    hub::row::CardRow,
    keys,
    session::use_session,
    wanted::{Wanted, encoded},
    when,
    words::t,
};

#[component]
pub(crate) fn Conversations() -> impl IntoView {
    let query = use_query_map();
    let wanted = Memo::new(move |_| query.with(|query| Wanted::read(&KEYS, |key| query.get(key))));
    let live = move || wanted.with(|wanted| wanted.get("filter") == "live_agent");
    let asked = Memo::new(move |_| wanted.with(|wanted| asked(wanted, encoded, when::midnight)));
    let pages = Pages::new(use_session(), asked);
    keys::on_key(|key, _| match key {
        "j" => keys::step(true),
        "k" => keys::step(false),
        _ => {}
    });
    let go = use_navigate();
    let go = Callback::new(move |to: Wanted| {
        let address = format!("/console/conversations{}", to.address(encoded));
        go(&address, NavigateOptions { resolve: false, scroll: false, ..NavigateOptions::default() });
    });
    let toggle = move |_| {
        let filter = if untrack(live) { "" } else { "live_agent" };
        go.run(wanted.with_untracked(|wanted| wanted.with("filter", filter)));
    };
    let export = move |format: &str| format!("/api/v1/conversations/export?format={format}{}", asked.get());
    let none = move || match wanted.with(|wanted| (wanted.is_empty(), wanted.get("q").is_empty())) {
        (true, _) => t("conversations.none"),
        (false, false) => t("conversations.none_found"),
        (false, true) if live() => t("conversations.none_live"),
        (false, true) => t("conversations.none_filtered"),
    };
    let nothing = move || pages.cards.with(Vec::is_empty);
    let loading = move || pages.load.get() == Load::Loading;
    let empty = move || pages.load.get() == Load::Done && nothing();
    view! {
        <div class="conversations">
            <header class="conversations-head">
                <h1>{t("page.conversations")}</h1>
                <button
                    type="button"
                    class="button filter"
                    aria-pressed=move || live().to_string()
                    on:click=toggle
                >
                    {t("conversations.live")}
                </button>
            </header>
            <Filters wanted go/>
            <div class="conversations-tools">
                <a class="button button-small" rel="external" download href=move || export("csv")>{t("conversations.csv")}</a>
                <a class="button button-small" rel="external" download href=move || export("json")>{t("conversations.json")}</a>
            </div>
            <section
                class="panel"
                aria-label=t("conversations.list")
                aria-busy=move || loading().to_string()
            >
                <ul class="rows">
                    <For each=move || pages.cards.get() key=|card| card.id.clone() let:card>
                        <CardRow hit=pages.hits.with_untracked(|hits| hits.get(&card.id).cloned()) card full=true/>
                    </For>
                </ul>
                <Show when=move || loading() && nothing()>
                    <Bones/>
                </Show>
                <Show when=empty>
                    <p class="empty">
                        {none}
                    </p>
                </Show>
                <More pages/>
            </section>
        </div>
    }
}

/// The way to the next page, or what to do where it could not be had.
#[component]
fn More(pages: Pages) -> impl IntoView {
    let failed = move || pages.load.get() == Load::Failed;
    let loading = move || pages.load.get() == Load::Loading;
    let more = move |_| {
        if !untrack(loading) {
            pages.more();
        }
    };
    view! {
        <Show when=failed>
            <div class="empty" role="alert">
                <p>{t("conversations.failed")}</p>
                <button type="button" class="button" on:click=more>
                    {t("outside.again")}
                </button>
            </div>
        </Show>
        <Show when=move || pages.next.with(Option::is_some) && !failed()>
            <button
                type="button"
                class="button button-quiet conversations-more"
                aria-disabled=move || loading().to_string()
                on:click=more
            >
                {t("conversations.more")}
            </button>
        </Show>
    }
}

/// Rows to come.
#[component]
pub(crate) fn Bones() -> impl IntoView {
    view! {
        <div class="bones" aria-hidden="true">
            {(0..6)
                .map(|_| {
                    view! {
                        <div class="bone-row">
                            <span class="bone-face"></span>
                            <span class="bone-words"></span>
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
}
