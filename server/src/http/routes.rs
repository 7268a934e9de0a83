//! The routes: every address with its right, in one table.

use axum::{
    Router,
    extract::Request,
    http::StatusCode,
    middleware::from_fn_with_state,
    response::{IntoResponse, Redirect},
    routing::{MethodRouter, get, post},
};
use baton_protocol::people::Role;

use super::{Http, assets, conversations, error::Error, live, pages, rights, rights::Right, session, twin};

/// One address, who may call it, and what answers.
type Route = (&'static str, Right, MethodRouter<Http>);

/// Every address that the server answers.
pub(crate) fn table() -> Vec<Route> {
    use Right::{Anybody, OurPages, Person};
    let analyst = Person(Role::Analyst);
    vec![
        ("/", Anybody, get(pages::home)),
        ("/demo", Anybody, get(async || Redirect::permanent("/demo/"))),
        ("/demo/", Anybody, get(pages::demo)),
        ("/demo/{*path}", Anybody, get(pages::demo)),
        ("/w/{site}", Anybody, get(pages::widget)),
        ("/console", Anybody, get(async || Redirect::permanent("/console/"))),
        ("/console/", Anybody, get(pages::console)),
        ("/console/{*path}", Anybody, get(pages::console)),
        ("/baton.js", Anybody, get(by_path)),
        ("/assets/{*path}", Anybody, get(by_path)),
        ("/healthz", Anybody, get(async || StatusCode::OK)),
        ("/readyz", Anybody, get(session::ready)),
        ("/api/v1/visitor/live", OurPages, get(live::visitor)),
        ("/api/v1/visitor/poll", OurPages, post(twin::visitor_poll)),
        ("/api/v1/visitor/frames", OurPages, post(twin::visitor_frame)),
        ("/api/v1/setup", OurPages, get(session::needs_setup).post(session::set_up)),
        ("/api/v1/session", OurPages, post(session::sign_in)),
        ("/api/v1/session", analyst, get(session::who).delete(session::sign_out)),
        ("/api/v1/agent/live", analyst, get(live::agent)),
        ("/api/v1/agent/poll", analyst, post(twin::agent_poll)),
        ("/api/v1/agent/frames", analyst, post(twin::agent_frame)),
        ("/api/v1/conversations", analyst, get(conversations::list)),
    ]
}

/// The table as a service.
pub(crate) fn router(http: &Http) -> Router {
    let mut router = Router::new();
    for (path, right, method) in table() {
        let check = from_fn_with_state((http.clone(), right), rights::check);
        router = router.route(path, method.layer(check));
    }
    router
        .fallback(async || Error::not_found())
        .method_not_allowed_fallback(async || {
            (StatusCode::METHOD_NOT_ALLOWED, "This address does not answer to that method.").into_response()
        })
        .with_state(http.clone())
}

async fn by_path(request: Request) -> impl IntoResponse {
    assets::file(request.uri().path(), request.headers())
}
