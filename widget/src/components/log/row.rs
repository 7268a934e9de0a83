//! widget: one row of the log: a day, a line of the system, or a bubble.

use baton_protocol::What;

use super::{bubble, line};
use crate::{
    calendar,
    components::{
        element::{append, button, element, text},
        list::Drawn,
    },
    rows::Shows,
    session::Session,
    words::t,
};

/// The row of this key.
pub(super) fn draw(session: Session, key: u128) -> Drawn {
    let row = session.peek(|seen| seen.rows.iter().find(|row| row.key == key).copied());
    let Some(row) = row else { return element("div", "").into() };
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
