//! Teaching: corrections, lessons, unanswered questions, and how the AI agent fared.

use axum::{
    Extension, Json,
    extract::{Path, State},
    http::StatusCode,
};
use baton_protocol::{
    ConversationId, LessonId,
    teaching::{AnswerReport, Group, Lesson, Settle, SettleGroup, Taught, Teach},
};
use serde::Deserialize;

use super::{Http, body::Large, error::Error, path::Under, query::Asked, rights::SignedIn};

/// `GET /api/v1/conversations/{id}/teach`.
pub(crate) async fn taught(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(id): Path<String>,
) -> Result<Json<Vec<Taught>>, Error> {
    Ok(Json(http.desk.taught(user.id, &conversation(&id)?).await?))
}

/// `POST /api/v1/conversations/{id}/teach`.
pub(crate) async fn teach(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(id): Path<String>,
    Large(wish): Large<Teach>,
) -> Result<Json<Taught>, Error> {
    Ok(Json(http.desk.teach(user.id, &conversation(&id)?, wish).await?))
}

/// `GET /api/v1/sites/{key}/lessons`.
pub(crate) async fn lessons(
    State(http): State<Http>,
    Path(key): Path<String>,
) -> Result<Json<Vec<Lesson>>, Error> {
    Ok(Json(http.desk.lessons(&key).await?))
}

/// `POST /api/v1/sites/{key}/lessons/{id}`.
pub(crate) async fn settle_lesson(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Under(key, id): Under<u32>,
    Large(wish): Large<Settle>,
) -> Result<StatusCode, Error> {
    http.desk.settle_lesson(user.id, &key, LessonId(id), wish).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/sites/{key}/unanswered`.
pub(crate) async fn unanswered(
    State(http): State<Http>,
    Path(key): Path<String>,
) -> Result<Json<Vec<Group>>, Error> {
    Ok(Json(http.desk.unanswered(&key).await?))
}

/// `POST /api/v1/sites/{key}/unanswered`.
pub(crate) async fn settle_unanswered(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
    Large(wish): Large<SettleGroup>,
) -> Result<StatusCode, Error> {
    http.desk.settle_unanswered(user.id, &key, wish).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What stands in a report's address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Span {
    from: String,
    to: String,
    #[serde(default = "utc")]
    zone: String,
}

fn utc() -> String {
    "UTC".to_owned()
}

/// `GET /api/v1/sites/{key}/answers?from=YYYY-MM-DD&to=YYYY-MM-DD&zone=Europe/Vienna`.
pub(crate) async fn answers(
    State(http): State<Http>,
    Path(key): Path<String>,
    Asked(span): Asked<Span>,
) -> Result<Json<AnswerReport>, Error> {
    Ok(Json(http.desk.fared(&key, &span.from, &span.to, &span.zone).await?))
}

fn conversation(id: &str) -> Result<ConversationId, Error> {
    ConversationId::parse(id).ok_or_else(Error::not_found)
}
