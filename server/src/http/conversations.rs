//! The Conversations list.

use axum::{
    Extension, Json,
    extract::{Query, State},
    http::header::CACHE_CONTROL,
    response::IntoResponse,
};
use baton_protocol::{Code, Refusal};
use serde::Deserialize;

use super::{Http, error::Error, rights::SignedIn};
use crate::store::model::{ConversationKey, ListFilter};

/// The most conversations in one page.
const MOST: usize = 100;
const USUAL: usize = 50;

/// What may be asked of the list. Texts, so that what is wrong is answered in our own words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListQuery {
    filter: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

/// `GET /api/v1/conversations`: newest first.
pub(crate) async fn list(
    State(http): State<Http>,
    Extension(signed_in): Extension<SignedIn>,
    query: Result<Query<ListQuery>, axum::extract::rejection::QueryRejection>,
) -> Result<impl IntoResponse, Error> {
    let Query(query) = query.map_err(|_| invalid("The list knows `filter`, `after` and `limit`."))?;
    let filter = match query.filter.as_deref() {
        None | Some("") => ListFilter::All,
        Some("live_agent") => ListFilter::LiveAgent,
        Some(_) => return Err(invalid("There is no such filter.")),
    };
    let after = match query.after.map(|after| after.parse()) {
        None => None,
        Some(Ok(key)) => Some(ConversationKey(key)),
        Some(Err(_)) => return Err(invalid("This is not a place in the list.")),
    };
    let limit = match query.limit.map(|limit| limit.parse::<usize>()) {
        None => USUAL,
        Some(Ok(limit)) => limit.clamp(1, MOST),
        Some(Err(_)) => return Err(invalid("The limit is a number from 1 to 100.")),
    };
    let list = http.desk.list(signed_in.user.id, filter, after, limit).await?;
    Ok(([(CACHE_CONTROL, "no-store")], Json(list)))
}

fn invalid(message: &str) -> Error {
    Refusal::new(Code::Invalid, message).into()
}
