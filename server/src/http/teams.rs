//! Teams, and the replies that they keep at hand.

use axum::{Extension, Json, extract::State, http::StatusCode};
use baton_protocol::{
    TeamId,
    people::Role,
    team::{Canned, CannedChange, Team, TeamChange},
};

use super::{Http, body::Body, error::Error, path::Number, rights::SignedIn};

/// `GET /api/v1/teams`.
pub(crate) async fn list(State(http): State<Http>) -> Json<Vec<Team>> {
    Json(http.desk.teams())
}

/// `POST /api/v1/teams`.
pub(crate) async fn add(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Body(wish): Body<TeamChange>,
) -> Result<(StatusCode, Json<Team>), Error> {
    Ok((StatusCode::CREATED, Json(http.desk.add_team(user.id, wish).await?)))
}

/// `PUT /api/v1/teams/{id}`.
pub(crate) async fn change(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Number(id): Number<u32>,
    Body(wish): Body<TeamChange>,
) -> Result<Json<Team>, Error> {
    Ok(Json(http.desk.change_team(user.id, TeamId(id), wish).await?))
}

/// `DELETE /api/v1/teams/{id}`.
pub(crate) async fn remove(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Number(id): Number<u32>,
) -> Result<StatusCode, Error> {
    http.desk.remove_team(user.id, TeamId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/canned`: what this person may use, or for editors all there is.
pub(crate) async fn canned(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
) -> Result<Json<Vec<Canned>>, Error> {
    Ok(Json(http.desk.canned(user.id, user.role >= Role::Editor).await?))
}

/// `POST /api/v1/canned`.
pub(crate) async fn add_canned(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Body(wish): Body<CannedChange>,
) -> Result<(StatusCode, Json<Canned>), Error> {
    Ok((StatusCode::CREATED, Json(http.desk.add_canned(user.id, wish).await?)))
}

/// `PUT /api/v1/canned/{id}`.
pub(crate) async fn change_canned(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Number(id): Number<u32>,
    Body(wish): Body<CannedChange>,
) -> Result<Json<Canned>, Error> {
    Ok(Json(http.desk.change_canned(user.id, id, wish).await?))
}

/// `DELETE /api/v1/canned/{id}`.
pub(crate) async fn remove_canned(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Number(id): Number<u32>,
) -> Result<StatusCode, Error> {
    http.desk.remove_canned(user.id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
