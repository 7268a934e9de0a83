//! console: one conversation as a row: who, where, the last words, how long ago.

use baton_protocol::{
    Author, StateView,
    agent::{Channel, Hit, Summary},
};
use leptos::prelude::*;

use crate::{
    hub::face::{AgentFace, Face},
    icon::{Glyph, Icon},
    names,
    session::use_session,
    when,
    words::{fill, plural, t},
};

/// A row that follows its card as it changes.
#[component]
pub(crate) fn ChatRow(card: Summary) -> impl IntoView {
    let session = use_session();
    let card = Memo::new(move |_| session.cards.with(|cards| cards.get(&card.id).unwrap_or(&card).clone()));
    view! { <CardRow card/> }
}

/// A row of this card. Beside my own chats only what is unusual is said, unless it is to be `full`.
#[component]
pub(crate) fn CardRow(
    #[prop(into)] card: Signal<Summary>,
    #[prop(optional)] full: bool,
    /// Where a search has found its words.
    #[prop(optional_no_strip)]
    hit: Option<Hit>,
) -> impl IntoView {
    let session = use_session();
    let id = card.with_untracked(|card| card.id.clone());
    let address = match &hit {
        Some(hit) => format!("/console/hub/{id}?at={}", hit.seq),
        None => format!("/console/hub/{id}"),
    };
    let row = id.to_string();
    let hit = StoredValue::new(hit);
    let visitor = Memo::new(move |_| card.with(|card| names::visitor(card.name.as_deref())));
    let at = Memo::new(move |_| card.with(|card| card.last.as_ref().map_or(card.since, |last| last.at)));
    let words = Memo::new(move |_| card.with(said));
    let mine = Memo::new(move |_| card.with(|card| session.holds(&card.state)));
    let state = Memo::new(move |_| card.with(|card| card.state.clone()));
    let why = Memo::new(move |_| card.with(names::stranded).filter(|_| full));
    let unread = Memo::new(move |_| if mine.get() { card.with(|card| card.unread) } else { 0 });
    let channel = Memo::new(move |_| card.with(|card| card.channel));
    let here = {
        let id = id.clone();
        Memo::new(move |_| session.chat.id.with(|shown| shown.as_ref() == Some(&id)))
    };
    let now = session.clock.now;
    let typing =
        Memo::new(move |_| session.typing.with(|typing| typing.at(&id, now.get()) == Some(&Author::Visitor)));
    let age = move || when::age(at.get(), session.clock.minute.get());
    let is_unread = move || unread.get() != 0;
    let elsewhere = move || full || channel.get() != Channel::Web;
    let stands = move || full || !mine.get();
    view! {
        <li class="row" class:row-here=here class:row-unread=is_unread>
            <Face name=visitor/>
            <div class="row-main">
                <div class="row-line">
                    <a
                        class="row-name" dir="auto" href=address data-row=row
                        aria-current=move || here.get().then_some("true")
                    >
                        {visitor}
                    </a>
                    <Show when=elsewhere><ChannelSign channel/></Show>
                    <Show when=stands>{move || view! { <Standing state=state.get()/> }}</Show>
                    <span class="row-age" title=move || when::full(at.get())>{age}</span>
                </div>
                {move || why.get().map(|why| view! { <p class="row-why">{why}</p> })}
                <div class="row-line">
                    <Show
                        when=move || typing.get()
                        fallback=move || match hit.get_value() {
                            Some(hit) => view! { <Found hit/> }.into_any(),
                            None => view! { <p class="row-words" dir="auto">{words}</p> }.into_any(),
                        }
                    >
                        <p class="row-words row-typing">{t("row.typing")}</p>
                    </Show>
                    <Show when=is_unread>
                        <span class="count count-unread">
                            <span aria-hidden="true">{unread}</span>
                            <span class="unseen">
                                {move || plural(unread.get(), "row.unread.one", "row.unread.many")}
                            </span>
                        </span>
                    </Show>
                </div>
            </div>
        </li>
    }
}

/// A found message, the words that were looked for marked.
#[component]
fn Found(hit: Hit) -> impl IntoView {
    let pieces = hit.text.into_iter().map(|piece| {
        if piece.hit { view! { <mark>{piece.text}</mark> }.into_any() } else { piece.text.into_any() }
    });
    view! { <p class="row-words row-hit" dir="auto">{pieces.collect_view()}</p> }
}

/// The last words. Who said them is worth a word, unless it was the visitor.
pub(crate) fn said(card: &Summary) -> Option<String> {
    let last = card.last.as_ref()?;
    let text = match (last.text.trim(), card.channel, &last.by) {
        // A sticker without a description, what could not be fetched, or what was taken back.
        ("", Channel::Line, Author::Visitor) => t("row.wordless"),
        // A message may be files alone.
        ("", ..) => t("row.file"),
        _ => &last.text,
    };
    Some(match &last.by {
        Author::Visitor | Author::Clock => text.to_owned(),
        Author::Ai => fill("row.said", &[("name", t("author.ai")), ("text", text)]),
        Author::Agent(agent) => fill("row.said", &[("name", &agent.name), ("text", text)]),
    })
}

/// Where a conversation stands: a word, and a mark beside it.
#[component]
pub(crate) fn Standing(state: StateView) -> impl IntoView {
    let session = use_session();
    let mine = untrack(|| session.holds(&state));
    let face = match &state {
        StateView::Live { agent } => Some((agent.name.clone(), agent.picture.clone())),
        StateView::Ai | StateView::Requested { .. } | StateView::Completed | StateView::Ended => None,
    };
    let (kind, words) = match state {
        StateView::Ai => ("standing standing-ai", t("standing.ai").to_owned()),
        StateView::Requested { .. } => ("standing standing-waiting", t("standing.waiting").to_owned()),
        StateView::Live { .. } if mine => ("standing standing-live", t("author.me").to_owned()),
        StateView::Live { agent } => ("standing standing-live", agent.name),
        StateView::Completed => ("standing standing-completed", t("standing.completed").to_owned()),
        StateView::Ended => ("standing standing-ended", t("standing.ended").to_owned()),
    };
    view! {
        <span class=kind>
            <span class="standing-mark" aria-hidden="true"></span>
            {face.map(|(name, picture)| view! { <AgentFace name picture tiny=true/> })}
            <span dir="auto">{words}</span>
        </span>
    }
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
