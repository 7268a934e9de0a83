//! line: what comes back from a call, read within limits.

use reqwest::Response;
use serde::de::DeserializeOwned;

use super::Failed;

/// The most that is read of a refusal, in bytes.
const REFUSAL: usize = 16 * 1024;
/// The most that is read of an answer: a list of a thousand menus, in bytes.
const ANSWER: usize = 8 * 1024 * 1024;

/// Whether it was done.
pub(super) async fn done(response: Response) -> Result<(), Failed> {
    if response.status().is_success() { Ok(()) } else { Err(refused(response).await) }
}

/// What it says.
pub(super) async fn read<T: DeserializeOwned>(response: Response) -> Result<T, Failed> {
    if !response.status().is_success() {
        return Err(refused(response).await);
    }
    let body = body(response, ANSWER).await?;
    // One that is longer was cut, and cannot be read.
    serde_json::from_slice(&body).map_err(|_| Failed::unreadable())
}

/// Why it was not done.
pub(super) async fn refused(response: Response) -> Failed {
    let (status, headers) = (response.status(), response.headers().clone());
    // The status alone says what to do; the words are for people.
    let body = body(response, REFUSAL).await.unwrap_or_default();
    Failed::of(status, &headers, &body)
}

/// The beginning of the body, at most so much.
async fn body(mut response: Response, most: usize) -> Result<Vec<u8>, Failed> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| Failed::silent(&error))? {
        let room = most - body.len();
        if chunk.len() > room {
            body.extend_from_slice(&chunk[..room]);
            break;
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
