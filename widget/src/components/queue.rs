//! widget: the place among those who wait for a live agent, and the way out.

use leptos::prelude::*;

use crate::{
    session::Session,
    words::{count, t},
};

#[component]
pub(crate) fn QueueCard(session: Session) -> impl IntoView {
    let place = move || session.queue.get().map(|queue| count("queue.place", queue.position.saturating_sub(1)));
    let wait = move || {
        let minutes = |wait: i64| (wait.max(1) as u64).div_ceil(60_000) as u32;
        session.queue.get().and_then(|queue| queue.wait).map(|wait| count("queue.wait", minutes(wait)))
    };
    view! {
        <section class="queue" aria-label=t("queue")>
            <p class="waiting">{t("queue")}</p>
            <p class="place" role="status">
                <span>{move || place().unwrap_or_default()}</span>
                <span>{move || wait().unwrap_or_default()}</span>
            </p>
            <button
                class="second"
                type="button"
                aria-disabled=move || session.busy.get().to_string()
                on:click=move |_| session.cancel()
            >
                {t("queue.cancel")}
            </button>
        </section>
    }
}
