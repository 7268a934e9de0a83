//! widget: what goes with the AI agent's words: where they come from, whether they helped, and what it asks back.

use baton_protocol::{
    event::{Message, Source},
    visitor::VisitorVerb,
};
use leptos::prelude::RenderEffect;
use web_sys::Element;

use super::rich;
use crate::{
    components::element::{append, button, effect, element, hide, set, text},
    session::{Part, Session},
    words::{self, t},
};

/// Puts it at the end of the row. What follows the conversation is given back.
pub(super) fn fill(
    session: Session,
    row: &Element,
    bubble: &Element,
    seq: u64,
    message: &Message,
) -> Option<RenderEffect<()>> {
    for source in &message.sources {
        append(row, &passage(source));
    }
    if message.offers_person && session.peek(|seen| seen.site.requests) {
        // The AI agent found nothing: the way to a person, right here.
        append(row, &button("ask offer", &t("offer"), move || session.ask(VisitorVerb::Request)));
    }
    // Small talk comes from nowhere, and is not judged.
    let judged = !message.sources.is_empty();
    if !judged && message.choices.is_empty() {
        return None;
    }
    let verdicts = [(true, t("helpful")), (false, t("helpful.not"))]
        .map(|(helpful, words)| (helpful, button("verdict", &words, move || session.judge(seq, helpful))));
    let thanks = text("span", "", &t("helpful.thanks"));
    if judged {
        let both = element("div", "verdicts");
        for (_, verdict) in &verdicts {
            append(&both, verdict);
        }
        append(&both, &thanks);
        append(row, &both);
    }
    let choices = element("div", "asks");
    if !message.choices.is_empty() {
        let question = "m".to_owned() + &(seq as i64).to_string();
        set(bubble, &[("id", &question)]);
        set(&choices, &[("role", "group"), ("aria-labelledby", &question)]);
        append(row, &choices);
    }
    for choice in &message.choices {
        let said = choice.clone();
        let choose = move || {
            if session.asks(seq) {
                session.send_this(said.clone(), Vec::new());
            }
        };
        append(&choices, &button("ask", choice, choose));
    }
    Some(effect(move || {
        session.follow(Part::Rows);
        let said = session.verdict(seq);
        for (helpful, verdict) in &verdicts {
            let pressed = if said == Some(*helpful) { "true" } else { "false" };
            set(verdict, &[("aria-pressed", pressed)]);
        }
        hide(&thanks, said.is_none());
        hide(&choices, !session.asks(seq));
    }))
}

/// The passage that the words came from, folded away under its title.
fn passage(source: &Source) -> Element {
    let details = element("details", "source");
    append(&details, &text("summary", "", &words::fill("source", &source.title)));
    if let Some(address) = source.address.as_deref().filter(|address| is_page(address)) {
        let link = text("a", "", &source.title);
        rich::lead(&link, address);
        append(&details, &link);
    }
    append(&details, &text("blockquote", "", &source.passage));
    details
}

/// Whether this address is one of the web, and not a script or the like.
fn is_page(address: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::is_page;

    #[test]
    fn only_pages_of_the_web_are_linked() {
        assert!(is_page("https://shop.example/delivery") && is_page("http://shop.example/"));
        for address in [
            "",
            "javascript:alert(1)",
            "data:text/html,x",
            "//shop.example/",
            "file:///x",
            " https://x",
            "https:x",
        ] {
            assert!(!is_page(address), "{address}");
        }
    }
}
