//! console: a message that a visitor left: a request of its own kind, which waits until somebody deals with it.

use baton_protocol::{
    StateView,
    agent::{AgentVerb, Summary},
};
use leptos::prelude::*;

use crate::{
    hub::{
        face::Face,
        row::{ChannelSign, said},
    },
    names,
    session::use_session,
    when,
    words::{fill, t},
};

#[component]
pub(super) fn Left(card: Summary) -> impl IntoView {
    let session = use_session();
    let id = StoredValue::new(card.id.clone());
    let row = card.id.to_string();
    let address = format!("/console/hub/{row}");
    let here =
        Memo::new(move |_| session.chat.id.with(|shown| id.with_value(|id| shown.as_ref() == Some(id))));
    let card = Memo::new(move |_| session.cards.with(|cards| cards.get(&card.id).unwrap_or(&card).clone()));
    let name = Memo::new(move |_| card.with(|card| names::visitor(card.name.as_deref())));
    let words = move || card.with(said);
    let channel = Memo::new(move |_| card.with(|card| card.channel));
    let language = Memo::new(move |_| card.with(|card| when::language(&card.locale)));
    let why = Memo::new(move |_| card.with(names::stranded));
    let age = move || {
        let now = session.clock.minute.get();
        card.with(|card| card.left.map(|left| when::span(now.since(left)))).unwrap_or_default()
    };
    let order = move |what: AgentVerb| id.with_value(|id| untrack(|| session.order(id, what)));
    let take = Memo::new(move |_| {
        card.with(|card| match card.state {
            StateView::Completed | StateView::Ended => (AgentVerb::Reactivate, t("action.reactivate")),
            StateView::Ai | StateView::Requested { .. } | StateView::Live { .. } => {
                (AgentVerb::TakeOver, t("action.take_over"))
            }
        })
    });
    view! {
        <li class="row request left" class:row-here=here>
            <Face name/>
            <div class="row-main">
                <div class="row-line">
                    <a
                        class="row-name" dir="auto" href=address data-row=row
                        aria-current=move || here.get().then_some("true")
                    >
                        {name}
                    </a>
                    <span class="row-age" title=move || fill("request.waits", &[("span", &age())])>{age}</span>
                </div>
                <p class="left-sign">{t("left.sign")}</p>
                {move || why.get().map(|why| view! { <p class="request-who">{why}</p> })}
                <p class="request-words" dir="auto">{words}</p>
                <p class="request-from"><ChannelSign channel/><span>{language}</span></p>
                <p class="left-actions">
                    <button type="button" class="button button-small" on:click=move |_| order(take.get_untracked().0)>
                        {move || take.get().1}
                    </button>
                    <button type="button" class="button button-small" on:click=move |_| order(AgentVerb::Settle)>
                        {t("action.done")}
                    </button>
                </p>
            </div>
        </li>
    }
}
