//! widget: the visitor's chat panel, a page of its own or in a frame on somebody's page.
//!
//! # Layout
//! - [`session`]: what changes; [`rows`]: the conversation as rows of the log
//! - [`components`]: what is seen, one component a file with its CSS beside it; [`field`], [`theme`]: the two places
//!   where something else than a component touches the document
//! - [`page`], [`host`]: what the server wrote into the page; the page around the frame
//! - [`json`], [`news`], [`say`]: what is heard and said
//! - [`words`], [`calendar`]: the reader's language, clock and calendar; [`colour`]: shades that can be read;
//!   [`reach`]: what is wrong with an e-mail address

mod calendar;
mod colour;
#[expect(unreachable_pub, reason = "the component macro makes a component's properties public")]
mod components;
mod field;
mod host;
mod json;
mod news;
mod page;
mod reach;
mod rows;
mod say;
mod session;
mod theme;
mod words;

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

use crate::{components::App, page::Page, session::Session};

/// Connects, and draws the panel as soon as its words are there.
pub fn start() {
    // Without what the server writes into it, this page is not the panel's.
    let Some(page) = Page::read() else { return };
    theme::wear(&page.site_view.accent);
    let session = Session::open(&page);
    let locale = page.locale.clone();
    host::listen(page, session);
    draw(session, locale, Duration::from_secs(1));
}

/// Draws the panel; where its words do not come, tries again, ever more slowly.
fn draw(session: Session, locale: String, wait: Duration) {
    wasm_bindgen_futures::spawn_local(async move {
        let Ok(table) = page::words().await else {
            set_timeout(move || draw(session, locale, wait * 2), wait);
            return;
        };
        words::learn(locale, table);
        let Some(place) = document().get_element_by_id("app") else { return };
        // The header that the server wrote gives way to the live one.
        place.replace_children_with_node_0();
        leptos::mount::mount_to(place.unchecked_into(), move || view! { <App session/> }).forget();
        // What an earlier page left in the composer.
        field::fill(&session.peek(|seen| seen.text.clone()));
        components::log::start(session);
        watch(session);
        host::ready();
    });
}

/// Being looked at again is news: what is in view is then read.
fn watch(session: Session) {
    let looked = Closure::<dyn Fn()>::new(move || session.look()).into_js_value();
    document().add_event_listener_with_callback("visibilitychange", looked.unchecked_ref()).ok();
}
