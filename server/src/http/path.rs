//! Numbers in addresses. Whatever is no number of ours names nothing, like a number that nobody has.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

use super::error::Error;

/// A number at the end of an address, or 404.
pub(crate) struct Number<N>(pub(crate) N);

impl<N: std::str::FromStr, S: Send + Sync> FromRequestParts<S> for Number<N> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Path(text) =
            Path::<String>::from_request_parts(parts, state).await.map_err(|_| Error::not_found())?;
        number(&text).map(Self)
    }
}

/// A name, and under it a number at the end of an address, or 404.
pub(crate) struct Under<N>(pub(crate) String, pub(crate) N);

impl<N: std::str::FromStr, S: Send + Sync> FromRequestParts<S> for Under<N> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Path((name, text)) = Path::<(String, String)>::from_request_parts(parts, state)
            .await
            .map_err(|_| Error::not_found())?;
        Ok(Self(name, number(&text)?))
    }
}

fn number<N: std::str::FromStr>(text: &str) -> Result<N, Error> {
    // `+7` and `007` parse, but are nobody's name for a thing.
    let plain = !text.starts_with('+') && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| plain).ok_or_else(Error::not_found)
}
