//! Why something was not done: a code for programs and a sentence for people.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A refusal: nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// For programs.
    pub code: Code,
    /// For people, in English; clients may show their own words for the code.
    pub message: String,
}

impl Refusal {
    /// A refusal in these words.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}

/// The kinds of refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The frame or body is not what the protocol describes.
    Malformed,
    /// No such thing, or not yours: the two are not told apart.
    NotFound,
    /// Not signed in, or the token is no longer good.
    Unauthorized,
    /// Signed in, but not allowed to.
    Forbidden,
    /// The text is empty.
    Empty,
    /// The text is longer than the limit.
    TooLong,
    /// This client id was used for something else.
    ClientIdReused,
    /// The state of the conversation does not allow it.
    WrongState,
    /// Another live agent was first.
    Taken,
    /// The chat belongs to another live agent.
    NotYours,
    /// This request does not ring you.
    NotRung,
    /// The site does not offer live agents.
    RequestsOff,
    /// The field named in the message is wrong.
    Invalid,
    /// Somebody else has changed it meanwhile: look again.
    Changed,
    /// The second factor is needed besides the password.
    CodeNeeded,
    /// Too many in too short a time.
    SlowDown,
    /// The store cannot take it now; try again.
    Unavailable,
}
