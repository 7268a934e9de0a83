//! widget: the conversation. It keeps the reader's place: at the end it follows, anywhere else it stays.

mod answer;
mod bubble;
mod draft;
mod file;
mod line;
mod rich;
mod row;

use std::{cell::Cell, rc::Rc};

use leptos::prelude::document;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement, ResizeObserver};

pub(crate) use file::save;

use super::{
    element::{Changes, append, element, follow, icon, on, set},
    icon::DOWN,
    list, welcome,
};
use crate::{
    host,
    session::{Part, Seen, Session},
    words::{count, t},
};

/// This near to the end is at the end, pixels.
const END: i32 = 48;
/// This near to the beginning an older page is fetched, pixels.
const BEGINNING: i32 = 240;

pub(super) fn fill(session: Session, main: &Element) {
    let window = element("div", "scroller");
    set(&window, &[("tabindex", "0")]);
    let list = element("div", "list");
    welcome::fill(session, &list);
    let log = element("div", "log");
    set(&log, &[("role", "log"), ("aria-label", &t("log"))]);
    let live = |seen: &Seen| if seen.still { "off" } else { "polite" }.to_owned();
    follow(session, &log, &[Part::Rows], Changes::Value("aria-live", live));
    append(&list, &log);
    draft::fill(session, &list);
    append(&window, &list);
    append(main, &window);

    let pill = element("button", "pill");
    follow(session, &pill, &[Part::Unread], Changes::Hidden(|seen| seen.unread == 0 || !seen.away));
    append(&pill, &icon(DOWN));
    let words = element("span", "");
    follow(session, &words, &[Part::Unread], Changes::Words(|seen| count("pill", seen.unread)));
    append(&pill, &words);
    on(&pill, "click", move |_| {
        session.scrolled(true);
        if let Some(scroller) = scroller() {
            scroller.set_scroll_top(scroller.scroll_height());
        }
    });
    append(main, &pill);

    let keys = |seen: &Seen| seen.rows.iter().map(|row| row.key).collect();
    list::fill(session, Part::Rows, &log, keys, row::draw);
    keep_place(session);
}

fn scroller() -> Option<HtmlElement> {
    document().query_selector(".scroller").ok().flatten().map(JsCast::unchecked_into)
}

/// Keeps the reader's place whenever the list or the window on it changes its height. The observer speaks after layout
/// and before paint, so nothing is seen to jump.
fn keep_place(session: Session) {
    let Some(scroller) = scroller() else { return };
    let (height, first) = (Rc::new(Cell::new(0)), Cell::new(0));
    let (observed, known) = (scroller.clone(), Rc::clone(&height));
    on(&scroller, "scroll", move |_| {
        // Where the list has grown since, nobody has scrolled away from its end: the observer is about to speak.
        if observed.scroll_height() == known.get() {
            look(session, &observed);
        }
    });
    let observed = scroller.clone();
    let resized = Closure::<dyn Fn()>::new(move || {
        // The panel was drawn anew: what is said of the old one no longer counts.
        if host::inner(&observed, "isConnected").as_bool() != Some(true) {
            return;
        }
        let grown = observed.scroll_height() - height.replace(observed.scroll_height());
        let before = first.replace(session.first_seq());
        if !session.peek(|seen| seen.away) {
            observed.set_scroll_top(observed.scroll_height());
        } else if before > first.get() {
            observed.set_scroll_top(observed.scroll_top() + grown);
        }
        look(session, &observed);
    })
    .into_js_value();
    if let Ok(observer) = ResizeObserver::new(resized.unchecked_ref()) {
        observer.observe(&scroller);
        if let Some(list) = scroller.first_element_child() {
            observer.observe(&list);
        }
    }
}

/// Takes note of where the reader is.
fn look(session: Session, scroller: &HtmlElement) {
    let below = scroller.scroll_height() - scroller.scroll_top() - scroller.client_height();
    session.scrolled(below < END);
    if scroller.scroll_top() < BEGINNING {
        session.older();
    }
}
