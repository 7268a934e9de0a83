//! widget: the greeting at the head of the log, and what a visitor may ask to begin with.

use web_sys::Element;

use super::element::{Changes, append, button, effect, element, follow, text};
use crate::session::{Part, Session};

/// Puts both at the end of the list.
pub(super) fn fill(session: Session, list: &Element) {
    let row = element("div", "row opens");
    let later = Changes::Hidden(|seen| !seen.whole || seen.site.greeting.is_empty());
    follow(session, &row, &[Part::Site, Part::Rows], later);
    let bubble = element("div", "bubble");
    let greeting = text("p", "", "");
    follow(session, &greeting, &[Part::Site], Changes::Words(|seen| seen.site.greeting.clone()));
    append(&bubble, &greeting);
    append(&row, &bubble);
    append(list, &row);

    let asks = element("div", "asks");
    let later = Changes::Hidden(|seen| !seen.rows.is_empty() || seen.is_closed());
    follow(session, &asks, &[Part::Rows, Part::Site], later);
    append(list, &asks);
    let effect = effect(move || {
        session.follow(Part::Site);
        asks.set_text_content(None);
        for words in session.peek(|seen| seen.site.suggestions.clone()) {
            let said = words.clone();
            append(&asks, &button("ask", &words, move || session.send_this(said.clone(), Vec::new())));
        }
    });
    std::mem::forget(effect);
}
