//! console: every other conversation of the visitor whose conversation is open, newest first.

use baton_client::browser;
use baton_protocol::{
    ConversationId, VisitorId,
    agent::{Summary, VisitorRecord},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    hub::row::{Standing, said},
    session::use_session,
    when,
    words::t,
};

#[component]
pub(super) fn History(visitor: VisitorId) -> impl IntoView {
    let session = use_session();
    let open = session.chat.id;
    let found = RwSignal::new(None::<Result<Vec<Summary>, ()>>);
    spawn_local(async move {
        let answer = browser::get::<VisitorRecord>(&format!("/api/v1/visitors/{}", visitor.0)).await;
        found.try_set(Some(answer.map(|record| record.conversations).map_err(drop)));
    });
    let others = move |open: Option<ConversationId>| {
        let all = found.get().and_then(Result::ok).unwrap_or_default();
        all.into_iter().filter(|card| Some(&card.id) != open.as_ref()).collect::<Vec<_>>()
    };
    view! {
        <section class="history" aria-labelledby="history-title">
            <h3 id="history-title">{t("history.title")}</h3>
            {move || match found.get() {
                None => ().into_any(),
                Some(Err(())) => view! { <p class="history-none" role="alert">{t("history.failed")}</p> }.into_any(),
                Some(Ok(_)) => {
                    let others = others(open.get());
                    if others.is_empty() {
                        return view! { <p class="history-none">{t("history.none")}</p> }.into_any();
                    }
                    let rows = others.into_iter().map(|card| view! { <Earlier card/> }).collect_view();
                    view! { <ul class="history-list">{rows}</ul> }.into_any()
                }
            }}
        </section>
    }
}

#[component]
fn Earlier(card: Summary) -> impl IntoView {
    let minute = use_session().clock.minute;
    let at = card.last.as_ref().map_or(card.since, |last| last.at);
    let words = match card.question.lines().next().unwrap_or_default() {
        "" => said(&card).unwrap_or_default(),
        question => question.to_owned(),
    };
    let words = if words.is_empty() { when::full(card.opened) } else { words };
    view! {
        <li class="earlier">
            <a class="earlier-words" dir="auto" href=format!("/console/hub/{}", card.id)>{words}</a>
            <p class="earlier-line">
                <Standing state=card.state/>
                <time title=when::full(at)>{move || when::age(at, minute.get())}</time>
            </p>
        </li>
    }
}
