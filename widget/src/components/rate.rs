//! widget: the question how the chat with a live agent was, in one row that can be let be.

use baton_protocol::{event::Rating, visitor::VisitorVerb};
use leptos::{prelude::*, tachys::renderer::Rndr};
use web_sys::Element;

use super::{
    icon::{CLOSE, Icon},
    log::element::{append, button},
};
use crate::{
    session::{Part, Session},
    words::{fill, t},
};

#[component]
pub(crate) fn RateRow(session: Session) -> impl IntoView {
    let none = move || session.see(Part::Rows, |seen| seen.busy || seen.rate.is_empty());
    let question = move || session.see(Part::Rows, |seen| fill("rate", &seen.rate));
    view! {
        <div class="rate" role="group" aria-labelledby="rate" hidden=none>
            <p id="rate" role="status">{question}</p>
            <div class="stars"></div>
            <button class="round" aria-label=t("contact.not") on:click=move |_| session.let_be()>
                <Icon path=CLOSE/>
            </button>
        </div>
    }
}

/// From now on this element has a button for each verdict.
pub(super) fn stars(session: Session, place: &Element) {
    for stars in 1..=5 {
        let rate = move || session.ask(VisitorVerb::Rate(Rating { stars, text: String::new() }));
        let star = button("star", "", rate);
        Rndr::set_attribute(&star, "aria-label", &fill("rate.star", &i64::from(stars).to_string()));
        append(place, &star);
    }
}
