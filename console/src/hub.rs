//! console: the Hub, where requests are accepted and chats are held.

mod chats;
mod conversation;
pub(crate) mod face;
mod requests;
pub(crate) mod row;
mod visitor;

use baton_protocol::{ConversationId, agent::AgentVerb};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map, use_query_map},
};

use crate::{
    cards::List,
    chat::Asks,
    hub::{
        chats::{Chats, Finished},
        conversation::Conversation,
        requests::Requests,
        visitor::Visitor,
    },
    keys,
    session::{Session, use_session},
    words::t,
};

/// Whether the visitor's details lie over the conversation, where there is no room beside it.
#[derive(Clone, Copy)]
struct Details(RwSignal<bool>);

#[component]
pub(crate) fn Hub() -> impl IntoView {
    let session = use_session();
    let params = use_params_map();
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        params.with(|params| params.get("conversation").and_then(|id| ConversationId::parse(&id)))
    });
    let details = Details(RwSignal::new(false));
    provide_context(details);
    Effect::new(move |_| {
        session.show(wanted.get());
        details.0.set(false);
        let at = query.with_untracked(|query| query.get("at")).and_then(|at| at.parse().ok());
        if at.is_some() {
            session.chat.jump.set(at);
        }
    });
    on_cleanup(move || session.show(None));

    let go = use_navigate();
    keys::on_key(move |key, event| match key {
        "j" => keys::step(true),
        "k" => keys::step(false),
        "a" => on_request(session, AgentVerb::Accept),
        "i" => on_request(session, AgentVerb::Ignore),
        "r" | "n" | "t" | "c" | "e" | "/" if holds_open(session) => {
            event.prevent_default();
            on_chat(session, key);
        }
        "Escape" if details.0.get_untracked() => details.0.set(false),
        "Escape" if wanted.with_untracked(Option::is_some) => {
            event.prevent_default();
            go("/console/hub", NavigateOptions { resolve: false, ..NavigateOptions::default() });
        }
        _ => {}
    });
    view! {
        <div
            class="hub"
            class:hub-open=move || wanted.with(Option::is_some)
            class:hub-details=move || details.0.get()
        >
            <h1 class="unseen">{t("page.hub")}</h1>
            <div class="hub-lists">
                <Requests/>
                <Chats/>
                <Finished/>
            </div>
            <Conversation/>
            <Visitor/>
        </div>
    }
}

/// The open chat is mine.
fn holds_open(session: Session) -> bool {
    let state = session.chat.timeline.with_untracked(|timeline| timeline.state().clone());
    session.chat.loaded.get_untracked() && untrack(|| session.holds(&state))
}

/// What a key does to the open chat.
fn on_chat(session: Session, key: &str) {
    let chat = session.chat;
    match key {
        "n" => chat.compose(true),
        "t" => chat.asks.set(Some(Asks::Transfer)),
        "e" => chat.asks.set(Some(Asks::End)),
        "c" => {
            if let Some(id) = chat.id.get_untracked() {
                untrack(|| session.order(&id, AgentVerb::Complete));
            }
        }
        _ => chat.compose(false),
    }
}

/// Does this to the request whose row has the focus, else to the open one; nothing where it does not ring me.
fn on_request(session: Session, what: AgentVerb) {
    let focused = keys::focused_row().and_then(|id| ConversationId::parse(&id));
    let Some(id) = focused.or_else(|| session.chat.id.get_untracked()) else { return };
    let rings = session.cards.with_untracked(|cards| {
        cards.get(&id).is_some_and(|card| cards.list_of(card) == Some(List::Requests))
    });
    if rings {
        untrack(|| session.order(&id, what));
    }
}
