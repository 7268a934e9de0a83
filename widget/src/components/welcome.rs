//! widget: the greeting at the head of the log, and what a visitor may ask to begin with.

use leptos::prelude::*;

use super::log::element::button;
use crate::session::{Part, Session};

#[component]
pub(crate) fn Welcome(session: Session) -> impl IntoView {
    let greeting = move || session.see(Part::Site, |seen| seen.site.greeting.clone());
    let later = move || {
        session.follow(Part::Site);
        session.see(Part::Rows, |seen| !seen.whole || seen.site.greeting.is_empty())
    };
    let asks = move || {
        session.follow(Part::Site);
        let begun = session.see(Part::Rows, |seen| !seen.rows.is_empty());
        let asks = if begun { Vec::new() } else { session.peek(|seen| seen.site.suggestions.clone()) };
        let ask = |words: String| button("ask", words.clone(), move || session.send_this(words.clone()));
        asks.into_iter().map(ask).collect::<Vec<_>>()
    };
    view! {
        <div class="row opens" hidden=later>
            <div class="bubble">
                <p dir="auto">{greeting}</p>
            </div>
        </div>
        <div class="asks">{asks}</div>
    }
}
