//! widget: the conversation. It keeps the reader's place: at the end it follows, anywhere else it stays.

mod bubble;
mod draft;
mod line;
mod rich;
mod row;

use std::cell::Cell;

use leptos::{html::Div, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement, ResizeObserver};

use self::{draft::Draft, row::LogRow};
use super::{
    icon::{DOWN, Icon},
    welcome::Welcome,
};
use crate::{
    session::Session,
    words::{count, t},
};

/// This near to the end is at the end, pixels.
const END: i32 = 48;
/// This near to the beginning an older page is fetched, pixels.
const BEGINNING: i32 = 240;

#[component]
pub(crate) fn Log(session: Session) -> impl IntoView {
    let (scroller, list) = (NodeRef::<Div>::new(), NodeRef::<Div>::new());
    Effect::new(move || {
        if let (Some(scroller), Some(list)) = (scroller.get(), list.get()) {
            follow(session, scroller.into(), &list);
        }
    });
    let scrolled = move |_| {
        if let Some(scroller) = scroller.get_untracked() {
            look(session, &scroller);
        }
    };
    let to_end = move |_| {
        session.scrolled(true);
        if let Some(scroller) = scroller.get_untracked() {
            scroller.set_scroll_top(scroller.scroll_height());
        }
    };
    let pill = move || session.unread.get() > 0 && !session.at_end.get();
    view! {
        <div class="scroller" tabindex="0" node_ref=scroller on:scroll=scrolled>
            <div class="list" node_ref=list>
                <Welcome session/>
                <div class="log" role="log" aria-live="polite" aria-label=t("log")>
                    <For each=move || session.rows.get() key=|row| row.key let:row>
                        <LogRow session row/>
                    </For>
                </div>
                <Draft session/>
            </div>
        </div>
        <button class="pill" type="button" hidden=move || !pill() on:click=to_end>
            <Icon path=DOWN/>
            {move || count("pill", session.unread.get())}
        </button>
    }
}

/// Keeps the reader's place whenever the list or the window on it changes its height. The observer speaks after layout
/// and before paint, so nothing is seen to jump.
fn follow(session: Session, scroller: HtmlElement, list: &Element) {
    let (height, first) = (Cell::new(0), Cell::new(0));
    let observed = scroller.clone();
    let resized = Closure::<dyn Fn()>::new(move || {
        let grown = observed.scroll_height() - height.replace(observed.scroll_height());
        let before = first.replace(session.first_seq());
        if session.at_end.get_untracked() {
            observed.set_scroll_top(observed.scroll_height());
        } else if before > first.get() {
            observed.set_scroll_top(observed.scroll_top() + grown);
        }
        look(session, &observed);
    })
    .into_js_value();
    if let Ok(observer) = ResizeObserver::new(resized.unchecked_ref()) {
        observer.observe(list);
        observer.observe(&scroller);
        // It observes as long as the page lives.
        std::mem::forget(observer);
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
