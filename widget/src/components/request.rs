//! widget: the button that asks for a live agent.

use baton_protocol::{StateView, visitor::VisitorVerb};
use web_sys::Element;

use super::{
    element::{Changes, append, element, follow, icon, on, text},
    icon::PERSON,
};
use crate::{
    calendar,
    session::{Asks, Part, Seen, Session},
    words::{self, t},
};

const ALL: &[Part] = &[Part::Site, Part::State, Part::Contact];

pub(super) fn fill(session: Session, dock: &Element) {
    let hours = element("p", "hours");
    follow(session, &hours, ALL, Changes::Hidden(|seen| seen.site.opens.is_none() || !may_ask(seen)));
    let opens =
        |seen: &Seen| seen.site.opens.map(|at| words::fill("opens", &calendar::soon(at))).unwrap_or_default();
    follow(session, &hours, &[Part::Site], Changes::Words(opens));
    append(dock, &hours);
    let ask = element("button", "second request");
    follow(session, &ask, ALL, Changes::Hidden(|seen| !may_ask(seen)));
    follow(session, &ask, &[Part::Rows], Changes::Is("aria-disabled", |seen| seen.busy));
    append(&ask, &icon(PERSON));
    append(&ask, &text("span", "", &t("request")));
    on(&ask, "click", move |_| session.ask(VisitorVerb::Request));
    append(dock, &ask);
}

/// The site offers live agents, and the AI agent is the one who speaks.
fn may_ask(seen: &Seen) -> bool {
    let open = !seen.is_closed() && seen.asks == Asks::Nothing;
    seen.site.requests && open && matches!(seen.state, StateView::Ai | StateView::Completed)
}
