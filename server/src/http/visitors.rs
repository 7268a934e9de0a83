//! Visitors: who they are, and every conversation that they have had.

use axum::{
    Extension, Json,
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION},
    response::IntoResponse,
};
use baton_protocol::{
    VisitorId,
    agent::{Erased, VisitorRecord},
};

use super::{Http, error::Error, path::Number, rights::SignedIn};

/// `GET /api/v1/visitors/{id}`.
pub(crate) async fn show(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Number(id): Number<u64>,
) -> Result<Json<VisitorRecord>, Error> {
    Ok(Json(http.desk.visitor_record(VisitorId(id), user.id).await?))
}

/// `GET /api/v1/visitors/{id}/export`: everything, as a file.
pub(crate) async fn export(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Number(id): Number<u64>,
) -> Result<impl IntoResponse, Error> {
    let all = http.desk.export_visitor(VisitorId(id), user.id).await?;
    let file = "attachment; filename=\"visitor.json\"";
    Ok(([(CONTENT_DISPOSITION, file), (CACHE_CONTROL, "no-store")], Json(all)))
}

/// `DELETE /api/v1/visitors/{id}`: erases everything, and says what.
pub(crate) async fn erase(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Number(id): Number<u64>,
) -> Result<Json<Erased>, Error> {
    Ok(Json(http.desk.erase_visitor(VisitorId(id), user.id).await?))
}
