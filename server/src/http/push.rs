//! Push subscriptions: the server's key, and this session's browser.

use axum::{Extension, Json, extract::State, http::StatusCode};
use baton_protocol::push::{PushKey, Subscription};

use super::{Http, body::Body, error::Error, rights::SignedIn};

/// `GET /api/v1/push`.
pub(crate) async fn key(State(http): State<Http>) -> Json<PushKey> {
    Json(PushKey { key: http.desk.away.push.public_key() })
}

/// `PUT /api/v1/push`.
pub(crate) async fn subscribe(
    State(http): State<Http>,
    Extension(SignedIn { user, session }): Extension<SignedIn>,
    Body(wish): Body<Subscription>,
) -> Result<StatusCode, Error> {
    http.desk.subscribe(&user, session, wish).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/v1/push`.
pub(crate) async fn unsubscribe(
    State(http): State<Http>,
    Extension(SignedIn { session, .. }): Extension<SignedIn>,
) -> Result<StatusCode, Error> {
    http.desk.unsubscribe(session).await?;
    Ok(StatusCode::NO_CONTENT)
}
