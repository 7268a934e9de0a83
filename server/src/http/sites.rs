//! Sites: what each says, whom it rings and when.

use axum::{
    Extension, Json,
    extract::{Path, State},
    http::StatusCode,
};
use baton_protocol::site::{AgentSettings, EmbedSettings, NewSite, SiteRecord, Versioned};

use super::{Http, body::Body, error::Error, rights::SignedIn};

/// `GET /api/v1/sites`.
pub(crate) async fn list(State(http): State<Http>) -> Json<Vec<SiteRecord>> {
    Json(http.desk.site_records())
}

/// `POST /api/v1/sites`.
pub(crate) async fn add(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Body(wish): Body<NewSite>,
) -> Result<(StatusCode, Json<SiteRecord>), Error> {
    Ok((StatusCode::CREATED, Json(http.desk.add_site(user.id, wish).await?)))
}

/// `PUT /api/v1/sites/{key}/agent`.
pub(crate) async fn set_agent(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
    Body(wish): Body<Versioned<AgentSettings>>,
) -> Result<Json<SiteRecord>, Error> {
    Ok(Json(http.desk.set_agent(user.id, &key, wish).await?))
}

/// `PUT /api/v1/sites/{key}/embed`.
pub(crate) async fn set_embed(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
    Body(wish): Body<Versioned<EmbedSettings>>,
) -> Result<Json<SiteRecord>, Error> {
    Ok(Json(http.desk.set_embed(user.id, &key, wish).await?))
}
