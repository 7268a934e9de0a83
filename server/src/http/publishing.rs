//! Publishing: tests, checks and versions.

use axum::{
    Extension, Json,
    extract::{Path, State},
    http::StatusCode,
};
use baton_protocol::{
    TestId,
    publishing::{Check, Compared, Publish, Test, TestWish, Version},
};
use serde::Deserialize;

use super::{Http, body::Body, error::Error, path::Under, query::Asked, rights::SignedIn};

/// What stands in a comparison's address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Against {
    against: Option<u32>,
}

/// `GET /api/v1/sites/{key}/tests`.
pub(crate) async fn tests(
    State(http): State<Http>,
    Path(key): Path<String>,
) -> Result<Json<Vec<Test>>, Error> {
    Ok(Json(http.desk.tests(&key).await?))
}

/// `POST /api/v1/sites/{key}/tests`.
pub(crate) async fn add_test(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
    Body(wish): Body<TestWish>,
) -> Result<(StatusCode, Json<Test>), Error> {
    Ok((StatusCode::CREATED, Json(http.desk.add_test(user.id, &key, wish).await?)))
}

/// `DELETE /api/v1/sites/{key}/tests/{id}`.
pub(crate) async fn remove_test(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Under(key, id): Under<u32>,
) -> Result<StatusCode, Error> {
    http.desk.remove_test(user.id, &key, TestId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/sites/{key}/check`.
pub(crate) async fn check(State(http): State<Http>, Path(key): Path<String>) -> Result<Json<Check>, Error> {
    Ok(Json(http.desk.check(&key).await?))
}

/// `POST /api/v1/sites/{key}/publish`.
pub(crate) async fn publish(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
    Body(wish): Body<Publish>,
) -> Result<Json<Version>, Error> {
    Ok(Json(http.desk.publish(user.id, &key, wish).await?))
}

/// `GET /api/v1/sites/{key}/versions`.
pub(crate) async fn versions(
    State(http): State<Http>,
    Path(key): Path<String>,
) -> Result<Json<Vec<Version>>, Error> {
    Ok(Json(http.desk.versions(&key).await?))
}

/// `GET /api/v1/sites/{key}/versions/{number}?against=N`.
pub(crate) async fn compare(
    State(http): State<Http>,
    Under(key, number): Under<u32>,
    Asked(against): Asked<Against>,
) -> Result<Json<Compared>, Error> {
    Ok(Json(http.desk.compare_versions(&key, number, against.against).await?))
}

/// `POST /api/v1/sites/{key}/versions/{number}/restore`.
pub(crate) async fn restore(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Under(key, number): Under<u32>,
) -> Result<Json<Version>, Error> {
    Ok(Json(http.desk.restore(user.id, &key, number).await?))
}
