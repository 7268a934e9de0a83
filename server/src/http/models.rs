//! Models: what helps a site's AI agent to words.

use axum::{
    Extension, Json,
    extract::{Path, State},
    http::StatusCode,
};
use baton_protocol::answering::{ModelSettings, ModelView, Tried};

use super::{Http, body::Body, error::Error, rights::SignedIn};

/// `GET /api/v1/sites/{key}/model`: `null` where none is set.
pub(crate) async fn show(
    State(http): State<Http>,
    Path(key): Path<String>,
) -> Result<Json<Option<ModelView>>, Error> {
    Ok(Json(http.desk.model(&key).await?))
}

/// `PUT /api/v1/sites/{key}/model`.
pub(crate) async fn set(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
    Body(wish): Body<ModelSettings>,
) -> Result<Json<Option<ModelView>>, Error> {
    Ok(Json(http.desk.set_model(user.id, &key, wish).await?))
}

/// `DELETE /api/v1/sites/{key}/model`.
pub(crate) async fn end(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
) -> Result<StatusCode, Error> {
    http.desk.end_model(user.id, &key).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/sites/{key}/model/try`.
pub(crate) async fn try_out(State(http): State<Http>, Path(key): Path<String>) -> Result<Json<Tried>, Error> {
    Ok(Json(http.desk.try_model(&key).await?))
}
