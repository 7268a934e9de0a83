//! Files over HTTP: uploads as they arrive, and what is served so that no browser takes it for a page of ours.

use std::{io::SeekFrom, time::Duration};

use axum::{
    Extension, Json,
    body::{Body, BodyDataStream},
    extract::{Path, Query, Request, State},
    http::{
        HeaderMap, HeaderName, StatusCode,
        header::{
            ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE,
            CONTENT_SECURITY_POLICY, CONTENT_TYPE, RANGE, X_CONTENT_TYPE_OPTIONS,
        },
    },
    response::{IntoResponse, Response},
};
use baton_protocol::{
    Code, ConversationId, FileId, Refusal,
    file::Attachment,
    limits::{FACE_BYTES, FILE_BYTES},
};
use futures::{StreamExt, stream};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use tokio::{
    io::{AsyncReadExt, AsyncSeekExt},
    time::{Instant, timeout},
};

use super::{Http, error::Error, live::user_agent, rights::SignedIn, twin::bearer};
use crate::{
    desk::{
        Desk,
        files::{Owner, broken, too_large},
    },
    live::visitor,
};

/// Whoever sends nothing for so long has gone.
const SILENCE: Duration = Duration::from_secs(30);
/// A file that takes longer does not end.
const WHOLE: Duration = Duration::from_secs(600);
/// Bytes read from the disk at once.
const CHUNK: usize = 64 * 1024;
/// What stands in a header's extended value as it is (RFC 8187, 3.2.1).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');

/// Whoever uses this machine next may not be allowed to see it.
const PRIVATE: &str = "private, no-store";

const CROSS_ORIGIN: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What stands in an upload's address.
#[derive(Deserialize)]
pub(crate) struct Upload {
    #[serde(default)]
    name: String,
    #[serde(default)]
    site: String,
}

/// `POST /api/v1/visitor/files?site=KEY&name=NAME`.
pub(crate) async fn visitor_upload(
    State(http): State<Http>,
    Query(upload): Query<Upload>,
    headers: HeaderMap,
    request: Request,
) -> Result<(StatusCode, Json<Attachment>), Error> {
    let token = bearer(&headers).ok_or_else(Error::unauthorized)?;
    let visitor = visitor::known(&http.desk, &upload.site, token, &user_agent(&headers)).await?;
    kept(&http.desk, request, Owner::Visitor(visitor), &upload.name, FILE_BYTES).await
}

/// `POST /api/v1/conversations/{id}/files?name=NAME`.
pub(crate) async fn agent_upload(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(id): Path<String>,
    Query(upload): Query<Upload>,
    request: Request,
) -> Result<(StatusCode, Json<Attachment>), Error> {
    let id = ConversationId::parse(&id).ok_or_else(Error::not_found)?;
    let owner = http.desk.agent_owner(user.id, &id).await?;
    kept(&http.desk, request, owner, &upload.name, FILE_BYTES).await
}

/// `POST /api/v1/sites/{key}/picture`: shown once the agent's settings name it.
pub(crate) async fn picture_upload(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
    Query(upload): Query<Upload>,
    request: Request,
) -> Result<(StatusCode, Json<Attachment>), Error> {
    http.desk.site(&key).ok_or_else(Error::not_found)?;
    kept(&http.desk, request, Owner::Site(user.id), &upload.name, FACE_BYTES).await
}

/// `POST /api/v1/profile/picture`: what visitors see of whoever is signed in, from now on.
pub(crate) async fn face_upload(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Query(upload): Query<Upload>,
    request: Request,
) -> Result<(StatusCode, Json<Attachment>), Error> {
    let (status, Json(face)) =
        kept(&http.desk, request, Owner::Site(user.id), &upload.name, FACE_BYTES).await?;
    http.desk.set_face(&user, Some(face.id.clone())).await?;
    Ok((status, Json(face)))
}

/// `GET /api/v1/visitor/files/{id}`.
pub(crate) async fn visitor_file(
    State(http): State<Http>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let token = bearer(&headers).ok_or_else(Error::unauthorized)?;
    let visitor = visitor::recognised(&http.desk, token).await?;
    let file = http.desk.file_for_visitor(visitor, &named(&id)?).await?;
    served(&http.desk, &file, PRIVATE).await
}

/// `GET /api/v1/files/{id}`.
pub(crate) async fn agent_file(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let file = http.desk.file_for_agent(user.id, &named(&id)?).await?;
    part(&http.desk, &file, PRIVATE, range(&headers, file.size)).await
}

/// `GET /api/v1/pictures/{id}`.
pub(crate) async fn picture(State(http): State<Http>, Path(id): Path<String>) -> Result<Response, Error> {
    let file = http.desk.public_picture(&named(&id)?).await?;
    served(&http.desk, &file, "public, max-age=31536000, immutable").await
}

fn named(id: &str) -> Result<FileId, Error> {
    FileId::parse(id).ok_or_else(Error::not_found)
}

/// Takes a body in as it comes. Where it breaks off, ends too late or is too large, nothing of it is left.
async fn kept(
    desk: &Desk,
    request: Request,
    owner: Owner,
    name: &str,
    largest: usize,
) -> Result<(StatusCode, Json<Attachment>), Error> {
    let mut arriving = desk.begin_upload().await?;
    // Some of what is too much is read and thrown away: whoever still sends does not listen for the answer.
    let mut patience = 2 * largest;
    let mut body: BodyDataStream = request.into_body().into_data_stream();
    let end = Instant::now() + WHOLE;
    loop {
        let wait = SILENCE.min(end.saturating_duration_since(Instant::now()));
        let chunk = match timeout(wait, body.next()).await {
            Ok(Some(Ok(chunk))) => chunk,
            Ok(None) => break,
            Ok(Some(Err(_))) => {
                return Err(Refusal::new(Code::Malformed, "The file broke off. It was not kept.").into());
            }
            Err(_) => {
                let why = Refusal::new(Code::Malformed, "The file did not arrive in time. It was not kept.");
                return Err(Error::new(StatusCode::REQUEST_TIMEOUT, why));
            }
        };
        if patience < 2 * largest || arriving.size() + chunk.len() as u64 > largest as u64 {
            match patience.checked_sub(chunk.len()) {
                Some(rest) => patience = rest,
                None => break,
            }
        } else {
            arriving.write(&chunk).await.map_err(|error| broken(&error))?;
        }
    }
    if patience < 2 * largest {
        return Err(too_large(largest).into());
    }
    let file = desk.keep_upload(arriving, owner, name).await?;
    Ok((StatusCode::CREATED, Json(file)))
}

/// Pictures are shown and sounds and videos played; everything else can only be saved.
pub(super) async fn served(desk: &Desk, file: &Attachment, keep: &'static str) -> Result<Response, Error> {
    part(desk, file, keep, None).await
}

/// The same, or a part of it: its first byte and how many.
async fn part(
    desk: &Desk,
    file: &Attachment,
    keep: &'static str,
    asked: Option<(u64, u64)>,
) -> Result<Response, Error> {
    let plays = ["video/", "audio/"].iter().any(|kind| file.mime.starts_with(kind));
    let (kind, how) = match file.picture {
        // The name that browsers know it by.
        None if file.mime == "audio/m4a" => ("audio/mp4", "inline"),
        Some(_) => (file.mime.as_str(), "inline"),
        None if plays => (file.mime.as_str(), "inline"),
        None => ("application/octet-stream", "attachment"),
    };
    let (first, count) = asked.unwrap_or((0, file.size));
    let name = utf8_percent_encode(&file.name, PLAIN);
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_LENGTH, count.to_string()),
        (ACCEPT_RANGES, "bytes".to_owned()),
        (CONTENT_DISPOSITION, format!("{how}; filename*=UTF-8''{name}")),
        (CACHE_CONTROL, keep.to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (CROSS_ORIGIN, "same-origin".to_owned()),
    ];
    let mut read = desk.read_file(&file.id).await?;
    read.seek(SeekFrom::Start(first)).await.map_err(|error| broken(&error))?;
    let chunks = stream::unfold(Some(read.take(count)), async |read| {
        let mut read = read?;
        let mut chunk = Vec::with_capacity(CHUNK);
        match (&mut read).take(CHUNK as u64).read_to_end(&mut chunk).await {
            Ok(0) => None,
            Ok(_) => Some((Ok(chunk), Some(read))),
            Err(error) => Some((Err(error), None)),
        }
    });
    let body = Body::from_stream(chunks);
    if asked.is_none() {
        return Ok((headers, body).into_response());
    }
    let place = format!("bytes {first}-{}/{}", first + count - 1, file.size);
    Ok((StatusCode::PARTIAL_CONTENT, headers, [(CONTENT_RANGE, place)], body).into_response())
}

/// The one part that is asked for, its first byte and how many; none where it is all, several, or none that there is.
/// Players ask so, to begin in the middle.
fn range(headers: &HeaderMap, size: u64) -> Option<(u64, u64)> {
    let (first, last) = headers.get(RANGE)?.to_str().ok()?.strip_prefix("bytes=")?.split_once('-')?;
    let end = size.checked_sub(1)?;
    let (first, last) = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) => (first, last.min(end)),
        (Ok(first), Err(_)) if last.is_empty() => (first, end),
        (Err(_), Ok(length)) if first.is_empty() && length > 0 => (size.saturating_sub(length), end),
        (Ok(_) | Err(_), Ok(_) | Err(_)) => return None,
    };
    (first <= last).then(|| (first, last - first + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_what_was_asked_for_and_there() {
        let asked = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RANGE, text.parse().unwrap());
            range(&headers, 10)
        };
        assert_eq!(asked("bytes=0-"), Some((0, 10)));
        assert_eq!(asked("bytes=2-4"), Some((2, 3)));
        assert_eq!(asked("bytes=8-99"), Some((8, 2)));
        assert_eq!(asked("bytes=-3"), Some((7, 3)));
        for all in
            ["bytes=10-", "bytes=4-2", "bytes=0-1,3-4", "bytes=-0", "bytes=-", "bytes=a-b", "lines=0-1"]
        {
            assert_eq!(asked(all), None, "{all}");
        }
        assert_eq!(range(&HeaderMap::new(), 10), None);
    }
}
