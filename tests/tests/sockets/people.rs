//! tests: people: invited, changed and deactivated by admins; their passwords, their second factor, and the audit log.

mod audit;
mod factors;
mod invitations;
mod passwords;
mod profiles;
mod roles;

use baton_protocol::people::{Join, Person as Colleague, PersonChange};
use baton_tests::{
    http::{Http, success},
    server::Server,
};
use reqwest::{Response, StatusCode};

/// An admin makes this of somebody, as they now are.
async fn change(admin: &Http, of: &Colleague, make: impl FnOnce(&mut PersonChange)) -> Response {
    let mut wish =
        PersonChange { role: of.role, active: of.active, teams: of.teams.clone(), version: of.version };
    make(&mut wish);
    admin.put(&format!("/api/v1/people/{}", of.id.0), &wish).await
}

/// The same, which is a success.
async fn changed(admin: &Http, of: &Colleague, make: impl FnOnce(&mut PersonChange)) -> Colleague {
    success("a change", change(admin, of, make).await).await
}

/// Somebody who was invited chooses this password.
async fn joins(server: &Server, token: &str, password: &str) -> Response {
    let wish = Join { token: token.to_owned(), password: password.to_owned() };
    Http::new(server).post("/api/v1/invitation", &wish).await
}

/// Whether this cookie still opens anything.
async fn is_out(server: &Server, cookie: &str) -> bool {
    Http::with_cookie(server, cookie).get("/api/v1/session").await.status() == StatusCode::UNAUTHORIZED
}
