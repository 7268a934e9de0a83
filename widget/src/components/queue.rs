//! widget: the place among those who wait for a live agent, and the way out.

use baton_protocol::{StateView, visitor::VisitorVerb};
use leptos::prelude::*;

use crate::{
    session::{Part, Session},
    words::{count, t},
};

const MINUTE: u64 = 60_000;

#[component]
pub(crate) fn QueueCard(session: Session) -> impl IntoView {
    let waits = move || session.see(Part::State, |seen| matches!(seen.state, StateView::Requested { .. }));
    let queue = move || session.see(Part::Queue, |seen| seen.queue);
    let place = move || {
        queue().map(|queue| count("queue.place", queue.position.saturating_sub(1))).unwrap_or_default()
    };
    let wait = move || {
        let wait = queue().and_then(|queue| queue.wait);
        wait.map(|wait| count("queue.wait", (wait.max(0) as u64 / MINUTE) as u32)).unwrap_or_default()
    };
    view! {
        <section class="queue" aria-label=t("queue") hidden=move || !waits()>
            <p class="waiting">{t("queue")}</p>
            <p class="place" role="status">
                <span>{place}</span>
                <span>{wait}</span>
            </p>
            <button class="second" on:click=move |_| session.ask(VisitorVerb::Cancel)>
                {t("queue.cancel")}
            </button>
        </section>
    }
}
