//! widget: one row of the log: a day, a line of the system, or a bubble.

use baton_protocol::What;
use leptos::prelude::RenderEffect;
use web_sys::Element;

use super::{
    bubble,
    element::{append, button, element, text},
    line,
};
use crate::{
    calendar,
    rows::{Row, Shows},
    session::Session,
    words::t,
};

/// A row in the document.
pub(super) struct Drawn {
    pub(super) element: Element,
    /// What follows the fate of an own message, as long as the row is there.
    pub(super) _follows: Option<RenderEffect<()>>,
}

impl From<Element> for Drawn {
    fn from(element: Element) -> Self {
        Self { element, _follows: None }
    }
}

pub(super) fn draw(session: Session, row: Row) -> Drawn {
    let event = match row.shows {
        Shows::Day(at) => return text("p", "day", &calendar::day(at)).into(),
        Shows::Unsent(_) => None,
        Shows::Event(seq) => session.event(seq),
    };
    let Some(event) = event else { return bubble::unsent(session, row) };
    if matches!(event.what, What::Message(_) | What::Contact(_)) {
        return bubble::sent(session, row, event);
    }
    let line = text("p", "line", &line::words(&event, &session.peek(|seen| seen.site.ai_name.clone())));
    if !matches!(event.what, What::Unanswered { .. }) {
        return line.into();
    }
    // Nobody came: the way to leave a message.
    let centre = element("div", "centre");
    append(&centre, &line);
    append(&centre, &button("ask", &t("contact"), move || session.offer_contact(true)));
    centre.into()
}
