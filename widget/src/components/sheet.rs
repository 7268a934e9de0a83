//! widget: a page of the panel in place of the conversation, with a way back.

use leptos::{prelude::document, tachys::renderer::Rndr};
use web_sys::Element;

use super::{
    element::{append, element, on, set, sign, text},
    icon::BACK,
    popup::focus,
};
use crate::{host, session::Session, words::t};

/// Where the style sheet sees which one is open.
const OPEN: &str = "data-sheet";

/// Opens the page of this name; what it shows belongs into what is given back. `back` is where its button leads.
pub(super) fn open(session: Session, name: &str, title: &str, back: fn(Session)) -> Option<Element> {
    shut();
    let panel = document().get_element_by_id("app")?;
    let main = panel.query_selector(".main").ok().flatten()?;
    let sheet = element("section", "sheet");
    // One that is read stands above the log, which is the main thing there.
    let role = if name == "past" { "region" } else { "main" };
    set(&sheet, &[("role", role), ("aria-labelledby", "sheet")]);
    let bar = element("div", "bar");
    let leave = sign(BACK, &t("back"), move |_| back(session));
    append(&bar, &leave);
    let heading = text("h2", "", title);
    set(&heading, &[("id", "sheet")]);
    append(&bar, &heading);
    append(&sheet, &bar);
    on(&sheet, "keydown", move |event| {
        if host::text(&event, "key") == "Escape" {
            // It leaves the page, not the whole panel.
            event.stop_propagation();
            back(session);
        }
    });
    Rndr::insert_node(&panel, &sheet, Some(&main));
    set(&panel, &[(OPEN, name)]);
    focus(&leave);
    Some(sheet)
}

/// The conversation that goes on is shown again; whether something else was.
pub(crate) fn close(session: Session) -> bool {
    let was = shut();
    if was {
        session.come_back();
        // Where its page was opened.
        if let Ok(Some(button)) = document().query_selector(".more button") {
            focus(&button);
        }
    }
    was
}

/// Takes away what is open.
fn shut() -> bool {
    if let Ok(Some(sheet)) = document().query_selector(".sheet") {
        Rndr::remove(&sheet);
    }
    let Some(panel) = document().get_element_by_id("app") else { return false };
    let was = panel.get_attribute(OPEN).is_some();
    Rndr::remove_attribute(&panel, OPEN);
    was
}
