//! The model's wires: one request and one kind of stream, whichever protocol carries them.

mod anthropic;
mod feed;
mod openai;
mod status;

use reqwest::{
    Url,
    header::{HeaderName, HeaderValue},
};
use serde_json::Value;

use crate::{Kind, Settings};

pub(crate) use feed::Feed;

/// A piece of what a model answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Delta {
    /// More words.
    Text(String),
    /// A tool that the model calls, with all its arguments (JSON, unless the model made a mistake).
    Call { name: String, arguments: String },
    /// Tokens so far; a later number replaces an earlier one.
    Usage { input: Option<u64>, output: Option<u64> },
    /// The last word was said; only `Usage` may follow.
    Stop(Stop),
}

/// Why a model stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// It is done.
    End,
    /// It may not use more tokens.
    Length,
    /// It waits for a tool.
    Call,
    /// The provider's filter, or the model itself, refuses.
    Filtered,
}

/// A tool that a model may call; it takes one text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) argument: &'static str,
    pub(crate) argument_about: &'static str,
}

/// What is asked.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) system: String,
    pub(crate) user: String,
    pub(crate) tool: Option<Tool>,
    pub(crate) max_tokens: u32,
}

impl Tool {
    fn schema(&self) -> Value {
        serde_json::json!({
            "type": "object",
            "properties": { self.argument: { "type": "string", "description": self.argument_about } },
            "required": [self.argument],
        })
    }
}

/// The body of a request.
pub(crate) fn body(settings: &Settings, address: &Url, request: &Request) -> Value {
    match settings.kind {
        Kind::OpenAi => openai::body(&settings.model, address, request),
        Kind::Anthropic => anthropic::body(&settings.model, request),
    }
}

/// What goes along: the key, if there is one.
pub(crate) fn headers(settings: &Settings) -> Vec<(HeaderName, HeaderValue)> {
    let key = settings.key.as_ref();
    let (mut headers, key) = match settings.kind {
        Kind::OpenAi => (
            Vec::new(),
            key.and_then(|key| key.header("Bearer ")).map(|key| (reqwest::header::AUTHORIZATION, key)),
        ),
        Kind::Anthropic => (
            vec![(
                HeaderName::from_static("anthropic-version"),
                HeaderValue::from_static(anthropic::VERSION),
            )],
            key.and_then(|key| key.header("")).map(|key| (HeaderName::from_static("x-api-key"), key)),
        ),
    };
    headers.extend(key);
    headers
}
