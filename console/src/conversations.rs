//! console: every conversation, newest first.

use baton_client::browser::{self, RequestError};
use baton_protocol::agent::{ConversationList, Summary};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use crate::{hub::row::CardRow, keys, session::use_session, words::t};

/// Cards asked for at once.
const PAGE: u32 = 50;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Load {
    Loading,
    Done,
    Failed,
}

#[component]
pub(crate) fn Conversations() -> impl IntoView {
    let session = use_session();
    let query = use_query_map();
    let live = Memo::new(move |_| query.with(|query| query.get("filter").as_deref() == Some("live_agent")));
    let cards = RwSignal::new(Vec::<Summary>::new());
    let next = RwSignal::new(None::<String>);
    let load = RwSignal::new(Load::Loading);
    // A page that was asked for under another filter must not come into this list.
    let asked = StoredValue::new(0_u32);
    let ask = move |after: Option<String>| {
        asked.update_value(|asked| *asked = asked.wrapping_add(1));
        let mine = asked.get_value();
        let url = address(live.get_untracked(), after.as_deref());
        load.set(Load::Loading);
        spawn_local(async move {
            let answer: Result<ConversationList, RequestError> = browser::get(&url).await;
            if asked.try_get_value() != Some(mine) {
                return;
            }
            match answer {
                Ok(list) => {
                    cards.update(|cards| {
                        let fresh = list
                            .cards
                            .into_iter()
                            .filter(|card| !cards.iter().any(|known| known.id == card.id));
                        let fresh: Vec<_> = fresh.collect();
                        cards.extend(fresh);
                    });
                    next.set(list.next);
                    load.set(Load::Done);
                }
                Err(RequestError::Refused { status: 401, .. }) => session.begin(),
                Err(_) => load.set(Load::Failed),
            }
        });
    };
    Effect::new(move |_| {
        live.track();
        cards.set(Vec::new());
        ask(None);
    });
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
    let empty = move || load.get() == Load::Done && cards.with(Vec::is_empty);
    view! {
        <div class="conversations">
            <header class="conversations-head">
                <h1>{t("page.conversations")}</h1>
                <button
                    type="button" class="button filter"
                    aria-pressed=move || live.get().to_string()
                    on:click=toggle
                >
                    {t("conversations.live")}
                </button>
            </header>
            <section class="panel" aria-label=t("conversations.list") aria-busy=move || (load.get() == Load::Loading).to_string()>
                <ul class="rows">
                    <For each=move || cards.get() key=|card| (card.id.clone(), card.seq) let:card>
                        <CardRow card/>
                    </For>
                </ul>
                <Show when=move || load.get() == Load::Loading && cards.with(Vec::is_empty)>
                    <Bones/>
                </Show>
                <Show when=empty>
                    <p class="empty">
                        {move || if live.get() { t("conversations.none_live") } else { t("conversations.none") }}
                    </p>
                </Show>
                <Show when=move || load.get() == Load::Failed>
                    <div class="empty" role="alert">
                        <p>{t("conversations.failed")}</p>
                        <button type="button" class="button" on:click=move |_| ask(next.get_untracked())>
                            {t("outside.again")}
                        </button>
                    </div>
                </Show>
                <Show when=move || next.with(Option::is_some) && load.get() != Load::Failed>
                    <button
                        type="button" class="button button-quiet conversations-more"
                        aria-disabled=move || (load.get() == Load::Loading).to_string()
                        on:click=move |_| if load.get_untracked() != Load::Loading { ask(next.get_untracked()) }
                    >
                        {t("conversations.more")}
                    </button>
                </Show>
            </section>
        </div>
    }
}

fn address(live: bool, after: Option<&str>) -> String {
    let mut url = format!("/api/v1/conversations?limit={PAGE}");
    if live {
        url.push_str("&filter=live_agent");
    }
    if let Some(after) = after {
        url.push_str("&after=");
        url.push_str(&String::from(js_sys::encode_uri_component(after)));
    }
    url
}

/// Rows to come.
#[component]
pub(crate) fn Bones() -> impl IntoView {
    view! {
        <div class="bones" aria-hidden="true">
            {(0..6).map(|_| view! { <div class="bone-row"><span class="bone-face"></span><span class="bone-words"></span></div> }).collect_view()}
        </div>
    }
}
