//! tests: the harness of the stories: a real server process, and visitors, live agents and plain HTTP to talk to it.
//!
//! # Layout
//! - [`server`]: starts, kills, stops and restarts the binary
//! - [`line`]: a WebSocket that carries frames
//! - [`visitor`], [`agent`]: clients that keep what they were told on a screen, and wait until it shows something
//! - [`screen`]: one conversation as a client shows it; checks that its numbers have no gap
//! - [`http`], [`files`]: plain requests and the twins; what is uploaded
//! - [`push`], [`mail`]: stand-ins of a push service and of a mail server
//! - [`website`], [`model`]: stand-ins of a website and of a language model; [`engine`]: real ones
//! - [`messenger`]: a stand-in of the LINE platform
//! - [`editor`]: an editor's hands; [`proof`]: a shop's signature
//! - [`page`]: pages of shops, friendly and hostile ones; [`front`]: lines that are slow, cut or narrow
//! - [`theme`]: Shopify's linter of themes
//! - [`binary`], [`people`]: the server's binary, and who may sign in

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a harness fails by panicking, as tests do")]
#![expect(clippy::wildcard_enum_match_arm, reason = "a story looks for one kind among many")]

pub mod agent;
pub mod binary;
pub mod editor;
pub mod engine;
pub mod files;
pub mod front;
pub mod http;
pub mod line;
pub mod mail;
pub mod messenger;
pub mod model;
pub mod page;
pub mod people;
pub mod proof;
pub mod push;
pub mod screen;
pub mod server;
pub mod theme;
pub mod visitor;
pub mod website;

use std::{
    future::Future,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use baton_protocol::ClientId;

/// How long a story waits for anything before it fails. Not a measurement: a machine at work is slow.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Between two looks at something that cannot tell by itself that it has changed.
const LOOK: Duration = Duration::from_millis(20);

/// A command's id that nobody has used.
///
/// # Panics
/// Where the system has no random bytes.
#[must_use]
pub fn fresh_id() -> ClientId {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let mut random = [0; 10];
    getrandom::fill(&mut random).unwrap();
    ClientId::new(COUNT.fetch_add(1, Ordering::Relaxed), random)
}

/// Asks again and again until the answer is there.
///
/// # Panics
/// Where it does not come.
pub async fn eventually<T, F: Future<Output = Option<T>>>(what: &str, mut ask: impl FnMut() -> F) -> T {
    let asked = tokio::time::timeout(PATIENCE, async {
        loop {
            if let Some(answer) = ask().await {
                return answer;
            }
            tokio::time::sleep(LOOK).await;
        }
    });
    asked.await.unwrap_or_else(|_| panic!("never came: {what}"))
}
