//! console: the requests that ring me, the longest wait first.

mod request;

use leptos::prelude::*;

use self::request::Request;
use crate::{cards::List, conversations::Bones, session::use_session, words::t};

#[component]
pub(crate) fn Requests() -> impl IntoView {
    let session = use_session();
    let list = Memo::new(move |_| session.cards.with(|cards| cards.list(List::Requests)));
    let empty = move || session.welcomed.get() && list.with(Vec::is_empty);
    view! {
        <section class="hub-list" aria-labelledby="requests">
            <header class="panel-head">
                <h2 id="requests">{t("hub.requests")}</h2>
                <Show when=move || list.with(|list| !list.is_empty())>
                    <span class="count count-waiting">{move || list.with(Vec::len)}</span>
                </Show>
            </header>
            <ul class="rows">
                <For
                    each=move || list.get()
                    key=|card| card.id.clone()
                    children=move |card| view! { <Request card/> }
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
