//! tests: stories over real sockets against a server process. One module a topic.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a story fails by panicking")]

mod bad_input;
mod crash;
mod doors;
mod handover;
mod lost_agent;
mod races;
mod resume;
mod rights;
mod signin;
mod slow;
mod twin;
