//! console: the chats that I hold, and those that I finished lately.

use leptos::prelude::*;

use crate::{cards::List, conversations::Bones, hub::row::ChatRow, session::use_session, words::t};

#[component]
pub(crate) fn Chats() -> impl IntoView {
    let session = use_session();
    let list = Memo::new(move |_| session.cards.with(|cards| cards.list(List::Chats)));
    view! {
        <section class="hub-list" aria-labelledby="chats">
            <header class="panel-head">
                <h2 id="chats">{t("hub.chats")}</h2>
                <Show when=move || list.with(|list| !list.is_empty())>
                    <span class="count">{move || list.with(Vec::len)}</span>
                </Show>
            </header>
            <ul class="rows">
                <For
                    each=move || list.get()
                    key=|card| card.id.clone()
                    children=move |card| view! { <ChatRow card/> }
                />
            </ul>
            <Show when=move || session.welcomed.get() && list.with(Vec::is_empty)>
                <p class="empty">{t("hub.no_chats")}</p>
            </Show>
            <Show when=move || !session.welcomed.get()>
                <Bones/>
            </Show>
        </section>
    }
}

#[component]
pub(crate) fn Finished() -> impl IntoView {
    let session = use_session();
    let list = Memo::new(move |_| session.cards.with(|cards| cards.list(List::Finished)));
    view! {
        <Show when=move || list.with(|list| !list.is_empty())>
            <section class="hub-list" aria-labelledby="finished">
                <header class="panel-head"><h2 id="finished">{t("hub.completed")}</h2></header>
                <ul class="rows">
                    <For
                        each=move || list.get()
                        key=|card| card.id.clone()
                        children=move |card| view! { <ChatRow card/> }
                    />
                </ul>
            </section>
        </Show>
    }
}
