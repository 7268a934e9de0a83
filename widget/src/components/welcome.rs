//! widget: the greeting at the head of the log, and what a visitor may ask to begin with.

use leptos::prelude::*;
use web_sys::Element;

use super::log::element::{append, button};
use crate::session::{Part, Session};

#[component]
pub(crate) fn Welcome(session: Session) -> impl IntoView {
    let greeting = move || session.see(Part::Site, |seen| seen.site.greeting.clone());
    let later = move || {
        session.follow(Part::Site);
        session.see(Part::Rows, |seen| !seen.whole || seen.site.greeting.is_empty())
    };
    let begun = move || session.see(Part::Rows, |seen| !seen.rows.is_empty());
    view! {
        <div class="row opens" hidden=later>
            <div class="bubble">
                <p dir="auto">{greeting}</p>
            </div>
        </div>
        <div class="asks" hidden=begun></div>
    }
}

/// From now on this element has a button for each of the site's questions.
pub(super) fn fill(session: Session, asks: Element) {
    let effect = RenderEffect::new(move |_: Option<()>| {
        session.follow(Part::Site);
        asks.set_text_content(None);
        for words in session.peek(|seen| seen.site.suggestions.clone()) {
            let said = words.clone();
            append(&asks, &button("ask", &words, move || session.send_this(said.clone())));
        }
    });
    std::mem::forget(effect);
}
