//! line: why a call did not do what it should.

use std::time::Duration;

use reqwest::{StatusCode, header::HeaderMap, header::RETRY_AFTER};
use serde_json::Value;
use thiserror::Error;

/// The longest reason that is kept of LINE's, in characters.
const WHY: usize = 300;

/// Why a call failed. Holds no token, and no words of a visitor.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Failed {
    /// Status 401 or 403.
    #[error("LINE does not accept the channel access token. Issue a new one in LINE's console and enter it.")]
    TokenRefused,
    /// Status 429, because of the month's messages.
    #[error(
        "The messages of this month are used up. Choose a larger plan at LINE, or wait for the next month."
    )]
    QuotaUsedUp,
    /// Status 429.
    #[error("LINE is called too often. It is tried again in a moment.")]
    Slow {
        /// How long LINE wants to be left alone; none: it does not say.
        after: Option<Duration>,
    },
    /// Status 400: the reply token is used, too old or none.
    #[error("The message came too late for a free reply.")]
    BadReplyToken,
    /// Another status that is no success. The same call would be refused again.
    #[error("LINE refused it ({status}): {why}")]
    Refused {
        /// The status.
        status: u16,
        /// In LINE's words, at most 300 characters.
        why: String,
    },
    /// A status from 500 on, no connection, no answer in time, or one that cannot be read: it may have been done.
    #[error("LINE did not answer: {0}. It is tried again.")]
    NoAnswer(String),
}

impl Failed {
    /// `body` is the answer's, as far as it was read.
    pub(super) fn of(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        let why = why(body);
        match status.as_u16() {
            401 | 403 => Self::TokenRefused,
            429 if why.to_lowercase().contains("monthly limit") => Self::QuotaUsedUp,
            429 => Self::Slow { after: after(headers) },
            400 if why.to_lowercase().contains("invalid reply token") => Self::BadReplyToken,
            status @ 500.. => Self::NoAnswer(format!("status {status}")),
            status => Self::Refused { status, why },
        }
    }

    /// The reason alone: LINE's own words where it said some.
    #[must_use]
    pub fn why(&self) -> String {
        if let Self::Refused { why, .. } = self { why.clone() } else { self.to_string() }
    }

    /// Of a call that nothing came back from.
    pub(super) fn silent(error: &reqwest::Error) -> Self {
        let why = if error.is_timeout() {
            "no answer in time"
        } else if error.is_connect() {
            "no connection"
        } else {
            "the connection broke"
        };
        Self::NoAnswer(why.to_owned())
    }

    pub(super) fn unreadable() -> Self {
        Self::NoAnswer("its answer cannot be read".to_owned())
    }
}

fn after(headers: &HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

/// LINE's message and its details, or the beginning of what came instead.
fn why(body: &[u8]) -> String {
    let mut parts = Vec::new();
    match serde_json::from_slice::<Value>(body) {
        Ok(answer) => {
            parts.extend(answer["message"].as_str().map(str::to_owned));
            for detail in answer["details"].as_array().into_iter().flatten() {
                let (property, message) = (detail["property"].as_str(), detail["message"].as_str());
                let part: Vec<_> = property.into_iter().chain(message).collect();
                parts.push(part.join(": "));
            }
        }
        Err(_) => parts.push(String::from_utf8_lossy(body).into_owned()),
    }
    parts.retain(|part| !part.trim().is_empty());
    let why = parts.join("; ");
    let why: Vec<_> = why.split(|letter: char| letter.is_whitespace() || letter.is_control()).collect();
    let why = why.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if why.chars().count() <= WHY { why } else { why.chars().take(WHY - 1).chain(['…']).collect() }
}
