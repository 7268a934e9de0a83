//! Browser stories: the release widget and console in real browsers, against a real server; things are found by role
//! and name, as a person or a screen reader finds them.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a story fails by panicking")]

/// A story's name and its tests: one in each of these engines.
macro_rules! stories {
    ($story:ident in $($engine:ident),+) => {
        mod $story {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $engine() {
                super::$story(stories!($engine)).await;
            })+
        }
    };
    (chromium) => { crate::engine::Engine::Chromium };
    (firefox) => { crate::engine::Engine::Firefox };
    (webkit) => { crate::engine::Engine::WebKit };
}

mod accessible;
mod blocker;
mod browser;
mod channel;
mod driver;
mod embedding;
mod engine;
mod engines;
mod files;
mod healing;
mod hub;
mod learning;
mod looks;
mod main_job;
mod owner;
mod pages;
mod push;
mod reports;
mod settings;
mod stage;
mod tabs;
