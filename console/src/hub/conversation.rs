//! console: the open conversation: its head, its log, and what can be done with it.

mod bar;
mod brief;
mod bubble;
mod canned;
mod composer;
mod delivery;
mod draft;
mod drop;
mod extra;
mod files;
mod head;
mod held;
mod labels;
mod log;
mod note;
mod player;
mod private;
mod quote;
mod rows;
mod stand;
mod teach;
mod transfer;
mod unsent;
mod verdict;
mod viewer;

use leptos::prelude::*;

use self::{
    bar::Bar,
    brief::Briefing,
    composer::Composer,
    drop::{DropHint, DropZone},
    head::Head,
    held::Held,
    labels::Labels,
    log::Log,
    stand::Stand,
    teach::Teaching,
    viewer::{Viewed, Viewer},
};
use crate::{
    icon::{Glyph, Icon},
    refusals,
    session::use_session,
    words::t,
};

#[component]
pub(crate) fn Conversation() -> impl IntoView {
    let session = use_session();
    let open = move || session.chat.id.with(Option::is_some);
    let missing = move || session.chat.missing.get();
    let stand = Memo::new(move |_| Stand::of(session));
    let mine = Signal::derive(move || stand.with(|stand| *stand == Stand::Mine));
    let viewed = RwSignal::new(None);
    provide_context(Viewed(viewed));
    let drops = DropZone::new(session, mine);
    Effect::new(move |_| {
        session.chat.id.track();
        viewed.set(None);
    });
    view! {
        <section
            class="conversation" aria-label=t("conversation.region")
            on:dragenter=move |event| drops.over(&event) on:dragover=move |event| drops.over(&event)
            on:dragleave=move |event| drops.left(&event) on:drop=move |event| drops.dropped(&event)
        >
            <Show when=open fallback=Nothing>
                {move || match missing() {
                    Some(why) => view! {
                        <div class="conversation-missing" role="alert">
                            <p>{refusals::words(&why).unwrap_or_else(|| t("refused.other")).to_owned()}</p>
                            <a class="button" href="/console/hub">{t("conversation.back")}</a>
                        </div>
                    }.into_any(),
                    None => view! {
                        <Head stand/>
                        <div class="conversation-aside">
                            <Labels/>
                            <Briefing/>
                        </div>
                        {move || session.chat.id.get().map(|id| view! { <Log id mine/> })}
                        <div class="conversation-foot">
                            <Held/>
                            <Show when=move || mine.get() fallback=move || view! { <Bar stand/> }>
                                {move || session.chat.id.get().map(|id| view! { <Composer id/> })}
                            </Show>
                        </div>
                    }.into_any(),
                }}
            </Show>
            <DropHint drops/>
            <Viewer viewed/>
            <Teaching/>
        </section>
    }
}

/// The name that an event's row has in the page, for links to it.
fn place(seq: u64) -> String {
    format!("event-{seq}")
}

#[component]
fn Nothing() -> impl IntoView {
    let session = use_session();
    let ringing = move || session.cards.with(|cards| cards.ringing() != 0);
    view! {
        <div class="conversation-none">
            <Glyph icon=Icon::Chat/>
            <p class="conversation-none-title">
                {move || if ringing() { t("conversation.pick_waiting") } else { t("conversation.pick") }}
            </p>
            <p class="conversation-keys">
                <kbd>"j"</kbd><kbd>"k"</kbd><span>{t("keys.move")}</span>
                <kbd>"Enter"</kbd><span>{t("keys.open")}</span>
                <kbd>"a"</kbd><span>{t("keys.accept")}</span>
                <kbd>"i"</kbd><span>{t("keys.ignore")}</span>
                <kbd>"?"</kbd><span>{t("keys.all")}</span>
            </p>
        </div>
    }
}
