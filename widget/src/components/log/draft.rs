//! widget: what the other side is about to say: the AI agent's words so far, or that somebody is writing.

use leptos::prelude::RenderEffect;
use web_sys::Element;

use super::rich;
use crate::{
    components::{
        element::{Changes, append, element, follow, set, text},
        header::{SPEAKER, speaker},
    },
    session::{Part, Session},
};

/// Puts it at the end of the list. Hidden from screen readers, which get the whole message when it is there.
pub(super) fn fill(session: Session, list: &Element) {
    let row = element("div", "row opens draft");
    set(&row, &[("aria-hidden", "true")]);
    let none = Changes::Hidden(|seen| seen.draft.is_empty() && !seen.typing);
    follow(session, &row, &[Part::Typing, Part::Draft], none);
    let by = text("p", "by", "");
    follow(session, &by, SPEAKER, Changes::Words(speaker));
    append(&row, &by);
    let bubble = element("div", "bubble");
    append(&row, &bubble);
    append(list, &row);
    // The words so far, or three dots.
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
