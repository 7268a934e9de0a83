//! widget: what the other side is about to say: the AI agent's words so far, or that somebody is writing.

use leptos::prelude::*;

use super::rich;
use crate::session::Session;

/// Hidden from screen readers, which get the whole message when it is there.
#[component]
pub(crate) fn Draft(session: Session) -> impl IntoView {
    let empty = move || session.draft.with(Vec::is_empty);
    view! {
        <div class="row bubble-row opens draft" aria-hidden="true" hidden=empty>
            <div class="bubble" dir="auto">{move || session.draft.with(|blocks| rich::blocks(blocks))}</div>
        </div>
        <div class="row bubble-row typing" aria-hidden="true" hidden=move || !session.typing.get()>
            <div class="bubble">
                <i class={"dot"}></i>
                <i class={"dot"}></i>
                <i class={"dot"}></i>
            </div>
        </div>
    }
}
