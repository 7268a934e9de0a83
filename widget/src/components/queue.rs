//! widget: the place among those who wait for a live agent, and the way out.

use baton_protocol::{StateView, visitor::VisitorVerb};
use web_sys::Element;

use super::element::{Changes, append, button, element, follow, set, text};
use crate::{
    session::{Part, Seen, Session},
    words::{count, t},
};

const MINUTE: u64 = 60_000;

pub(super) fn fill(session: Session, dock: &Element) {
    let card = element("section", "queue");
    set(&card, &[("aria-label", &t("queue"))]);
    let waits_not = |seen: &Seen| !matches!(seen.state, StateView::Requested { .. });
    follow(session, &card, &[Part::State], Changes::Hidden(waits_not));
    append(&card, &text("p", "waiting", &t("queue")));
    let line = element("p", "place");
    set(&line, &[("role", "status")]);
    let lines: [fn(&Seen) -> String; 2] = [place, wait];
    for words in lines {
        let part = element("span", "");
        follow(session, &part, &[Part::Queue], Changes::Words(words));
        append(&line, &part);
    }
    append(&card, &line);
    append(&card, &button("second", &t("queue.cancel"), move || session.ask(VisitorVerb::Cancel)));
    append(dock, &card);
}

fn place(seen: &Seen) -> String {
    seen.queue.map(|queue| count("queue.place", queue.position.saturating_sub(1))).unwrap_or_default()
}

fn wait(seen: &Seen) -> String {
    let wait = seen.queue.and_then(|queue| queue.wait);
    wait.map(|wait| count("queue.wait", (wait.max(0) as u64 / MINUTE) as u32)).unwrap_or_default()
}
