//! widget: one row of the log: a day, a line of the system, or a bubble.

use baton_protocol::{StateView, What};
use leptos::prelude::*;

use super::{bubble::Bubble, line};
use crate::{
    calendar,
    rows::{Row, Shows},
    session::Session,
    words::t,
};

#[component]
pub(crate) fn LogRow(session: Session, row: Row) -> impl IntoView {
    let seq = match row.shows {
        Shows::Day(at) => return plain("day", calendar::day(at)),
        Shows::Unsent(_) => return view! { <Bubble session row event=None/> }.into_any(),
        Shows::Event(seq) => seq,
    };
    let Some(event) = session.event(seq) else { return ().into_any() };
    match event.what {
        What::Message(_) | What::Contact(_) => view! { <Bubble session row event=Some(event)/> }.into_any(),
        _ => {
            let words = line::words(&event, &session.site.with_untracked(|site| site.ai_name.clone()));
            let unanswered = matches!(event.what, What::Unanswered { .. });
            (plain("line", words), unanswered.then(|| offer(session))).into_any()
        }
    }
}

/// Nobody came: the way to leave a message.
fn offer(session: Session) -> impl IntoView {
    let shown = move || !session.contact.get() && session.state.with(|state| *state == StateView::Ai);
    view! {
        <button class="ask line-ask" type="button" hidden=move || !shown() on:click=move |_| session.contact.set(true)>
            {t("contact")}
        </button>
    }
}

fn plain(class: &'static str, words: String) -> AnyView {
    view! { <p class=class dir="auto">{words}</p> }.into_any()
}
