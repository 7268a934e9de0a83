//! The profile: what people change about themselves. Guesses at a password are throttled like sign-ins.

use axum::{Extension, Json, extract::State, http::StatusCode};
use baton_protocol::{
    people::Person,
    profile::{
        MailChange, PasswordChange, Profile, ProfileChange, RecoveryCodes, TwoFactorCode, TwoFactorEnd,
        TwoFactorSecret,
    },
};

use super::{Http, Peer, body::Body, error::Error, rights::SignedIn, session::admit};
use crate::desk::staff::person;

/// `GET /api/v1/profile`.
pub(crate) async fn show(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
) -> Result<Json<Profile>, Error> {
    let (mail, can_mail) = http.desk.mail_of(&user).await?;
    Ok(Json(Profile { person: person(&user), mail, can_mail, picture: user.picture.clone() }))
}

/// `PUT /api/v1/profile/mail`.
pub(crate) async fn set_mail(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Body(wish): Body<MailChange>,
) -> Result<StatusCode, Error> {
    http.desk.set_mail(&user, wish.mail).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `PUT /api/v1/profile`.
pub(crate) async fn change(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Body(wish): Body<ProfileChange>,
) -> Result<Json<Person>, Error> {
    Ok(Json(http.desk.change_profile(&user, wish).await?))
}

/// `PUT /api/v1/profile/password`: signs out everywhere.
pub(crate) async fn change_password(
    State(http): State<Http>,
    Extension(Peer(address)): Extension<Peer>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Body(wish): Body<PasswordChange>,
) -> Result<StatusCode, Error> {
    admit(&http, address, &user.email)?;
    http.desk.change_password(&user, wish).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/profile/two-factor`.
pub(crate) async fn offer_factor(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
) -> Result<Json<TwoFactorSecret>, Error> {
    Ok(Json(http.desk.offer_factor(&user).await?))
}

/// `PUT /api/v1/profile/two-factor`.
pub(crate) async fn confirm_factor(
    State(http): State<Http>,
    Extension(Peer(address)): Extension<Peer>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Body(wish): Body<TwoFactorCode>,
) -> Result<Json<RecoveryCodes>, Error> {
    admit(&http, address, &user.email)?;
    Ok(Json(http.desk.confirm_factor(&user, &wish.code).await?))
}

/// `DELETE /api/v1/profile/two-factor`.
pub(crate) async fn end_factor(
    State(http): State<Http>,
    Extension(Peer(address)): Extension<Peer>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    Body(wish): Body<TwoFactorEnd>,
) -> Result<StatusCode, Error> {
    admit(&http, address, &user.email)?;
    http.desk.end_factor(&user, wish.password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/v1/profile/picture`.
pub(crate) async fn remove_picture(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
) -> Result<StatusCode, Error> {
    http.desk.set_face(&user, None).await?;
    Ok(StatusCode::NO_CONTENT)
}
