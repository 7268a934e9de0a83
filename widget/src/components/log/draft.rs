//! widget: what the other side is about to say: the AI agent's words so far, or that somebody is writing.

use leptos::tachys::renderer::Rndr;
use web_sys::Element;

use super::rich;
use crate::{
    components::{
        element::{Changes, append, effect, element, follow, set, text},
        face,
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
    face::follow(session, &by, |by, agent, seen| face::sign(by, &face::speaker(seen), agent, seen));
    append(&row, &by);
    let bubble = element("div", "bubble");
    append(&row, &bubble);
    append(list, &row);
    // The words so far, or three dots.
    let effect = effect(move || {
        session.follow(Part::Typing);
        session.see(Part::Draft, |seen| {
            let dots = (seen.draft.is_empty() && seen.typing).then(|| {
                let dots = element("span", "dots");
                // Words that were dropped leave no hole: it closes from the height that they had. (Where none is looked
                // up, the list is laid out once, when the whole message stands in it.)
                let height = i64::from(bubble.client_height()).to_string() + "px";
                Rndr::set_css_property(&Rndr::style(&dots), "--from", &height);
                for _ in 0..3 {
                    append(&dots, &element("i", "dot"));
                }
                dots
            });
            bubble.set_text_content(None);
            if let Some(dots) = dots {
                append(&bubble, &dots);
            }
            rich::fill(&bubble, &seen.draft);
        });
    });
    std::mem::forget(effect);
}
