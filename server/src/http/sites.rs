//! Sites: what each says, whom it rings and when.

use axum::{
    Extension, Json,
    extract::{Path, State},
    http::{StatusCode, header::CACHE_CONTROL},
    response::IntoResponse,
};
use baton_protocol::site::{
    AgentSettings, EmbedSettings, NewSecret, NewSite, OriginChoice, RefusedOrigin, SecretView, SiteRecord,
    Versioned,
};

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

/// `GET /api/v1/sites/{key}/secret`.
pub(crate) async fn secret(
    State(http): State<Http>,
    Path(key): Path<String>,
) -> Result<Json<SecretView>, Error> {
    Ok(Json(http.desk.secret_view(&key).await?))
}

/// `POST /api/v1/sites/{key}/secret`.
pub(crate) async fn make_secret(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
) -> Result<impl IntoResponse + use<>, Error> {
    let secret: NewSecret = http.desk.make_secret(user.id, &key).await?;
    Ok((StatusCode::CREATED, [(CACHE_CONTROL, "no-store")], Json(secret)))
}

/// `GET /api/v1/sites/{key}/refused`.
pub(crate) async fn refused(
    State(http): State<Http>,
    Path(key): Path<String>,
) -> Result<Json<Vec<RefusedOrigin>>, Error> {
    Ok(Json(http.desk.turned_away(&key).await?))
}

/// `POST /api/v1/sites/{key}/refused`: admits an origin.
pub(crate) async fn admit(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
    Body(choice): Body<OriginChoice>,
) -> Result<Json<SiteRecord>, Error> {
    Ok(Json(http.desk.admit_origin(user.id, &key, choice).await?))
}

/// `DELETE /api/v1/sites/{key}/refused`: forgets an origin.
pub(crate) async fn dismiss(
    State(http): State<Http>,
    Path(key): Path<String>,
    Body(choice): Body<OriginChoice>,
) -> Result<StatusCode, Error> {
    http.desk.forget_turned_away(&key, &choice).await?;
    Ok(StatusCode::NO_CONTENT)
}
