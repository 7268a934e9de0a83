//! console: the bar under a conversation that is not mine: why, and the one thing that makes it mine.

use baton_protocol::agent::AgentVerb;
use leptos::prelude::*;

use super::stand::Stand;
use crate::{
    session::{Session, use_session},
    when,
    words::{fill, t},
};

#[component]
pub(super) fn Bar(stand: Memo<Stand>) -> impl IntoView {
    let session = use_session();
    let left = Memo::new(move |_| {
        let id = session.chat.id.get();
        let listed = session.cards.with(|cards| id.and_then(|id| cards.get(&id).map(|card| card.left)));
        listed.unwrap_or_else(|| session.chat.card.with(|card| card.as_ref().and_then(|card| card.left)))
    });
    let stands = move || match stand.get() {
        Stand::Loading | Stand::Mine => String::new(),
        Stand::RingsMe { since } => {
            fill("bar.rings_me", &[("span", &when::span(session.clock.now.get().since(since)))])
        }
        Stand::RingsOthers { since } => {
            fill("bar.rings_others", &[("span", &when::span(session.clock.now.get().since(since)))])
        }
        Stand::Ai => t("bar.ai").to_owned(),
        Stand::Theirs(name) => fill("bar.theirs", &[("name", &name)]),
        Stand::Completed => t("bar.completed").to_owned(),
        Stand::Ended => t("bar.ended").to_owned(),
    };
    let words = move || match left.get() {
        Some(since) => {
            let span = when::span(session.clock.minute.get().since(since));
            format!("{} · {}", fill("bar.left", &[("span", &span)]), stands())
        }
        None => stands(),
    };
    view! {
        <div class="standing-bar" class:standing-bar-rings=move || stand.with(|stand| matches!(stand, Stand::RingsMe { .. }))>
            <p class="standing-bar-words" dir="auto">{words}</p>
            <Show when=move || left.get().is_some()>
                <Order session what=AgentVerb::Settle name=t("action.done") main=false/>
            </Show>
            {move || actions(session, &stand.get())}
        </div>
    }
}

fn actions(session: Session, stand: &Stand) -> AnyView {
    match stand {
        Stand::RingsMe { .. } => view! {
            <Order session what=AgentVerb::Ignore name=t("action.ignore") main=false/>
            <Order session what=AgentVerb::Accept name=t("action.accept") main=true/>
        }
        .into_any(),
        Stand::RingsOthers { .. } | Stand::Ai => {
            view! { <Order session what=AgentVerb::TakeOver name=t("action.take_over") main=false/> }
                .into_any()
        }
        Stand::Completed | Stand::Ended => {
            view! { <Order session what=AgentVerb::Reactivate name=t("action.reactivate") main=false/> }
                .into_any()
        }
        Stand::Loading | Stand::Mine | Stand::Theirs(_) => ().into_any(),
    }
}

#[component]
fn Order(session: Session, what: AgentVerb, name: &'static str, main: bool) -> impl IntoView {
    let under_way = {
        let what = what.clone();
        Memo::new(move |_| {
            session.chat.id.with(|id| id.as_ref().is_some_and(|id| session.under_way(id, &what)))
        })
    };
    let order = move |_| {
        if let Some(id) = session.chat.id.get_untracked() {
            untrack(|| session.order(&id, what.clone()));
        }
    };
    view! {
        <button
            type="button" class="button" class:button-main=main
            aria-disabled=move || under_way.get().to_string()
            on:click=order
        >
            {name}
        </button>
    }
}
