//! console: the requests that ring me, the longest wait first, and the messages that visitors left.

mod left;
mod request;
mod rung;

use leptos::prelude::*;

use self::{left::Left, request::Request};
use crate::{cards::List, conversations::Bones, session::use_session, words::t};

#[component]
pub(crate) fn Requests() -> impl IntoView {
    let session = use_session();
    let list = Memo::new(move |_| session.cards.with(|cards| cards.list(List::Requests)));
    let left = Memo::new(move |_| session.cards.with(|cards| cards.list(List::Left)));
    let count = move || list.with(Vec::len) + left.with(Vec::len);
    let empty = move || session.welcomed.get() && count() == 0;
    view! {
        <section class="hub-list" aria-labelledby="requests">
            <header class="panel-head">
                <h2 id="requests">{t("hub.requests")}</h2>
                <Show when=move || count() != 0>
                    <span class="count count-waiting">{count}</span>
                </Show>
            </header>
            <ul class="rows">
                <For
                    each=move || list.get()
                    key=|card| card.id.clone()
                    children=move |card| view! { <Request card/> }
                />
                <For
                    each=move || left.get()
                    key=|card| card.id.clone()
                    children=move |card| view! { <Left card/> }
                />
            </ul>
            <Show when=empty>
                <p class="empty">
                    {move || if session.switch.get() { t("hub.no_requests") } else { t("hub.no_requests_away") }}
                </p>
            </Show>
            <Show when=move || !session.welcomed.get()>
                <Bones/>
            </Show>
        </section>
    }
}
