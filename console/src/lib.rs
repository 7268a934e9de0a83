//! console: the live agents' pages, a Leptos application in the browser under `/console/`.
//!
//! # Layout
//! - [`session`]: what the page knows, and the line that feeds it; [`chat`]: the one conversation that is shown
//! - [`cards`], [`typists`], [`echo`]: pure stores beside it, with their tests; [`tray`] and [`upload`]: its files
//! - [`app`]: the addresses; [`later`]: the pages that are fetched when they are wanted; [`shell`]: the bar around every page
//! - [`dashboard`], [`hub`], [`conversations`], [`reports`], [`sign_in`], [`setup`]: the pages; [`wanted`] is what an
//!   address asks of them, [`plot`] what figures are drawn with
//! - [`settings`]: the frame of [`profile`], [`people`], [`teams`], [`canned`], [`agent`], [`sites`], [`audit`];
//!   [`form`], [`picture`] and [`fetched`] are what they are made of
//! - [`answers`], [`knowledge`], [`playground`], [`publish`], [`lessons`]: the pages that teach the AI agent, in the
//!   frame of [`studio`]; [`pair`], [`written`], [`said`], [`sources`], [`blocks`] and [`diff`] are what they share with the Hub
//! - [`bell`], [`attention`], [`popups`], [`toasts`], [`push`]: how a request gets noticed
//! - [`words`], [`names`], [`refusals`], [`when`]: texts, names, reasons and times in the reader's language

#![expect(unreachable_pub, reason = "the `component` macro writes `pub` functions")]

mod agent;
mod answers;
mod app;
mod attention;
mod audit;
mod bell;
mod blocks;
mod canned;
mod cards;
mod chat;
mod clock;
mod confirm;
mod contrast;
mod conversations;
mod dashboard;
mod diff;
mod echo;
mod fetched;
mod form;
mod hub;
mod icon;
mod keys;
mod knowledge;
mod later;
mod lessons;
mod names;
mod pair;
mod people;
mod picture;
mod playground;
mod plot;
mod popups;
mod preview;
mod profile;
mod publish;
mod push;
mod refusals;
mod reports;
mod said;
mod session;
mod settings;
mod setup;
mod shell;
mod sign_in;
mod sites;
mod size;
mod sources;
mod studio;
mod teams;
mod toasts;
mod tray;
mod typists;
mod upload;
mod wanted;
mod when;
mod words;
mod written;

use std::collections::HashMap;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;

/// Starts the console in the page's `#app`, once its words are there.
pub fn start() {
    // Not through Leptos: its own executor starts when the first view is mounted.
    spawn_local(async {
        if let Some(href) = link("words")
            && let Ok(words) = baton_client::browser::get::<HashMap<String, String>>(&href).await
        {
            words::learn(words);
        }
        let Some(root) = document().get_element_by_id("app") else { return };
        root.set_text_content(None);
        leptos::mount::mount_to(root.unchecked_into(), app::App).forget();
    });
}

/// The address that the page gives under this name: a `<link>` with the id.
fn link(id: &str) -> Option<String> {
    let link: web_sys::HtmlLinkElement = document().get_element_by_id(id)?.dyn_into().ok()?;
    Some(link.href())
}
