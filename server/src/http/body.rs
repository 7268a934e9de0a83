//! Bodies: JSON that arrives within ten seconds and is not too large, or a sentence that says why not.

use std::time::Duration;

use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
    http::{StatusCode, header::CONTENT_TYPE},
};
use baton_protocol::{Code, Refusal, limits::FRAME_BYTES};
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use super::error::Error;
use crate::live::socket::unreadable;

const LIMIT: Duration = Duration::from_secs(10);

/// A request's body, of at most 64 KiB.
pub(crate) struct Body<T>(pub(crate) T);

/// A request's body of at most 1 MB, for texts of knowledge: 200,000 characters of any script.
pub(crate) struct Large<T>(pub(crate) T);

const LARGE: usize = 1_000_000;

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        read(request, FRAME_BYTES, "The body is larger than 64 KiB, or broke off.").await.map(Self)
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Large<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        read(request, LARGE, "The body is larger than 1 MB, or broke off.").await.map(Self)
    }
}

async fn read<T: DeserializeOwned>(request: Request, limit: usize, too_large: &str) -> Result<T, Error> {
    let json = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.split(';').next().unwrap_or_default().trim() == "application/json");
    if !json {
        // Forms of other sites cannot send this type without asking first.
        let why = Refusal::new(Code::Malformed, "The body's type must be application/json.");
        return Err(Error::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, why));
    }
    let read = timeout(LIMIT, to_bytes(request.into_body(), limit)).await;
    let bytes = match read {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(_)) => {
            let why = Refusal::new(Code::TooLong, too_large);
            return Err(Error::new(StatusCode::PAYLOAD_TOO_LARGE, why));
        }
        Err(_) => {
            let why = Refusal::new(Code::Malformed, "The body did not arrive in time.");
            return Err(Error::new(StatusCode::REQUEST_TIMEOUT, why));
        }
    };
    serde_json::from_slice(&bytes).map_err(|error| unreadable(&error).into())
}
