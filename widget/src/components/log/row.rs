//! widget: one row of the log: a day, a line of the system, or a bubble.

use baton_protocol::What;
use leptos::prelude::*;

use super::{bubble::Bubble, line};
use crate::{
    calendar,
    rows::{Row, Shows},
    session::Session,
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
        _ => plain("line", line::words(&event, &session.site.with_untracked(|site| site.ai_name.clone()))),
    }
}

fn plain(class: &'static str, words: String) -> AnyView {
    view! { <p class=class dir="auto">{words}</p> }.into_any()
}
