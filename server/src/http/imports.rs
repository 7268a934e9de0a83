//! Imports: what is read from files and pages.

use axum::{
    Extension, Json,
    body::to_bytes,
    extract::{Path, Request, State},
    http::StatusCode,
};
use baton_protocol::{
    Code, ImportId, Refusal,
    knowledge::{Import, ImportWish},
    limits::IMPORT_BYTES,
};
use serde::Deserialize;
use tokio::time::{Duration, timeout};

use super::{Http, body::Body, error::Error, path::Under, query::Asked, rights::SignedIn};

/// A file that takes longer does not end.
const WHOLE: Duration = Duration::from_secs(600);

/// What stands in a file's address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Named {
    #[serde(default)]
    name: String,
}

/// `GET /api/v1/sites/{key}/imports`.
pub(crate) async fn list(
    State(http): State<Http>,
    Path(key): Path<String>,
) -> Result<Json<Vec<Import>>, Error> {
    Ok(Json(http.desk.imports(&key).await?))
}

/// `POST /api/v1/sites/{key}/imports`.
pub(crate) async fn add(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
    Body(wish): Body<ImportWish>,
) -> Result<(StatusCode, Json<Import>), Error> {
    Ok((StatusCode::CREATED, Json(http.desk.add_import(user.id, &key, wish).await?)))
}

/// `POST /api/v1/sites/{key}/imports/file?name=NAME`.
pub(crate) async fn file(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
    Asked(named): Asked<Named>,
    request: Request,
) -> Result<(StatusCode, Json<Import>), Error> {
    let read = timeout(WHOLE, to_bytes(request.into_body(), IMPORT_BYTES)).await;
    let bytes = match read {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(_)) => {
            let why = Refusal::new(Code::TooLong, "The file is larger than 20 MB, or broke off.");
            return Err(Error::new(StatusCode::PAYLOAD_TOO_LARGE, why));
        }
        Err(_) => {
            let why = Refusal::new(Code::Malformed, "The file did not arrive in time.");
            return Err(Error::new(StatusCode::REQUEST_TIMEOUT, why));
        }
    };
    let import = http.desk.import_file(user.id, &key, &named.name, bytes.to_vec()).await?;
    Ok((StatusCode::CREATED, Json(import)))
}

/// `PUT /api/v1/sites/{key}/imports/{id}`.
pub(crate) async fn change(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Under(key, id): Under<u32>,
    Body(wish): Body<ImportWish>,
) -> Result<Json<Import>, Error> {
    Ok(Json(http.desk.change_import(user.id, &key, ImportId(id), wish).await?))
}

/// `DELETE /api/v1/sites/{key}/imports/{id}`.
pub(crate) async fn remove(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Under(key, id): Under<u32>,
) -> Result<StatusCode, Error> {
    http.desk.remove_import(user.id, &key, ImportId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/sites/{key}/imports/{id}/run`.
pub(crate) async fn run(State(http): State<Http>, Under(key, id): Under<u32>) -> Result<Json<Import>, Error> {
    Ok(Json(http.desk.read_again(&key, ImportId(id)).await?))
}

/// `POST /api/v1/sites/{key}/imports/{id}/stop`.
pub(crate) async fn stop(
    State(http): State<Http>,
    Under(key, id): Under<u32>,
) -> Result<Json<Import>, Error> {
    Ok(Json(http.desk.stop_import(&key, ImportId(id)).await?))
}
