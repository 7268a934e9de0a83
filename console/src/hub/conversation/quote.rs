//! console: the message that another one answers, in a line above it; a click brings it in sight.

use baton_protocol::What;
use leptos::prelude::*;

use super::{extra::line, place};
use crate::{names, session::use_session, words::t};

/// So many characters of it are shown.
const SHOWN: usize = 160;

#[component]
pub(super) fn Quoted(seq: u64, visitor: Signal<String>) -> impl IntoView {
    let chat = use_session().chat;
    let words = Memo::new(move |_| quoted(chat.timeline, seq, &visitor.get()));
    view! {
        <a
            class="quoted" href=format!("#{}", place(seq))
            on:click=move |event| {
                event.prevent_default();
                chat.jump.set(Some(seq));
            }
        >
            {move || match words.get() {
                Some((name, text)) => view! {
                    <span class="quoted-name" dir="auto">{name}</span>
                    <span class="quoted-text" dir="auto">{text}</span>
                }.into_any(),
                None => view! { <span class="quoted-text">{t("quote.earlier")}</span> }.into_any(),
            }}
        </a>
    }
}

/// Who said it, and what; none where the page does not hold it.
pub(super) fn quoted(
    timeline: RwSignal<baton_client::Timeline>,
    seq: u64,
    visitor: &str,
) -> Option<(String, String)> {
    timeline.with(|timeline| {
        let event = timeline.all().iter().find(|event| event.seq == seq)?;
        let What::Message(message) = &event.what else { return None };
        Some((names::author(&event.by, visitor), line(message).chars().take(SHOWN).collect()))
    })
}
