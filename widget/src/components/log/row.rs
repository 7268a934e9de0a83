//! widget: one row of the log: a day, a line of the system, or a bubble.

use baton_protocol::What;
use leptos::prelude::*;

use super::{
    bubble,
    element::{button, part, text},
    line,
};
use crate::{
    calendar,
    rows::{Row, Shows},
    session::Session,
    words::t,
};

pub(super) fn view(session: Session, row: Row) -> AnyView {
    let event = match row.shows {
        Shows::Day(at) => return text("p", "day", calendar::day(at)),
        Shows::Unsent(_) => None,
        Shows::Event(seq) => session.event(seq),
    };
    let Some(event) = event else { return bubble::unsent(session, row) };
    if matches!(event.what, What::Message(_) | What::Contact(_)) {
        return bubble::sent(session, row, event);
    }
    let line = text("p", "line", line::words(&event, &session.peek(|seen| seen.site.ai_name.clone())));
    if !matches!(event.what, What::Unanswered { .. }) {
        return line;
    }
    // Nobody came: the way to leave a message.
    let leave = button("ask", t("contact"), move || session.offer_contact(true));
    part("div", "centre", vec![line, leave])
}
