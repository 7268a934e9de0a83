//! console: what has happened so far in a few lines; each leads to the message that it is taken from.

use baton_protocol::{
    StateView,
    agent::{Brief, BriefLine},
};
use leptos::prelude::*;

use super::place;
use crate::{
    icon::{Glyph, Icon},
    session::use_session,
    words::t,
};

#[component]
pub(super) fn Briefing() -> impl IntoView {
    let chat = use_session().chat;
    // Read before the chat is taken; during it, the room belongs to the messages.
    let fresh = move || chat.timeline.with(|timeline| !matches!(timeline.state(), StateView::Live { .. }));
    let empty = move || chat.brief.with(|brief| *brief == Brief::default());
    view! {
        <Show when=move || chat.loaded.get() && !empty()>
            <details class="brief" open=fresh>
                <summary>{t("brief.title")}</summary>
                {move || {
                    let Brief { question, tried, open, contact, summary } = chat.brief.get();
                    view! {
                        {summary.map(|summary| view! {
                            <div class="brief-summary">
                                <p dir="auto">{summary}</p>
                                <p class="brief-model"><Glyph icon=Icon::Spark/>{t("brief.model")}</p>
                            </div>
                        })}
                        <dl class="brief-lines">
                            <Lines name=t("brief.question") lines=question.into_iter().collect()/>
                            <Lines name=t("brief.tried") lines=tried/>
                            <Lines name=t("brief.open") lines=open/>
                            <Lines name=t("brief.contact") lines=contact/>
                        </dl>
                    }
                }}
            </details>
        </Show>
    }
}

#[component]
fn Lines(name: &'static str, lines: Vec<BriefLine>) -> impl IntoView {
    let chat = use_session().chat;
    (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|BriefLine { seq, text }| {
            view! {
                <dd>
                    <a
                        class="brief-line" dir="auto" href=format!("#{}", place(seq))
                        on:click=move |event| {
                            event.prevent_default();
                            chat.jump.set(Some(seq));
                        }
                    >
                        {text}
                    </a>
                </dd>
            }
        });
        view! { <div class="brief-part"><dt>{name}</dt>{lines.collect_view()}</div> }
    })
}
