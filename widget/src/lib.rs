//! widget: the visitor's chat panel, a page of its own or in a frame on somebody's page.
//!
//! # Layout
//! - [`session`]: what changes, in signals; [`rows`]: the conversation as rows of the log
//! - [`components`]: what is seen, one component a file with its CSS beside it
//! - [`page`], [`host`]: what the server wrote into the page; the page around the frame
//! - [`words`], [`calendar`], [`colour`], [`reach`]: the reader's language and clock, the site's colour, e-mail addresses

mod calendar;
mod colour;
#[expect(unreachable_pub, reason = "the component macro makes a component's properties public")]
mod components;
mod host;
mod page;
mod reach;
mod rows;
mod session;
mod words;

use std::{cell::OnceCell, time::Duration};

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

use crate::{components::App, page::Page, session::Session};

thread_local! {
    static SESSION: OnceCell<Session> = const { OnceCell::new() };
}

/// Connects, and draws the panel as soon as its words are there.
pub fn start() {
    // Without what the server writes into it, this page is not the panel's.
    let Some(page) = Page::read() else { return };
    let owner = Owner::new();
    owner.set();
    let session = Session::open(&page);
    SESSION.with(|cell| cell.set(session).ok());
    let locale = page.locale.clone();
    host::listen(move |origin| page.admits(origin), |verb, order| {
        SESSION.with(|cell| cell.get().map(|session| session.order(verb, order)));
    });
    watch(session);
    draw(session, locale, Duration::from_secs(1));
    // What is reactive lives as long as the page.
    std::mem::forget(owner);
}

/// Draws the panel; where its words do not come, tries again, ever more slowly.
fn draw(session: Session, locale: String, wait: Duration) {
    wasm_bindgen_futures::spawn_local(async move {
        match page::words().await {
            Ok(table) => {
                words::learn(locale, table);
                let Some(place) = document().get_element_by_id("app") else { return };
                // The header that the server wrote gives way to the live one.
                place.replace_children_with_node_0();
                leptos::mount::mount_to(place.unchecked_into(), move || view! { <App session/> }).forget();
                host::ready();
            }
            Err(_) => set_timeout(move || draw(session, locale, wait * 2), wait),
        }
    });
}

/// Being looked at again is news: what is in view is then read.
fn watch(session: Session) {
    let looked = Closure::<dyn Fn()>::new(move || session.look()).into_js_value();
    document().add_event_listener_with_callback("visibilitychange", looked.unchecked_ref()).ok();
}

