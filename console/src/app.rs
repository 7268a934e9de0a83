//! console: the addresses of its pages, and who may see them.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::{ParentRoute, Route, Router, Routes},
    hooks::{use_location, use_navigate},
    path,
};

use crate::{
    dashboard::Dashboard,
    hub::Hub,
    later,
    session::{Session, Stage},
    settings::Settings,
    shell::Shell,
    sign_in::SignInPage,
    words::t,
};

#[component]
pub(crate) fn App() -> impl IntoView {
    let session = Session::new();
    provide_context(session);
    session.begin();
    view! {
        <Router base="/console">
            <Guide/>
            <Routes fallback=Lost>
                <Route path=path!("/sign-in") view=SignInPage/>
                <Route path=path!("/setup") view=later::set_up()/>
                <Route path=path!("/invitation") view=later::invitation()/>
                <ParentRoute path=path!("") view=Shell>
                    <Route path=path!("") view=Dashboard/>
                    <Route path=path!("/hub/:conversation?") view=Hub/>
                    <Route path=path!("/conversations") view=later::conversations()/>
                    <Route path=path!("/reports") view=later::reports()/>
                    <ParentRoute path=path!("") view=Settings>
                        <Route path=path!("/profile") view=later::profile()/>
                        <Route path=path!("/agent") view=later::agent()/>
                        <Route path=path!("/answers") view=later::answers()/>
                        <Route path=path!("/knowledge") view=later::knowledge()/>
                        <Route path=path!("/playground") view=later::playground()/>
                        <Route path=path!("/publish") view=later::publish()/>
                        <Route path=path!("/lessons") view=later::lessons()/>
                        <Route path=path!("/canned") view=later::canned()/>
                        <Route path=path!("/people") view=later::people()/>
                        <Route path=path!("/teams") view=later::teams()/>
                        <Route path=path!("/sites") view=later::sites()/>
                        <Route path=path!("/audit") view=later::audit()/>
                    </ParentRoute>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// Sends whoever is not signed in to the sign-in page, and back to where they were going.
#[component]
fn Guide() -> impl IntoView {
    let session = crate::session::use_session();
    let location = use_location();
    let go = use_navigate();
    let replace = || NavigateOptions { resolve: false, replace: true, ..NavigateOptions::default() };
    Effect::new({
        let go = go.clone();
        move |_| {
            let stage = session.stage.get();
            let path = location.pathname.get();
            let outside = ["/sign-in", "/setup", "/invitation"].iter().any(|door| path.ends_with(door));
            match stage {
                Stage::SignedOut if !outside => {
                    let to = format!("{path}{}", query(&location.search.get_untracked()));
                    let to = js_sys::encode_uri_component(&to);
                    go(&format!("/console/sign-in?to={to}"), replace());
                }
                Stage::SignedIn if outside => {
                    let wanted = location.query.with_untracked(|query| query.get("to"));
                    // Only a page of the console: an address from outside must not send anybody elsewhere.
                    let to =
                        wanted.filter(|to| to.starts_with("/console/")).unwrap_or_else(|| "/console/".into());
                    go(&to, replace());
                }
                Stage::Asking | Stage::Unreachable | Stage::SignedOut | Stage::SignedIn => {}
            }
        }
    });
    Effect::new(move |_| {
        if let Some(to) = session.go.get() {
            session.go.set(None);
            go(&to, NavigateOptions { resolve: false, ..NavigateOptions::default() });
        }
    });
}

fn query(search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => String::new(),
        search => format!("?{search}"),
    }
}

#[component]
fn Lost() -> impl IntoView {
    view! {
        <main class="lost">
            <h1>{t("lost.title")}</h1>
            <a class="button" href="/console/">{t("lost.home")}</a>
        </main>
    }
}
