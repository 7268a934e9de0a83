//! Knowledge: the draft's entries and settings, and the playground.

use axum::{
    Extension, Json,
    extract::{Path, State},
    http::StatusCode,
};
use baton_protocol::{
    EntryId, ImportId,
    answering::{Answered, Answering, Ask, Draft},
    knowledge::{Entry, EntryPage, Written},
    rich::Block,
    site::Versioned,
};
use serde::Deserialize;

use super::{
    Http,
    body::{Body, Large},
    error::Error,
    path::Under,
    query::Asked,
    rights::SignedIn,
};
use crate::store::model::EntryFilter;

/// What stands in a list's address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Listed {
    #[serde(default)]
    find: String,
    kind: Option<Kind>,
    import: Option<u32>,
    #[serde(default)]
    changed: bool,
    after: Option<u32>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Pair,
    Article,
}

/// `GET /api/v1/sites/{key}/knowledge`.
pub(crate) async fn list(
    State(http): State<Http>,
    Path(key): Path<String>,
    Asked(listed): Asked<Listed>,
) -> Result<Json<EntryPage>, Error> {
    let filter = EntryFilter {
        find: listed.find.trim().to_owned(),
        pair: listed.kind.map(|kind| kind == Kind::Pair),
        import: listed.import.map(ImportId),
        changed: listed.changed,
        after: listed.after.map(EntryId),
    };
    Ok(Json(http.desk.entries(&key, filter).await?))
}

/// `POST /api/v1/sites/{key}/knowledge`.
pub(crate) async fn add(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
    Large(written): Large<Written>,
) -> Result<(StatusCode, Json<Entry>), Error> {
    Ok((StatusCode::CREATED, Json(http.desk.add_entry(user.id, &key, written).await?)))
}

/// `GET /api/v1/sites/{key}/knowledge/{entry}`.
pub(crate) async fn show(State(http): State<Http>, Under(key, id): Under<u32>) -> Result<Json<Entry>, Error> {
    Ok(Json(http.desk.entry(&key, EntryId(id)).await?))
}

/// `PUT /api/v1/sites/{key}/knowledge/{entry}`.
pub(crate) async fn change(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Under(key, id): Under<u32>,
    Large(wish): Large<Versioned<Written>>,
) -> Result<Json<Entry>, Error> {
    Ok(Json(http.desk.change_entry(user.id, &key, EntryId(id), wish.to, wish.version).await?))
}

/// `DELETE /api/v1/sites/{key}/knowledge/{entry}`.
pub(crate) async fn remove(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Under(key, id): Under<u32>,
) -> Result<StatusCode, Error> {
    http.desk.remove_entry(user.id, &key, EntryId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/sites/{key}/draft`.
pub(crate) async fn draft(State(http): State<Http>, Path(key): Path<String>) -> Result<Json<Draft>, Error> {
    Ok(Json(http.desk.draft(&key).await?))
}

/// `PUT /api/v1/sites/{key}/answering`.
pub(crate) async fn set_answering(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Path(key): Path<String>,
    Body(wish): Body<Versioned<Answering>>,
) -> Result<Json<Draft>, Error> {
    Ok(Json(http.desk.set_answering(user.id, &key, wish).await?))
}

/// `POST /api/v1/sites/{key}/ask`.
pub(crate) async fn ask(
    State(http): State<Http>,
    Path(key): Path<String>,
    Body(ask): Body<Ask>,
) -> Result<Json<Answered>, Error> {
    Ok(Json(http.desk.ask(&key, ask).await?))
}

/// `POST /api/v1/markdown`: a text as visitors will see it. Nothing is kept.
pub(crate) async fn shown(Large(text): Large<String>) -> Json<Vec<Block>> {
    Json(baton_knowledge::blocks(&text))
}
