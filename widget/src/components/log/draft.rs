//! widget: what the other side is about to say: the AI agent's words so far, or that somebody is writing.

use leptos::prelude::*;
use web_sys::Element;

use super::{
    element::{append, element},
    rich,
};
use crate::{
    components::header::speaker,
    session::{Part, Session},
};

/// Hidden from screen readers, which get the whole message when it is there.
#[component]
pub(crate) fn Draft(session: Session) -> impl IntoView {
    let none = move || {
        session.follow(Part::Typing);
        session.see(Part::Draft, |seen| seen.draft.is_empty() && !seen.typing)
    };
    view! {
        <div class="row opens draft" aria-hidden="true" hidden=none>
            <p class="by" dir="auto">{move || speaker(session)}</p>
        </div>
    }
}

/// From now on the draft's row ends with the words so far, or with three dots.
pub(super) fn fill(session: Session, row: &Element) {
    let bubble = element("div", "bubble");
    append(row, &bubble);
    let effect = RenderEffect::new(move |_: Option<()>| {
        session.follow(Part::Typing);
        bubble.set_text_content(None);
        session.see(Part::Draft, |seen| {
            if seen.draft.is_empty() && seen.typing {
                let dots = element("span", "dots");
                for _ in 0..3 {
                    append(&dots, &element("i", "dot"));
                }
                append(&bubble, &dots);
            }
            rich::fill(&bubble, &seen.draft);
        });
    });
    std::mem::forget(effect);
}
