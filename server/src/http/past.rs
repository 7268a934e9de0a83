//! A visitor's own, besides the live connection: who they prove to be, their past chats, and transcripts.

use axum::{
    Extension, Json,
    extract::{Path, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::IntoResponse,
};
use baton_protocol::{
    ConversationId, VisitorId,
    past::{Identified, Identify, MailTranscript, PastChats},
    state::Page,
    visitor::Hello,
};
use serde::Deserialize;

use super::{
    Http, Peer, body::Body, error::Error, live::user_agent, pages::words, query::Asked, twin::bearer,
};
use crate::{desk::past::check_address, live::visitor};

/// Whoever uses this machine next may not be allowed to see it.
const PRIVATE: (HeaderName, HeaderValue) = (CACHE_CONTROL, HeaderValue::from_static("private, no-store"));

/// `POST /api/v1/visitor/identity`.
pub(crate) async fn identify(
    State(http): State<Http>,
    headers: HeaderMap,
    Body(wish): Body<Identify>,
) -> Result<Json<Identified>, Error> {
    let locale = headers.get(ACCEPT_LANGUAGE).and_then(|text| text.to_str().ok()).unwrap_or_default();
    let locale = locale.split([',', ';']).next().unwrap_or_default().trim().to_owned();
    let about = visitor::about(&Hello { locale, ..Hello::default() }, &user_agent(&headers));
    Ok(Json(http.desk.identify(&wish, bearer(&headers), about).await?))
}

/// `DELETE /api/v1/visitor/identity`: the token is good no more.
pub(crate) async fn forget(State(http): State<Http>, headers: HeaderMap) -> Result<StatusCode, Error> {
    let token = bearer(&headers).ok_or_else(Error::unauthorized)?;
    http.desk.end_visitor_token(token).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/visitor/conversations`.
pub(crate) async fn list(
    State(http): State<Http>,
    headers: HeaderMap,
) -> Result<impl IntoResponse + use<>, Error> {
    let visitor = whose(&http, &headers).await?;
    let chats: PastChats = http.desk.past_chats(visitor).await?;
    Ok(([PRIVATE], Json(chats)))
}

/// What may stand in the address of a page.
#[derive(Deserialize)]
pub(crate) struct Before {
    before: Option<u64>,
}

/// `GET /api/v1/visitor/conversations/{id}?before=SEQ`.
pub(crate) async fn page(
    State(http): State<Http>,
    Path(id): Path<String>,
    Asked(Before { before }): Asked<Before>,
    headers: HeaderMap,
) -> Result<impl IntoResponse + use<>, Error> {
    let visitor = whose(&http, &headers).await?;
    let page: Page = http.desk.past_page(visitor, &named(&id)?, before).await?;
    Ok(([PRIVATE], Json(page)))
}

/// `GET /api/v1/visitor/conversations/{id}/transcript`.
pub(crate) async fn transcript(
    State(http): State<Http>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<impl IntoResponse + use<>, Error> {
    let visitor = whose(&http, &headers).await?;
    let text = http.desk.transcript(visitor, &named(&id)?, &words(&headers)).await?;
    let headers = [
        PRIVATE,
        (CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"chat.txt\"")),
    ];
    Ok((headers, text))
}

/// `POST /api/v1/visitor/conversations/{id}/transcript`.
pub(crate) async fn mail(
    State(http): State<Http>,
    Path(id): Path<String>,
    Extension(Peer(address)): Extension<Peer>,
    headers: HeaderMap,
    Body(wish): Body<MailTranscript>,
) -> Result<StatusCode, Error> {
    let visitor = whose(&http, &headers).await?;
    let id = named(&id)?;
    check_address(&wish.email)?;
    // Whoever may have letters sent anywhere could have many sent to somebody.
    http.throttle.letters.admit(address, &visitor.0.to_string()).map_err(|seconds| {
        Error::slow_down("These were many letters; the next one can go in a while.", seconds)
    })?;
    http.desk.mail_transcript(visitor, &id, &words(&headers), &wish.email).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn whose(http: &Http, headers: &HeaderMap) -> Result<VisitorId, Error> {
    let token = bearer(headers).ok_or_else(Error::unauthorized)?;
    Ok(visitor::recognised(&http.desk, token).await?)
}

fn named(id: &str) -> Result<ConversationId, Error> {
    ConversationId::parse(id).ok_or_else(Error::not_found)
}
