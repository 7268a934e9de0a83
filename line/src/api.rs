//! line: the calls of LINE's Messaging API.

mod answer;
mod failed;
mod manage;
mod menus;
mod profile;
#[cfg(test)]
mod tests;
mod web;

use std::time::Duration;

use reqwest::{Method, RequestBuilder, Response, Url, header::HeaderValue};
use serde_json::{Value, json};
use thiserror::Error;

pub use failed::Failed;
pub use manage::{Endpoint, Info, Quota, Tested};
pub use profile::{Fetched, Profile};

use crate::say::Message;

/// How long a call may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long a picture or file may take, to its last byte.
const CONTENT_PATIENCE: Duration = Duration::from_secs(120);

/// LINE, or what stands in for it. Clones share their connections. It holds no token: every call is given the account's.
#[derive(Clone, Debug)]
pub struct Line {
    web: reqwest::Client,
    api: Url,
    data: Url,
}

/// Why LINE cannot be called at all.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Unusable {
    /// A base address that is none.
    #[error("{0:?} is no address of LINE's API. Enter one such as https://api.line.me")]
    Address(String),
    /// The list of certificate authorities cannot be read.
    #[error("Encrypted connections cannot be made: {0}")]
    Tls(String),
}

impl Line {
    /// Opens no connection yet. The addresses are `https:` or `http:` ones: of the API, and of pictures and files.
    ///
    /// # Errors
    ///
    /// What cannot work.
    pub fn new(api_base: &str, data_base: &str) -> Result<Self, Unusable> {
        let web = web::client().map_err(|error| Unusable::Tls(error.without_url().to_string()))?;
        Ok(Self { web, api: base(api_base)?, data: base(data_base)? })
    }

    /// Answers an event, for free: at most [`crate::say::BATCH`] messages, once, and within a minute of it.
    ///
    /// # Errors
    ///
    /// [`Failed::BadReplyToken`] where it was too late or done before: nothing was sent, and a push still can.
    pub async fn reply(&self, token: &str, reply_token: &str, messages: &[Message]) -> Result<(), Failed> {
        let body = json!({ "replyToken": reply_token, "messages": messages });
        self.send(self.api(Method::POST, &["message", "reply"]), token, Some(&body)).await
    }

    /// Sends at most [`crate::say::BATCH`] messages to a user, on the account's quota. `retry_key` is a UUID that is kept
    /// with the messages: with the same one they are sent once, however often this is called within a day.
    ///
    /// # Errors
    ///
    /// After [`Failed::NoAnswer`], LINE may have taken them.
    pub async fn push(
        &self,
        token: &str,
        to: &str,
        retry_key: &str,
        messages: &[Message],
    ) -> Result<(), Failed> {
        let body = json!({ "to": to, "messages": messages });
        let call = self.api(Method::POST, &["message", "push"]).header("X-Line-Retry-Key", retry_key);
        match self.send(call, token, Some(&body)).await {
            // It was taken before.
            Err(Failed::Refused { status: 409, .. }) => Ok(()),
            other => other,
        }
    }

    /// Shows that an answer is being made, until the next message or for `seconds`, which are made 5 to 60 in steps of 5.
    ///
    /// # Errors
    ///
    /// Nothing is lost.
    pub async fn loading(&self, token: &str, user: &str, seconds: u32) -> Result<(), Failed> {
        let seconds = seconds.clamp(5, 60).next_multiple_of(5);
        let body = json!({ "chatId": user, "loadingSeconds": seconds });
        self.send(self.api(Method::POST, &["chat", "loading", "start"]), token, Some(&body)).await
    }

    /// Marks a message and all before it as read.
    ///
    /// # Errors
    ///
    /// Nothing is lost.
    pub async fn mark_as_read(&self, token: &str, read_token: &str) -> Result<(), Failed> {
        let body = json!({ "markAsReadToken": read_token });
        self.send(self.api(Method::POST, &["chat", "markAsRead"]), token, Some(&body)).await
    }

    fn api(&self, method: Method, path: &[&str]) -> RequestBuilder {
        self.web.request(method, address(&self.api, path)).timeout(PATIENCE)
    }

    fn data(&self, method: Method, path: &[&str]) -> RequestBuilder {
        self.web.request(method, address(&self.data, path)).timeout(PATIENCE)
    }

    /// A call whose answer says nothing but that it was done.
    async fn send(&self, call: RequestBuilder, token: &str, body: Option<&Value>) -> Result<(), Failed> {
        let call = match body {
            Some(body) => call.json(body),
            None => call,
        };
        answer::done(Self::ask(call, token).await?).await
    }

    /// A call, whatever comes back.
    async fn ask(call: RequestBuilder, token: &str) -> Result<Response, Failed> {
        // What no header can hold, no account has.
        let mut bearer =
            HeaderValue::from_str(&["Bearer ", token].concat()).map_err(|_| Failed::TokenRefused)?;
        bearer.set_sensitive(true);
        call.header(reqwest::header::AUTHORIZATION, bearer)
            .send()
            .await
            .map_err(|error| Failed::silent(&error))
    }
}

fn base(address: &str) -> Result<Url, Unusable> {
    let wrong = || Unusable::Address(address.to_owned());
    let url = Url::parse(address.trim()).map_err(|_| wrong())?;
    let plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    if plain && matches!(url.scheme(), "http" | "https") && url.has_host() { Ok(url) } else { Err(wrong()) }
}

/// `BASE/v2/bot/…`; a part may hold anything.
fn address(base: &Url, path: &[&str]) -> Url {
    let mut url = base.clone();
    if let Ok(mut parts) = url.path_segments_mut() {
        parts.pop_if_empty().extend(["v2", "bot"]).extend(path);
    }
    url
}
