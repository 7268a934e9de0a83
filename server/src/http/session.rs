//! Sessions: the first admin, signing in, who am I, signing out; and whether the server is ready.

use axum::{
    Extension, Json,
    extract::State,
    http::{
        HeaderMap, StatusCode,
        header::{CACHE_CONTROL, SET_COOKIE},
    },
    response::{IntoResponse, Response},
};
use baton_protocol::people::{SetUp, SignIn};

use super::{
    Http, Peer,
    body::Body,
    error::Error,
    rights::{COOKIE, SignedIn},
};
use crate::{
    desk::people::{SESSION_MS, me},
    store::model::User,
};

/// `GET /api/v1/setup`: 204 while the first admin is still to be created.
pub(crate) async fn needs_setup(State(http): State<Http>) -> Result<StatusCode, Error> {
    if http.desk.needs_setup() { Ok(StatusCode::NO_CONTENT) } else { Err(Error::not_found()) }
}

/// `POST /api/v1/setup`: creates the first admin and signs them in.
pub(crate) async fn set_up(
    State(http): State<Http>,
    Extension(Peer(address)): Extension<Peer>,
    headers: HeaderMap,
    Body(wish): Body<SetUp>,
) -> Result<Response, Error> {
    admit(&http, address, &wish.email)?;
    let user = http.desk.set_up(wish).await?;
    signed_in(&http, &headers, &user, StatusCode::CREATED).await
}

/// `POST /api/v1/session`: signs in. The session's token is new each time.
pub(crate) async fn sign_in(
    State(http): State<Http>,
    Extension(Peer(address)): Extension<Peer>,
    headers: HeaderMap,
    Body(wish): Body<SignIn>,
) -> Result<Response, Error> {
    admit(&http, address, &wish.email)?;
    let user = http.desk.sign_in(wish).await?;
    signed_in(&http, &headers, &user, StatusCode::OK).await
}

/// `GET /api/v1/session`: who am I.
pub(crate) async fn who(Extension(signed_in): Extension<SignedIn>) -> impl IntoResponse {
    ([(CACHE_CONTROL, "no-store")], Json(me(&signed_in.user)))
}

/// `DELETE /api/v1/session`: signs out, open sockets included.
pub(crate) async fn sign_out(
    State(http): State<Http>,
    Extension(signed_in): Extension<SignedIn>,
) -> Result<Response, Error> {
    http.desk.end_session(signed_in.session, signed_in.user.id).await?;
    let gone = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, gone)]).into_response())
}

/// `GET /readyz`: the store answers.
pub(crate) async fn ready(State(http): State<Http>) -> StatusCode {
    match http.desk.store.epoch().await {
        Ok(_) => StatusCode::OK,
        Err(error) => {
            tracing::warn!(%error, "not ready");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

pub(super) fn admit(http: &Http, address: std::net::IpAddr, email: &str) -> Result<(), Error> {
    http.throttle.sign_ins.admit(address, email).map_err(|seconds| {
        Error::slow_down("Too many attempts. Please wait a little and try again.", seconds)
    })
}

pub(super) async fn signed_in(
    http: &Http,
    headers: &HeaderMap,
    user: &User,
    status: StatusCode,
) -> Result<Response, Error> {
    let token = http.desk.open_session(user).await?;
    let secure = if is_https(http, headers) { "; Secure" } else { "" };
    let seconds = SESSION_MS / 1_000;
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    let headers = [(CACHE_CONTROL, "no-store".to_owned()), (SET_COOKIE, cookie)];
    Ok((status, headers, Json(me(user))).into_response())
}

/// Browsers keep `Secure` cookies only from HTTPS; a server on loopback has none. A forged header could only make the
/// forger's own cookie stricter.
fn is_https(http: &Http, headers: &HeaderMap) -> bool {
    match &http.public_url {
        Some(url) => url.starts_with("https://"),
        None => headers.get("x-forwarded-proto").is_some_and(|proto| proto == "https"),
    }
}
