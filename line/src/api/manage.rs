//! line: calls about the account itself.

use reqwest::{Method, StatusCode};
use serde::Deserialize;
use serde_json::json;

use super::{Failed, Line, answer};

/// The account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Info {
    /// The account's own user id: a delivery's `destination`.
    #[serde(rename = "userId")]
    pub user_id: String,
    /// Its name.
    #[serde(rename = "displayName", default)]
    pub name: String,
    /// Such as `@shop`.
    #[serde(rename = "basicId", default)]
    pub basic_id: String,
    /// Where its picture is; [`Line::picture`] fetches it.
    #[serde(rename = "pictureUrl", default)]
    pub picture: Option<String>,
}

/// The webhook that is entered at LINE.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Endpoint {
    /// Its address.
    #[serde(rename = "endpoint")]
    pub address: String,
    /// *Use webhook* is on.
    #[serde(default)]
    pub active: bool,
}

/// What came of LINE calling the webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    /// It was answered as it should be.
    pub success: bool,
    /// In LINE's words.
    pub reason: String,
}

/// How many messages the account may send in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// None: any number.
    pub limit: Option<u64>,
    /// Sent this month.
    pub used: u64,
}

#[derive(Deserialize)]
struct Test {
    #[serde(default)]
    success: bool,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    detail: Option<String>,
}

#[derive(Deserialize)]
struct Limit {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    value: Option<u64>,
}

#[derive(Deserialize)]
struct Used {
    #[serde(rename = "totalUsage", default)]
    total: u64,
}

impl Line {
    /// Whose token it is.
    ///
    /// # Errors
    ///
    /// Why it is not known.
    pub async fn info(&self, token: &str) -> Result<Info, Failed> {
        answer::read(Self::ask(self.api(Method::GET, &["info"]), token).await?).await
    }

    /// The webhook that is entered; none where none is.
    ///
    /// # Errors
    ///
    /// Why it is not known.
    pub async fn endpoint(&self, token: &str) -> Result<Option<Endpoint>, Failed> {
        let call = self.api(Method::GET, &["channel", "webhook", "endpoint"]);
        let response = Self::ask(call, token).await?;
        if response.status() == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        answer::read::<Endpoint>(response)
            .await
            .map(|entered| Some(entered).filter(|it| !it.address.is_empty()))
    }

    /// Has LINE call the webhook that is entered.
    ///
    /// # Errors
    ///
    /// Why it was not called.
    pub async fn test(&self, token: &str) -> Result<Tested, Failed> {
        let call = self.api(Method::POST, &["channel", "webhook", "test"]).json(&json!({}));
        let test: Test = answer::read(Self::ask(call, token).await?).await?;
        let parts = [test.reason, test.detail].into_iter().flatten().filter(|part| !part.trim().is_empty());
        Ok(Tested { success: test.success, reason: parts.collect::<Vec<_>>().join(": ") })
    }

    /// How many messages may be sent, and were: two calls.
    ///
    /// # Errors
    ///
    /// Why it is not known.
    pub async fn quota(&self, token: &str) -> Result<Quota, Failed> {
        let limit: Limit =
            answer::read(Self::ask(self.api(Method::GET, &["message", "quota"]), token).await?).await?;
        let call = self.api(Method::GET, &["message", "quota", "consumption"]);
        let used: Used = answer::read(Self::ask(call, token).await?).await?;
        Ok(Quota { limit: limit.value.filter(|_| limit.kind == "limited"), used: used.total })
    }
}
