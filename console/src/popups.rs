//! console: the pop-up for a request that has begun to ring, in any page of the console.

use baton_protocol::{ConversationId, agent::Summary};
use leptos::prelude::*;

use crate::{
    cards::List,
    hub::row::said,
    icon::{Glyph, Icon},
    names,
    session::{Session, use_session},
    words::{plural, t},
};

/// So many are shown at once; the others are counted.
const SHOWN: usize = 3;

#[component]
pub(crate) fn PopUps() -> impl IntoView {
    let session = use_session();
    let all = Memo::new(move |_| standing(session));
    let more = move || u32::try_from(all.with(Vec::len).saturating_sub(SHOWN)).unwrap_or_default();
    view! {
        <section class="popups" aria-label=t("popup.region") aria-live="assertive">
            <For
                each=move || all.get().into_iter().rev().take(SHOWN)
                key=|card| card.id.clone()
                let:card
            >
                <PopUp card/>
            </For>
            <Show when=move || more() != 0>
                <a class="popups-more" href="/console/hub">
                    {move || plural(more(), "popup.more.one", "popup.more.many")}
                </a>
            </Show>
        </section>
    }
}

/// Those that still ring me and are not open in front of me.
fn standing(session: Session) -> Vec<Summary> {
    let open = session.chat.id.get();
    session.cards.with(|cards| {
        let rings = |id: &ConversationId| {
            let card = cards.get(id).filter(|card| cards.list_of(card) == Some(List::Requests));
            card.filter(|_| open.as_ref() != Some(id)).cloned()
        };
        session.rung.with(|rung| rung.iter().filter_map(rings).collect())
    })
}

#[component]
fn PopUp(card: Summary) -> impl IntoView {
    let session = use_session();
    let id = card.id.clone();
    let last = said(&card);
    view! {
        <div class="popup">
            <span class="popup-sign"><Glyph icon=Icon::Bell/></span>
            <div class="popup-body">
                <p class="popup-title">{t("popup.title")}</p>
                <a class="popup-name" dir="auto" href=format!("/console/hub/{}", card.id)>
                    {names::visitor(card.name.as_deref())}
                </a>
                {last.map(|text| view! { <p class="popup-words" dir="auto">{text}</p> })}
            </div>
            <button
                type="button"
                class="icon-button popup-close"
                aria-label=t("toast.dismiss")
                on:click=move |_| session.rung.update(|rung| rung.retain(|known| *known != id))
            >
                <Glyph icon=Icon::Close/>
            </button>
        </div>
    }
}
