//! Rights: who may call a route. Checked in one place, before any handler runs.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header::UPGRADE},
    middleware::Next,
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use baton_protocol::people::Role;

use super::{
    Http,
    error::Error,
    line,
    origin::{From, origin},
};
use crate::store::model::{TokenHash, User};

/// The cookie that holds a live agent's session.
pub(crate) const COOKIE: &str = "baton_session";

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Right {
    /// Anybody, from anywhere: pages, files, health.
    Anybody,
    /// Anybody, but a browser only from our own pages: signing in, and visitors, whose token is in the body or the
    /// `Authorization` header and is checked by the desk.
    OurPages,
    /// A person who is signed in, with this role or a higher one; changes and sockets only from our own pages.
    Person(Role),
    /// LINE, by its signature over the body: with one that can be read it gets as far as the handler, which checks it.
    Line,
}

/// The person behind a request, once their right is checked.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn {
    pub(crate) user: User,
    pub(crate) session: TokenHash,
}

/// Lets a request through to its handler, or not.
pub(crate) async fn check(
    State((http, right)): State<(Http, Right)>,
    cookies: CookieJar,
    mut request: Request,
    next: Next,
) -> Response {
    let from = origin(request.headers(), http.public_url.as_deref());
    match right {
        Right::Anybody => {}
        Right::Line => {
            if line::signature(request.headers()).is_none() {
                return line::unsigned().into_response();
            }
        }
        Right::OurPages => {
            if from == From::Elsewhere {
                return elsewhere();
            }
        }
        Right::Person(least) => {
            let changes = request.method() != Method::GET || upgrades(request.headers());
            if from == From::Elsewhere || (changes && from != From::OurPage) {
                return elsewhere();
            }
            let token: Option<String> = cookies.get(COOKIE).map(|cookie| cookie.value().to_owned());
            let session = match token {
                Some(token) => http.desk.session(&token).await,
                None => Ok(None),
            };
            match session {
                Ok(Some((session, user))) if user.role >= least => {
                    request.extensions_mut().insert(SignedIn { user, session });
                }
                Ok(Some(_)) => return Error::forbidden("Your role does not allow this.").into_response(),
                Ok(None) => return Error::unauthorized().into_response(),
                Err(refusal) => return Error::from(refusal).into_response(),
            }
        }
    }
    next.run(request).await
}

fn upgrades(headers: &HeaderMap) -> bool {
    headers.contains_key(UPGRADE)
}

fn elsewhere() -> Response {
    Error::forbidden("This can only be done from this server's own pages.").into_response()
}
