//! widget: the button that asks for a live agent.

use baton_protocol::{StateView, visitor::VisitorVerb};
use leptos::prelude::*;

use super::icon::{Icon, PERSON};
use crate::{
    calendar,
    session::{Part, Seen, Session},
    words::{fill, t},
};

#[component]
pub(crate) fn RequestButton(session: Session) -> impl IntoView {
    let may = move || {
        session.follow(Part::Site);
        session.see(Part::State, may_ask)
    };
    let opens = move || session.see(Part::Site, |seen| seen.site.opens);
    view! {
        <p class="hours" hidden=move || opens().is_none() || !may()>
            {move || opens().map(|at| fill("opens", &calendar::soon(at))).unwrap_or_default()}
        </p>
        <button
            class="second request"
            hidden=move || !may()
            aria-disabled=move || session.see(Part::Rows, |seen| if seen.busy { "true" } else { "false" })
            on:click=move |_| session.ask(VisitorVerb::Request)
        >
            <Icon path=PERSON/>
            {t("request")}
        </button>
    }
}

/// The site offers live agents, and the AI agent is the one who speaks.
pub(super) fn may_ask(seen: &Seen) -> bool {
    seen.site.requests && matches!(seen.state, StateView::Ai | StateView::Completed)
}
