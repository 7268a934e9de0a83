//! tests: stories over real sockets against a server process. One module a topic.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a story fails by panicking")]
#![expect(clippy::wildcard_enum_match_arm, reason = "a story looks for one kind among many")]

mod answering;
mod away;
mod bad_input;
mod crash;
mod doors;
mod embed;
mod figures;
mod files;
mod former;
mod handover;
mod identity;
mod imports;
mod knowledge;
mod line;
mod lost_agent;
mod model;
mod past;
mod people;
mod proof;
mod publishing;
mod races;
mod reports;
mod resume;
mod rights;
mod search;
mod signin;
mod sites;
mod slow;
mod teaching;
mod teams;
mod twin;
mod visitors;
