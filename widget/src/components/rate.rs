//! widget: the question how the chat with a live agent was, in one row that can be let be.

use baton_protocol::{event::Rating, visitor::VisitorVerb};
use web_sys::Element;

use super::{
    element::{Changes, append, button, element, follow, set, sign},
    icon::CLOSE,
};
use crate::{
    session::{Part, Session},
    words::{self, t},
};

pub(super) fn fill(session: Session, dock: &Element) {
    let row = element("div", "rate");
    set(&row, &[("role", "group"), ("aria-labelledby", "rate")]);
    follow(session, &row, &[Part::Rows], Changes::Hidden(|seen| seen.busy || seen.rate.is_empty()));
    let question = element("p", "");
    set(&question, &[("id", "rate"), ("role", "status")]);
    follow(session, &question, &[Part::Rows], Changes::Words(|seen| words::fill("rate", &seen.rate)));
    append(&row, &question);
    let verdicts = element("div", "stars");
    for stars in 1..=5 {
        let rate = move || session.ask(VisitorVerb::Rate(Rating { stars, text: String::new() }));
        let star = button("star", "", rate);
        set(&star, &[("aria-label", &words::fill("rate.star", &i64::from(stars).to_string()))]);
        append(&verdicts, &star);
    }
    append(&row, &verdicts);
    append(&row, &sign(CLOSE, &t("contact.not"), move |_| session.let_be()));
    append(dock, &row);
}
