//! The routes: every address with its right, in one table.

use axum::{
    Router,
    extract::Request,
    http::StatusCode,
    middleware::from_fn_with_state,
    response::{IntoResponse, Redirect},
    routing::{MethodRouter, delete, get, post, put},
};
use baton_protocol::people::Role;

use super::{
    Http, assets, conversations, error::Error, files, imports, knowledge, line, live, loader, models, pages,
    past, people, plain, profile, publishing, push, reports, rights, rights::Right, session, sites, teaching,
    teams, twin, visitors,
};

/// One address, who may call it, and what answers.
type Route = (&'static str, Right, MethodRouter<Http>);

/// Every address that the server answers.
pub(crate) fn table() -> Vec<Route> {
    let mut table = for_anybody();
    table.extend(for_people());
    table
}

/// Pages, files, visitors, and whoever is about to sign in.
fn for_anybody() -> Vec<Route> {
    use Right::{Anybody, Line, OurPages};
    vec![
        ("/", Anybody, get(pages::home)),
        ("/demo", Anybody, get(async || Redirect::permanent("/demo/"))),
        ("/demo/", Anybody, get(pages::demo)),
        ("/demo/{*path}", Anybody, get(pages::demo)),
        ("/w/{site}", Anybody, get(pages::widget)),
        ("/w/{site}/message", OurPages, get(plain::form).post(plain::leave)),
        ("/console", Anybody, get(async || Redirect::permanent("/console/"))),
        ("/console/", Anybody, get(pages::console)),
        ("/console/worker.js", Anybody, get(by_path)),
        ("/console/{*path}", Anybody, get(pages::console)),
        ("/baton.js", Anybody, get(loader::loader)),
        ("/baton-panel.js", Anybody, get(by_path)),
        ("/assets/{*path}", Anybody, get(by_path)),
        ("/healthz", Anybody, get(async || StatusCode::OK)),
        ("/readyz", Anybody, get(session::ready)),
        ("/api/v1/visitor/live", OurPages, get(live::visitor)),
        ("/api/v1/visitor/poll", OurPages, post(twin::visitor_poll)),
        ("/api/v1/visitor/frames", OurPages, post(twin::visitor_frame)),
        ("/api/v1/visitor/identity", OurPages, post(past::identify).delete(past::forget)),
        ("/api/v1/visitor/conversations", OurPages, get(past::list)),
        ("/api/v1/visitor/conversations/{id}", OurPages, get(past::page)),
        ("/api/v1/visitor/conversations/{id}/transcript", OurPages, get(past::transcript).post(past::mail)),
        ("/api/v1/setup", OurPages, get(session::needs_setup).post(session::set_up)),
        ("/api/v1/session", OurPages, post(session::sign_in)),
        ("/api/v1/visitor/files", OurPages, post(files::visitor_upload)),
        ("/api/v1/visitor/files/{id}", OurPages, get(files::visitor_file)),
        ("/api/v1/pictures/{id}", Anybody, get(files::picture)),
        ("/api/v1/invitation", OurPages, post(people::join)),
        ("/line/webhook/{site}", Line, post(line::deliver)),
        ("/line/files/{signed}", Anybody, get(line::file)),
        ("/line/files/{signed}/preview", Anybody, get(line::preview)),
        ("/line/faces/{id}", Anybody, get(line::icon)),
        ("/line/files/{signed}/large", Anybody, get(line::large)),
    ]
}

/// Whoever is signed in.
fn for_people() -> Vec<Route> {
    let [analyst, editor, admin] = [Role::Analyst, Role::Editor, Role::Admin].map(Right::Person);
    vec![
        ("/api/v1/session", analyst, get(session::who).delete(session::sign_out)),
        ("/api/v1/agent/live", analyst, get(live::agent)),
        ("/api/v1/agent/poll", analyst, post(twin::agent_poll)),
        ("/api/v1/agent/frames", analyst, post(twin::agent_frame)),
        ("/api/v1/conversations", analyst, get(conversations::list)),
        ("/api/v1/conversations/export", analyst, get(conversations::export)),
        ("/api/v1/conversations/{id}/files", analyst, post(files::agent_upload)),
        ("/api/v1/conversations/{id}/resend", analyst, post(line::resend)),
        ("/api/v1/files/{id}", analyst, get(files::agent_file)),
        ("/api/v1/labels", analyst, get(conversations::labels)),
        ("/api/v1/visitors/{id}", analyst, get(visitors::show)),
        ("/api/v1/visitors/{id}/picture", analyst, get(line::face)),
        ("/api/v1/visitors/{id}", admin, delete(visitors::erase)),
        ("/api/v1/visitors/{id}/export", admin, get(visitors::export)),
        ("/api/v1/profile", analyst, get(profile::show).put(profile::change)),
        ("/api/v1/profile/picture", analyst, post(files::face_upload).delete(profile::remove_picture)),
        ("/api/v1/profile/password", analyst, put(profile::change_password)),
        (
            "/api/v1/profile/two-factor",
            analyst,
            post(profile::offer_factor).put(profile::confirm_factor).delete(profile::end_factor),
        ),
        ("/api/v1/profile/mail", analyst, put(profile::set_mail)),
        ("/api/v1/push", analyst, get(push::key).put(push::subscribe).delete(push::unsubscribe)),
        ("/api/v1/people", analyst, get(people::list)),
        ("/api/v1/people", admin, post(people::invite)),
        ("/api/v1/people/{id}", admin, put(people::change)),
        ("/api/v1/people/{id}/invitation", admin, post(people::invite_again)),
        ("/api/v1/people/{id}/two-factor", admin, delete(people::forget_factor)),
        ("/api/v1/teams", analyst, get(teams::list)),
        ("/api/v1/teams", admin, post(teams::add)),
        ("/api/v1/teams/{id}", admin, put(teams::change).delete(teams::remove)),
        ("/api/v1/canned", analyst, get(teams::canned)),
        ("/api/v1/canned", editor, post(teams::add_canned)),
        ("/api/v1/canned/{id}", editor, put(teams::change_canned).delete(teams::remove_canned)),
        ("/api/v1/sites", analyst, get(sites::list)),
        ("/api/v1/sites", admin, post(sites::add)),
        ("/api/v1/sites/{key}/agent", editor, put(sites::set_agent)),
        ("/api/v1/sites/{key}/picture", editor, post(files::picture_upload)),
        ("/api/v1/sites/{key}/embed", admin, put(sites::set_embed)),
        ("/api/v1/sites/{key}/secret", admin, get(sites::secret).post(sites::make_secret)),
        ("/api/v1/sites/{key}/refused", admin, get(sites::refused).post(sites::admit).delete(sites::dismiss)),
        ("/api/v1/sites/{key}/knowledge", editor, get(knowledge::list).post(knowledge::add)),
        (
            "/api/v1/sites/{key}/knowledge/{entry}",
            editor,
            get(knowledge::show).put(knowledge::change).delete(knowledge::remove),
        ),
        ("/api/v1/markdown", editor, post(knowledge::shown)),
        ("/api/v1/sites/{key}/draft", editor, get(knowledge::draft)),
        ("/api/v1/sites/{key}/answering", editor, put(knowledge::set_answering)),
        ("/api/v1/sites/{key}/ask", editor, post(knowledge::ask)),
        ("/api/v1/sites/{key}/imports", editor, get(imports::list).post(imports::add)),
        ("/api/v1/sites/{key}/imports/file", editor, post(imports::file)),
        ("/api/v1/sites/{key}/imports/{id}", editor, put(imports::change).delete(imports::remove)),
        ("/api/v1/sites/{key}/imports/{id}/run", editor, post(imports::run)),
        ("/api/v1/sites/{key}/imports/{id}/stop", editor, post(imports::stop)),
        ("/api/v1/sites/{key}/tests", editor, get(publishing::tests).post(publishing::add_test)),
        ("/api/v1/sites/{key}/tests/{id}", editor, delete(publishing::remove_test)),
        ("/api/v1/sites/{key}/check", editor, post(publishing::check)),
        ("/api/v1/sites/{key}/publish", editor, post(publishing::publish)),
        ("/api/v1/sites/{key}/versions", editor, get(publishing::versions)),
        ("/api/v1/sites/{key}/versions/{number}", editor, get(publishing::compare)),
        ("/api/v1/sites/{key}/versions/{number}/restore", editor, post(publishing::restore)),
        ("/api/v1/conversations/{id}/teach", analyst, get(teaching::taught).post(teaching::teach)),
        ("/api/v1/sites/{key}/lessons", editor, get(teaching::lessons)),
        ("/api/v1/sites/{key}/lessons/{id}", editor, post(teaching::settle_lesson)),
        (
            "/api/v1/sites/{key}/unanswered",
            editor,
            get(teaching::unanswered).post(teaching::settle_unanswered),
        ),
        ("/api/v1/sites/{key}/answers", editor, get(teaching::answers)),
        ("/api/v1/sites/{key}/model", admin, get(models::show).put(models::set).delete(models::end)),
        ("/api/v1/sites/{key}/model/try", admin, post(models::try_out)),
        ("/api/v1/sites/{key}/line", admin, get(line::show).put(line::connect).delete(line::disconnect)),
        ("/api/v1/sites/{key}/line/check", admin, post(line::check)),
        ("/api/v1/reports", editor, get(reports::show)),
        ("/api/v1/reports/export", editor, get(reports::export)),
        ("/api/v1/today", analyst, get(reports::today)),
        ("/api/v1/audit", admin, get(people::audit)),
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
