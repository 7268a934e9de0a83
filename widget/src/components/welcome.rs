//! widget: the greeting at the head of the log, and what a visitor may ask to begin with.

use leptos::prelude::*;

use crate::session::Session;

#[component]
pub(crate) fn Welcome(session: Session) -> impl IntoView {
    let greeting = move || session.site.with(|site| site.greeting.clone());
    let asks = move || {
        let begun = session.rows.with(|rows| !rows.is_empty());
        let asks = if begun { Vec::new() } else { session.site.with(|site| site.suggestions.clone()) };
        let ask = |words: String| {
            let said = words.clone();
            view! {
                <button class="ask" type="button" dir="auto" on:click=move |_| session.send_this(&said)>{words}</button>
            }
        };
        asks.into_iter().map(ask).collect::<Vec<_>>()
    };
    view! {
        <div class="welcome" hidden=move || !session.is_whole()>
            <p class="bubble" dir="auto" hidden=move || greeting().is_empty()>{greeting}</p>
            <div class="asks">{asks}</div>
        </div>
    }
}
