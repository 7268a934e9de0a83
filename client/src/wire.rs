//! How what a party says becomes text, and text becomes what it is told. Whatever serde knows is JSON by itself; a
//! program that must be small may bring types of its own that read and write the same JSON by hand.

use baton_protocol::{
    Refusal,
    people::Problem,
    poll::{Answered, Poll, Polled},
};
use serde::{Serialize, de::DeserializeOwned};

/// What a party says.
pub trait Outgoing: Sized {
    /// As the text of a frame; none where it has none, and then it is not said.
    fn text(&self) -> Option<String>;
    /// A greeting as the body of a poll.
    fn poll(self, stamp: Option<String>) -> Option<String>;
}

/// What a party is told.
pub trait Incoming: Sized {
    /// From the text of a frame; none where it is not understood.
    fn read(text: &str) -> Option<Self>;
    /// From the answer to a poll.
    fn polled(text: &str) -> Option<Polled<Self>>;
    /// From the answer to a posted frame.
    fn answered(text: &str) -> Option<Vec<Self>>;
    /// From the body of an answer that is not a success.
    fn why(text: &str) -> Option<Refusal>;
}

impl<T: Serialize> Outgoing for T {
    fn text(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    fn poll(self, stamp: Option<String>) -> Option<String> {
        serde_json::to_string(&Poll { hello: self, stamp }).ok()
    }
}

impl<T: DeserializeOwned> Incoming for T {
    fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    fn polled(text: &str) -> Option<Polled<Self>> {
        serde_json::from_str(text).ok()
    }

    fn answered(text: &str) -> Option<Vec<Self>> {
        serde_json::from_str::<Answered<Self>>(text).ok().map(|answered| answered.news)
    }

    fn why(text: &str) -> Option<Refusal> {
        serde_json::from_str::<Problem>(text).ok().map(|problem| problem.why)
    }
}
