//! Browser stories: the release widget and console in real Chromium, against a real server; things are found by role
//! and name, as a person or a screen reader finds them.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a story fails by panicking")]

mod accessible;
mod browser;
mod driver;
mod embedding;
mod files;
mod healing;
mod hub;
mod learning;
mod looks;
mod main_job;
mod push;
mod reports;
mod settings;
mod stage;
mod tabs;
