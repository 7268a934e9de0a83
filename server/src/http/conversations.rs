//! The Conversations list, its export, and what it can be filtered by.

use std::sync::Arc;

use axum::{
    Extension, Json,
    body::Body,
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
    response::{IntoResponse, Response},
};
use baton_protocol::{Refusal, agent::ConversationList};
use futures::stream;

use super::{
    Http,
    error::Error,
    export::{Form, Place},
    filter::Wanted,
    rights::SignedIn,
};
use crate::{desk::Desk, store::model::ConversationKey};

/// Conversations that an export reads at once.
const AT_ONCE: usize = 100;

/// `GET /api/v1/conversations`: newest first.
pub(crate) async fn list(
    State(http): State<Http>,
    Extension(signed_in): Extension<SignedIn>,
    wanted: Wanted,
) -> Result<impl IntoResponse, Error> {
    let list = page(&http.desk, &signed_in, wanted).await?;
    Ok(([(CACHE_CONTROL, "no-store")], Json(list)))
}

/// `GET /api/v1/conversations/export`: what the same filters show, as a file.
pub(crate) async fn export(
    State(http): State<Http>,
    Extension(signed_in): Extension<SignedIn>,
    wanted: Wanted,
) -> Result<Response, Error> {
    let (form, kind, name) = match wanted.format.as_deref() {
        Some("csv") => (Form::Csv, "text/csv; charset=utf-8", "attachment; filename=\"conversations.csv\""),
        Some("json") => (Form::Json, "application/json", "attachment; filename=\"conversations.json\""),
        Some(_) | None => return Err(Error::invalid("An export is csv or json.")),
    };
    let headers = [
        (CONTENT_TYPE, kind),
        (CONTENT_DISPOSITION, name),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CACHE_CONTROL, "no-store"),
    ];
    let begun = Exporting { desk: http.desk, signed_in, wanted: Some(wanted), form, first: true };
    let pages = stream::unfold(begun, async |mut exporting| {
        let page = exporting.next().await.transpose()?;
        Some((page, exporting))
    });
    Ok((headers, Body::from_stream(pages)).into_response())
}

/// An export on its way: a page is read when the one before is gone, so that one of any length needs no more memory.
struct Exporting {
    desk: Arc<Desk>,
    signed_in: SignedIn,
    /// What is still to come.
    wanted: Option<Wanted>,
    form: Form,
    first: bool,
}

impl Exporting {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(Wanted { filter, words, after, .. }) = self.wanted.take() else { return Ok(None) };
        let wanted =
            Wanted { filter: filter.clone(), words: words.clone(), after, limit: AT_ONCE, format: None };
        let list = page(&self.desk, &self.signed_in, wanted).await?;
        let next = list.next.as_deref().and_then(|next| next.parse().ok()).map(ConversationKey);
        let place = Place { first: std::mem::take(&mut self.first), last: next.is_none() };
        self.wanted =
            next.map(|next| Wanted { filter, words, after: Some(next), limit: AT_ONCE, format: None });
        self.form.page(&list.cards, &self.desk.crew(), place).map(Some)
    }
}

/// `GET /api/v1/labels`.
pub(crate) async fn labels(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
) -> Result<Json<Vec<String>>, Error> {
    Ok(Json(http.desk.labels(user.id).await?))
}

async fn page(desk: &Desk, signed_in: &SignedIn, wanted: Wanted) -> Result<ConversationList, Refusal> {
    let Wanted { filter, words, after, limit, .. } = wanted;
    let agent = signed_in.user.id;
    match words {
        Some(words) => desk.search(agent, &words, filter, after, limit).await,
        None => desk.list(agent, filter, after, limit).await,
    }
}
