//! console: one conversation as a row: who, where, the last words, how long ago.

use baton_protocol::{
    Author, ConversationId, StateView,
    agent::{Channel, Snippet, Summary},
};
use leptos::prelude::*;

use crate::{
    hub::face::Face,
    icon::{Glyph, Icon},
    names,
    session::use_session,
    when,
    words::{fill, plural, t},
};

/// A row that follows its card as it changes.
#[component]
pub(crate) fn ChatRow(id: ConversationId) -> impl IntoView {
    let session = use_session();
    // The last card stays on while the row goes.
    let card = Memo::new(move |before: Option<&Option<Summary>>| {
        session.cards.with(|cards| cards.get(&id).cloned()).or_else(|| before.cloned().flatten())
    });
    move || card.get().map(|card| view! { <CardRow card/> })
}

/// A row of this card.
#[component]
pub(crate) fn CardRow(card: Summary) -> impl IntoView {
    let session = use_session();
    let Summary { id, channel, name, state, last, unread, since, .. } = card;
    let visitor = names::visitor(name.as_deref());
    let at = last.as_ref().map_or(since, |last| last.at);
    let minute = session.clock.minute;
    let now = session.clock.now;
    let here = {
        let id = id.clone();
        Memo::new(move |_| session.chat.id.with(|shown| shown.as_ref() == Some(&id)))
    };
    let typing = {
        let id = id.clone();
        Memo::new(move |_| session.typing.with(|typing| typing.at(&id, now.get()) == Some(&Author::Visitor)))
    };
    let mine = untrack(|| session.holds(&state));
    let words = last.map(|last| said(&last));
    view! {
        <li class="row" class:row-here=here class:row-unread={mine && unread != 0}>
            <Face name=visitor.clone()/>
            <div class="row-main">
                <div class="row-line">
                    <a
                        class="row-name" dir="auto" href=format!("/console/hub/{id}") data-row=id.to_string()
                        aria-current=move || here.get().then_some("true")
                    >
                        {visitor}
                    </a>
                    {(channel == Channel::Line).then(|| view! { <ChannelSign channel/> })}
                    {(!mine).then(|| view! { <Standing state/> })}
                    <span class="row-age" title=when::full(at)>{move || when::age(at, minute.get())}</span>
                </div>
                <div class="row-line">
                    <Show
                        when=move || typing.get()
                        fallback=move || view! { <p class="row-words" dir="auto">{words.clone()}</p> }
                    >
                        <p class="row-words row-typing">{t("row.typing")}</p>
                    </Show>
                    {(mine && unread != 0).then(|| view! {
                        <span class="count count-unread">
                            <span aria-hidden="true">{unread}</span>
                            <span class="unseen">{plural(unread, "row.unread.one", "row.unread.many")}</span>
                        </span>
                    })}
                </div>
            </div>
        </li>
    }
}

/// Who said it is worth a word, unless it was the visitor.
fn said(last: &Snippet) -> String {
    match &last.by {
        Author::Visitor | Author::Clock => last.text.clone(),
        Author::Ai => fill("row.said", &[("name", t("author.ai")), ("text", &last.text)]),
        Author::Agent(agent) => fill("row.said", &[("name", &agent.name), ("text", &last.text)]),
    }
}

/// Where a conversation stands: a word, and a mark beside it.
#[component]
pub(crate) fn Standing(state: StateView) -> impl IntoView {
    let (kind, words) = match state {
        StateView::Ai => ("standing standing-ai", t("standing.ai").to_owned()),
        StateView::Requested { .. } => ("standing standing-waiting", t("standing.waiting").to_owned()),
        StateView::Live { agent } => ("standing standing-live", fill("standing.live", &[("name", &agent.name)])),
        StateView::Completed => ("standing standing-completed", t("standing.completed").to_owned()),
        StateView::Ended => ("standing standing-ended", t("standing.ended").to_owned()),
    };
    view! { <span class=kind><span class="standing-mark" aria-hidden="true"></span><span dir="auto">{words}</span></span> }
}

/// Where a conversation lives.
#[component]
pub(crate) fn ChannelSign(#[prop(into)] channel: Signal<Channel>) -> impl IntoView {
    move || {
        let (icon, name) = match channel.get() {
            Channel::Web => (Icon::Globe, t("channel.web")),
            Channel::Line => (Icon::Line, t("channel.line")),
        };
        view! { <span class="channel"><Glyph icon/><span>{name}</span></span> }
    }
}
