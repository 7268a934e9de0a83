//! line: calls about a visitor: who it is, and what was sent.

use reqwest::{Method, Response, StatusCode, Url};
use serde::Deserialize;

use super::{CONTENT_PATIENCE, Failed, Line, PATIENCE, answer};
use crate::webhook::Media;

/// Where LINE keeps the pictures of its users.
const PICTURE_HOSTS: [&str; 2] = [".line-scdn.net", ".line.me"];

/// A visitor, as LINE tells it: a name may be full of anything.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Profile {
    /// Their name.
    #[serde(rename = "displayName", default)]
    pub name: String,
    /// Where their picture is; [`Line::picture`] fetches it.
    #[serde(rename = "pictureUrl", default)]
    pub picture: Option<String>,
    /// Their language, such as `ja` or `zh-TW`.
    #[serde(default)]
    pub language: Option<String>,
}

/// What became of something that was sent.
#[derive(Debug)]
pub enum Fetched {
    /// LINE is still making it ready.
    NotYet,
    /// LINE has it no more, or never had.
    Gone,
    /// Its bytes. What type it says it is, is the sender's word.
    Ready(Response),
}

#[derive(Deserialize)]
struct Transcoding {
    status: String,
}

impl Line {
    /// Who a user is.
    ///
    /// # Errors
    ///
    /// [`Failed::Refused`] with 404 where the user has blocked the account, or never had it as a friend.
    pub async fn profile(&self, token: &str, user: &str) -> Result<Profile, Failed> {
        answer::read(Self::ask(self.api(Method::GET, &["profile", user]), token).await?).await
    }

    /// What was sent with a message. Of a video or sound, LINE is asked first whether it is ready.
    ///
    /// # Errors
    ///
    /// Why it is not known.
    pub async fn content(&self, token: &str, message: &str, kind: Media) -> Result<Fetched, Failed> {
        if matches!(kind, Media::Video | Media::Audio) {
            let call = self.data(Method::GET, &["message", message, "content", "transcoding"]);
            let response = Self::ask(call, token).await?;
            if gone(response.status()) {
                return Ok(Fetched::Gone);
            }
            match answer::read::<Transcoding>(response).await?.status.as_str() {
                "processing" => return Ok(Fetched::NotYet),
                "failed" => return Ok(Fetched::Gone),
                _ => {}
            }
        }
        let call = self.data(Method::GET, &["message", message, "content"]).timeout(CONTENT_PATIENCE);
        let response = Self::ask(call, token).await?;
        match response.status() {
            StatusCode::ACCEPTED => Ok(Fetched::NotYet),
            status if gone(status) => Ok(Fetched::Gone),
            status if status.is_success() => Ok(Fetched::Ready(response)),
            _ => Err(answer::refused(response).await),
        }
    }

    /// A user's or the account's picture. None where there is none, or the address is not one of LINE's own.
    pub async fn picture(&self, address: &str) -> Option<Response> {
        let url = Url::parse(address).ok().filter(|url| self.is_lines(url))?;
        let response = self.web.get(url).timeout(PATIENCE).send().await.ok()?;
        (response.status() == StatusCode::OK).then_some(response)
    }

    pub(super) fn is_lines(&self, url: &Url) -> bool {
        let own = url.scheme() == "https" && url.port().is_none() && url.username().is_empty();
        let host = url.host_str().unwrap_or_default();
        url.origin() == self.data.origin() || (own && PICTURE_HOSTS.iter().any(|end| host.ends_with(end)))
    }
}

fn gone(status: StatusCode) -> bool {
    matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE)
}
