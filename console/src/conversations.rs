//! console: the page with every conversation, newest first.

mod pages;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use self::pages::{Load, Pages};
use crate::{hub::row::CardRow, keys, session::use_session, words::t};

#[component]
pub(crate) fn Conversations() -> impl IntoView {
    let query = use_query_map();
    let live = Memo::new(move |_| query.with(|query| query.get("filter").as_deref() == Some("live_agent")));
    let pages = Pages::new(use_session(), live);
    keys::on_key(|key, _| match key {
        "j" => keys::step(true),
        "k" => keys::step(false),
        _ => {}
    });
    let go = use_navigate();
    let toggle = move |_| {
        let to = if live.get_untracked() {
            "/console/conversations"
        } else {
            "/console/conversations?filter=live_agent"
        };
        go(to, NavigateOptions { resolve: false, ..NavigateOptions::default() });
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
                    aria-pressed=move || live.get().to_string()
                    on:click=toggle
                >
                    {t("conversations.live")}
                </button>
            </header>
            <section
                class="panel"
                aria-label=t("conversations.list")
                aria-busy=move || loading().to_string()
            >
                <ul class="rows">
                    <For each=move || pages.cards.get() key=|card| card.id.clone() let:card>
                        <CardRow card full=true/>
                    </For>
                </ul>
                <Show when=move || loading() && nothing()>
                    <Bones/>
                </Show>
                <Show when=empty>
                    <p class="empty">
                        {move || if live.get() { t("conversations.none_live") } else { t("conversations.none") }}
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
