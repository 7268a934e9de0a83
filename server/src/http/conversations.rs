//! The Conversations list, its export, and what it can be filtered by.

use axum::{
    Extension, Json,
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
    response::{IntoResponse, Response},
};
use baton_protocol::{Refusal, agent::ConversationList};

use super::{Http, error::Error, export, filter::Wanted, rights::SignedIn};
use crate::desk::Desk;

/// Conversations of one export at most.
const EXPORTED: usize = 10_000;
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
    let form = match wanted.format.as_deref() {
        Some("csv") => export::csv,
        Some("json") => export::json,
        Some(_) | None => return Err(Error::invalid("An export is csv or json.")),
    };
    let csv = wanted.format.as_deref() == Some("csv");
    let Wanted { filter, words, mut after, .. } = wanted;
    let mut cards = Vec::new();
    while cards.len() < EXPORTED {
        let (filter, words) = (filter.clone(), words.clone());
        let wanted = Wanted { filter, words, after, limit: AT_ONCE, format: None };
        let list = page(&http.desk, &signed_in, wanted).await?;
        cards.extend(list.cards);
        let next = list.next.and_then(|next| next.parse().ok());
        let Some(next) = next else { break };
        after = Some(crate::store::model::ConversationKey(next));
    }
    let body = form(&cards, &http.desk.crew())?;
    let (kind, name) = if csv {
        ("text/csv; charset=utf-8", "attachment; filename=\"conversations.csv\"")
    } else {
        ("application/json", "attachment; filename=\"conversations.json\"")
    };
    let headers = [
        (CONTENT_TYPE, kind),
        (CONTENT_DISPOSITION, name),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, body).into_response())
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
