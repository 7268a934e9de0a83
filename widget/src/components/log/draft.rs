//! widget: what the other side is about to say: the AI agent's words so far, or that somebody is writing.

use leptos::prelude::*;

use super::{
    element::{part, text},
    rich,
};
use crate::session::{Part, Session};

/// Hidden from screen readers, which get the whole message when it is there.
#[component]
pub(crate) fn Draft(session: Session) -> impl IntoView {
    let words = move || {
        session.follow(Part::Typing);
        session.see(Part::Draft, |seen| match &*seen.draft {
            [] if seen.typing => {
                let dots = (0..3).map(|_| text("i", "dot", String::new())).collect();
                vec![part("span", "dots", dots)]
            }
            draft => rich::blocks(draft),
        })
    };
    let none = move || {
        session.follow(Part::Typing);
        session.see(Part::Draft, |seen| seen.draft.is_empty() && !seen.typing)
    };
    view! {
        <div class="row opens" aria-hidden="true" hidden=none>
            {move || part("div", "bubble", words())}
        </div>
    }
}
