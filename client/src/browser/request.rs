//! Plain HTTP requests: JSON out, JSON in.

use baton_protocol::{Code, Refusal, people::Problem};
use gloo_net::http::{Request, RequestBuilder, Response};
use serde::{Serialize, de::DeserializeOwned};

/// Why a request brought nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// The server did not answer.
    #[error("the server cannot be reached")]
    Unreachable,
    /// The server said no.
    #[error("{}", problem.why)]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Why; an `unavailable` one where the body did not say.
        problem: Problem,
    },
    /// The answer is not what was expected.
    #[error("the server's answer cannot be read")]
    Unreadable,
}

/// `GET`.
///
/// # Errors
/// Whatever is not a success with a readable body.
pub async fn get<T: DeserializeOwned>(url: &str) -> Result<T, RequestError> {
    read(Request::get(url).send().await.map_err(|_| RequestError::Unreachable)?).await
}

/// `POST` of a JSON body.
///
/// # Errors
/// Whatever is not a success with a readable body.
pub async fn post<T: DeserializeOwned>(url: &str, body: &impl Serialize) -> Result<T, RequestError> {
    let body = serde_json::to_string(body).map_err(|_| RequestError::Unreadable)?;
    let request = json(Request::post(url)).body(body).map_err(|_| RequestError::Unreachable)?;
    read(request.send().await.map_err(|_| RequestError::Unreachable)?).await
}

/// `PUT` of a JSON body.
///
/// # Errors
/// Whatever is not a success with a readable body.
pub async fn put<T: DeserializeOwned>(url: &str, body: &impl Serialize) -> Result<T, RequestError> {
    let body = serde_json::to_string(body).map_err(|_| RequestError::Unreadable)?;
    let request = json(Request::put(url)).body(body).map_err(|_| RequestError::Unreachable)?;
    read(request.send().await.map_err(|_| RequestError::Unreachable)?).await
}

/// `DELETE` with a JSON body, for what needs a password or answers with a receipt.
///
/// # Errors
/// Whatever is not a success with a readable body.
pub async fn remove<T: DeserializeOwned>(url: &str, body: &impl Serialize) -> Result<T, RequestError> {
    let body = serde_json::to_string(body).map_err(|_| RequestError::Unreadable)?;
    let request = json(Request::delete(url)).body(body).map_err(|_| RequestError::Unreachable)?;
    read(request.send().await.map_err(|_| RequestError::Unreachable)?).await
}

/// `DELETE`; the answer has no body.
///
/// # Errors
/// Whatever is not a success.
pub async fn delete(url: &str) -> Result<(), RequestError> {
    success(Request::delete(url).send().await.map_err(|_| RequestError::Unreachable)?).await.map(drop)
}

/// `GET` for the status alone: is there such a thing?
///
/// # Errors
/// Whatever is neither a success nor a 404.
pub async fn exists(url: &str) -> Result<bool, RequestError> {
    let answer = Request::get(url).send().await.map_err(|_| RequestError::Unreachable)?;
    if answer.status() == 404 {
        return Ok(false);
    }
    success(answer).await.map(|_| true)
}

fn json(request: RequestBuilder) -> RequestBuilder {
    request.header("Content-Type", "application/json")
}

async fn read<T: DeserializeOwned>(answer: Response) -> Result<T, RequestError> {
    let text = success(answer).await?.text().await.map_err(|_| RequestError::Unreachable)?;
    // An answer without a body is read as nothing, for whoever expects nothing.
    let text = if text.is_empty() { "null" } else { &text };
    serde_json::from_str(text).map_err(|_| RequestError::Unreadable)
}

async fn success(answer: Response) -> Result<Response, RequestError> {
    if answer.ok() {
        return Ok(answer);
    }
    let body = answer.text().await.unwrap_or_default();
    let problem = serde_json::from_str(&body).unwrap_or_else(|_| Problem {
        why: Refusal::new(Code::Unavailable, "The server could not do this."),
        field: None,
    });
    Err(RequestError::Refused { status: answer.status(), problem })
}
