//! The HTTP twin of a live connection, for where a WebSocket cannot be had: `POST …/poll` and `POST …/frames`.

use serde::{Deserialize, Serialize};

/// `POST …/poll`: the greeting, and the stamp of the last answer. Without a stamp the answer comes at once and starts
/// with a welcome; with one it comes as soon as there is something new, at the latest after [`WAIT_SECONDS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poll<Hello> {
    /// Who I am and what I hold now.
    pub hello: Hello,
    /// From the last answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamp: Option<String>,
}

/// The answer to a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Polled<News> {
    /// Send it with the next poll.
    pub stamp: String,
    /// In order; empty where nothing happened.
    pub news: Vec<News>,
}

/// The answer to `POST …/frames`: what the frame led to, such as its ack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered<News> {
    /// In order.
    pub news: Vec<News>,
}

/// How long a poll waits for something new.
pub const WAIT_SECONDS: u64 = 25;
