//! widget: the conversation. It keeps the reader's place: at the end it follows, anywhere else it stays.

mod bubble;
mod draft;
pub(super) mod element;
mod line;
mod list;
mod rich;
mod row;

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlElement, ResizeObserver};

use self::draft::Draft;
use super::{
    icon::{DOWN, Icon},
    rate,
    welcome::{self, Welcome},
};
use crate::{
    session::{Part, Session},
    words::{count, t},
};

/// This near to the end is at the end, pixels.
const END: i32 = 48;
/// This near to the beginning an older page is fetched, pixels.
const BEGINNING: i32 = 240;

#[component]
pub(crate) fn Log(session: Session) -> impl IntoView {
    let none = move || session.see(Part::Unread, |seen| seen.unread == 0 || !seen.away);
    let to_end = move |_| {
        session.scrolled(true);
        if let Some(scroller) = scroller() {
            scroller.set_scroll_top(scroller.scroll_height());
        }
    };
    view! {
        <main class="main">
            <div
                class="scroller"
                tabindex="0"
                on:scroll=move |_| if let Some(scroller) = scroller() { look(session, &scroller) }
            >
                <div class="list">
                    <Welcome session/>
                    <div class="log" role="log" aria-live="polite" aria-label=t("log")></div>
                    <Draft session/>
                </div>
            </div>
            <button class="pill" hidden=none on:click=to_end>
                <Icon path=DOWN/>
                {move || session.see(Part::Unread, |seen| count("pill", seen.unread))}
            </button>
        </main>
    }
}

fn scroller() -> Option<HtmlElement> {
    document().query_selector(".scroller").ok().flatten().map(JsCast::unchecked_into)
}

/// Fills the log and what stands around it, which is in the document by now, and keeps the reader's place in it.
pub(crate) fn start(session: Session) {
    let find = |place: &str| document().query_selector(place).ok().flatten();
    if let (Some(log), Some(asks), Some(draft), Some(stars)) =
        (find(".log"), find(".asks"), find(".draft"), find(".stars"))
    {
        list::fill(session, log);
        welcome::fill(session, asks);
        draft::fill(session, &draft);
        rate::stars(session, &stars);
    }
    follow(session);
}

/// Keeps the reader's place whenever the list or the window on it changes its height. The observer speaks after layout
/// and before paint, so nothing is seen to jump.
fn follow(session: Session) {
    let Some(scroller) = scroller() else { return };
    let (height, first) = (Cell::new(0), Cell::new(0));
    let observed = scroller.clone();
    let resized = Closure::<dyn Fn()>::new(move || {
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
