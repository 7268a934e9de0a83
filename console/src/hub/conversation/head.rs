//! console: the head of the open conversation: whose it is, where it stands, and the ways to finish it.

use baton_protocol::agent::{AgentVerb, Channel};
use leptos::prelude::*;

use super::{super::Details, stand::Stand, transfer::Transfer};
use crate::{
    chat::Asks,
    confirm::Confirm,
    hub::row::{ChannelSign, Standing},
    icon::{Glyph, Icon},
    names,
    session::use_session,
    words::{fill, t},
};

#[component]
pub(super) fn Head(stand: Memo<Stand>) -> impl IntoView {
    let session = use_session();
    let details = expect_context::<Details>();
    let chat = session.chat;
    let name = Memo::new(move |_| {
        chat.card.with(|card| names::visitor(card.as_ref().and_then(|card| card.name.as_deref())))
    });
    let channel =
        Memo::new(move |_| chat.card.with(|card| card.as_ref().map(|card| card.channel)).unwrap_or_default());
    let state = Memo::new(move |_| {
        chat.loaded.get().then(|| chat.timeline.with(|timeline| timeline.state().clone()))
    });
    let why = Memo::new(move |_| {
        let id = chat.id.get();
        let listed = session.cards.with(|cards| id.and_then(|id| cards.get(&id).map(names::stranded)));
        listed.unwrap_or_else(|| chat.card.with(|card| card.as_ref().and_then(names::stranded)))
    });
    let mine = move || stand.with(|stand| *stand == Stand::Mine);
    let confirming = RwSignal::new(false);
    Effect::new(move |_| confirming.set(chat.asks.get() == Some(Asks::End)));
    Effect::new(move |_| {
        if !confirming.get() && chat.asks.get_untracked() == Some(Asks::End) {
            chat.asks.set(None);
        }
    });
    let order = move |what: AgentVerb| {
        if let Some(id) = chat.id.get_untracked() {
            untrack(|| session.order(&id, what));
        }
    };
    view! {
        <header class="conversation-head">
            <a class="icon-button conversation-back" href="/console/hub" aria-label=t("conversation.back")>
                <Glyph icon=Icon::Back/>
            </a>
            <div class="conversation-who">
                <h2 class="conversation-name" dir="auto">{name}</h2>
                <p class="conversation-stands">
                    <Show when=move || channel.get() != Channel::Web><ChannelSign channel/></Show>
                    {move || state.get().map(|state| view! { <Standing state/> })}
                    {move || why.get().map(|why| view! { <span class="conversation-why">{why}</span> })}
                </p>
            </div>
            <Show when=mine>
                <button type="button" class="button button-quiet" on:click=move |_| chat.asks.set(Some(Asks::Transfer))>
                    <Glyph icon=Icon::Swap/>
                    {t("action.transfer")}
                </button>
                <button type="button" class="button" on:click=move |_| order(AgentVerb::Complete)>
                    <Glyph icon=Icon::Check/>
                    {t("action.complete")}
                </button>
                <button type="button" class="button button-quiet" on:click=move |_| chat.asks.set(Some(Asks::End))>
                    {t("action.end")}
                </button>
            </Show>
            <button
                type="button" class="icon-button conversation-details"
                aria-label=t("visitor.show") aria-controls="visitor"
                aria-expanded=move || details.0.get().to_string()
                on:click=move |_| details.0.update(|open| *open = !*open)
            >
                <Glyph icon=Icon::Details/>
            </button>
        </header>
        <Confirm
            open=confirming
            title=Signal::derive(move || fill("end.title", &[("name", &name.get())]))
            text=t("end.text").to_owned()
            yes=t("end.yes")
            agree=move || order(AgentVerb::End)
        />
        <Transfer/>
    }
}
