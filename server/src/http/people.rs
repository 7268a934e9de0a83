//! People: whom admins invite and change; coming in by an invitation; the audit log.

use axum::{
    Extension, Json,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use baton_protocol::{
    AgentId,
    people::{AuditPage, Invite, Invited, Join, Person, PersonChange},
};
use serde::Deserialize;

use super::{Http, Peer, body::Body, error::Error, path::Number, rights::SignedIn, session};

/// `GET /api/v1/people`.
pub(crate) async fn list(State(http): State<Http>) -> Json<Vec<Person>> {
    Json(http.desk.staff())
}

/// `POST /api/v1/people`: invites somebody.
pub(crate) async fn invite(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Body(wish): Body<Invite>,
) -> Result<(StatusCode, Json<Invited>), Error> {
    Ok((StatusCode::CREATED, Json(http.desk.invite(user.id, wish).await?)))
}

/// `POST /api/v1/people/{id}/invitation`: a new link.
pub(crate) async fn invite_again(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Number(id): Number<u32>,
) -> Result<(StatusCode, Json<Invited>), Error> {
    Ok((StatusCode::CREATED, Json(http.desk.invite_again(user.id, AgentId(id)).await?)))
}

/// `PUT /api/v1/people/{id}`.
pub(crate) async fn change(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Number(id): Number<u32>,
    Body(wish): Body<PersonChange>,
) -> Result<Json<Person>, Error> {
    Ok(Json(http.desk.change_person(user.id, AgentId(id), wish).await?))
}

/// `DELETE /api/v1/people/{id}/two-factor`.
pub(crate) async fn forget_factor(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Number(id): Number<u32>,
) -> Result<StatusCode, Error> {
    http.desk.forget_factor(user.id, AgentId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/invitation`: chooses a password, and signs in.
pub(crate) async fn join(
    State(http): State<Http>,
    Extension(Peer(address)): Extension<Peer>,
    headers: HeaderMap,
    Body(wish): Body<Join>,
) -> Result<Response, Error> {
    session::admit(&http, address, wish.token.get(..43).unwrap_or_default())?;
    let user = http.desk.join(wish).await?;
    session::signed_in(&http, &headers, &user, StatusCode::CREATED).await
}

/// Where the audit log is to begin.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditQuery {
    before: Option<String>,
}

/// `GET /api/v1/audit`: newest first.
pub(crate) async fn audit(
    State(http): State<Http>,
    query: Result<Query<AuditQuery>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<AuditPage>, Error> {
    let Query(query) = query.map_err(|_| Error::invalid("The audit log knows `before` alone."))?;
    let before = match query.before.map(|before| before.parse()) {
        None => None,
        Some(Ok(before)) => Some(before),
        Some(Err(_)) => return Err(Error::invalid("This is not a place in the audit log.")),
    };
    Ok(Json(http.desk.audit(before).await?))
}
