//! widget: the visitor's chat panel, a page of its own or in a frame on somebody's page.
//!
//! # Layout
//! - [`session`]: what changes; [`rows`]: the conversation as rows of the log
//! - [`components`]: what is seen, one component a file with its CSS beside it; [`field`], [`theme`]: the two places
//!   where something else than a component touches the document
//! - [`page`], [`host`]: what the server wrote into the page; the page around the frame
//! - [`json`], [`news`], [`say`], [`identity`]: what is heard and said
//! - [`words`], [`calendar`], [`size`]: the reader's language, clock and calendar, and how large a file is; [`colour`]:
//!   shades that can be read; [`reach`]: what is wrong with an e-mail address

mod calendar;
mod colour;
#[expect(unreachable_pub, reason = "the component macro makes a component's properties public")]
mod components;
mod field;
mod host;
mod identity;
mod json;
mod news;
mod page;
mod reach;
mod rows;
mod say;
mod session;
mod size;
mod theme;
mod words;

use std::time::Duration;

use baton_protocol::site::Scheme;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{components::App, page::Page, session::Session};

/// Connects, and draws the panel as soon as its words are there.
pub fn start() {
    // Without what the server writes into it, this page is not the panel's.
    let Some(mut page) = Page::read() else { return };
    theme::wear(&page.site_view, Scheme::Auto);
    let session = Session::open(&mut page);
    let locale = page.locale.clone();
    host::listen(page, session);
    begin(session, locale, Duration::from_secs(1));
}

/// Draws the panel once its words are there; where they do not come, tries again, ever more slowly.
fn begin(session: Session, locale: String, wait: Duration) {
    wasm_bindgen_futures::spawn_local(async move {
        let Ok(table) = page::words().await else {
            set_timeout(move || begin(session, locale, wait * 2), wait);
            return;
        };
        words::learn(locale, table);
        draw(session);
        watch(session);
        components::listen(session);
        host::ready();
    });
}

/// Draws the panel in place of what stands there: the header that the server wrote, or the panel in other words. Words
/// are drawn once, because hardly any site changes its own while a visitor looks on; so all is drawn anew.
pub(crate) fn draw(session: Session) {
    let Some(place) = document().get_element_by_id("app").filter(|_| words::are_learned()) else { return };
    let writes = field::has_focus();
    components::close(session);
    session.unfollow();
    place.replace_children_with_node_0();
    leptos::mount::mount_to(place.unchecked_into(), move || view! { <App/> }).forget();
    components::fill(session);
    // What an earlier page left in the composer.
    field::fill(&session.peek(|seen| seen.text.clone()));
    if writes {
        field::take_up();
    }
}

/// Being looked at again is news: what is in view is then read.
fn watch(session: Session) {
    components::on(&document(), "visibilitychange", move |_| session.look());
}
