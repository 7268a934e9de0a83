//! Visitors: who they are, and every conversation that they have had.

use axum::{Extension, Json, extract::State};
use baton_protocol::{VisitorId, agent::VisitorRecord};

use super::{Http, error::Error, path::Number, rights::SignedIn};

/// `GET /api/v1/visitors/{id}`.
pub(crate) async fn show(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Number(id): Number<u64>,
) -> Result<Json<VisitorRecord>, Error> {
    Ok(Json(http.desk.visitor_record(VisitorId(id), user.id).await?))
}
