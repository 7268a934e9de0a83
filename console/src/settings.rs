//! console: the pages on which things are set, with a list of those that my role may use.

mod copy;

use baton_protocol::people::Role;
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};

pub(crate) use copy::Copy;

use crate::{session::use_session, words::t};

#[component]
pub(crate) fn Settings() -> impl IntoView {
    view! {
        <div class="settings">
            <nav class="settings-pages" aria-label=t("settings.pages")>
                <Page role=Role::Analyst to="/console/profile" name=t("page.profile")/>
                <AgentPages/>
                <Page role=Role::Editor to="/console/canned" name=t("page.canned")/>
                <Page role=Role::Admin to="/console/people" name=t("page.people")/>
                <Page role=Role::Admin to="/console/teams" name=t("page.teams")/>
                <Page role=Role::Admin to="/console/sites" name=t("page.sites")/>
                <Page role=Role::Admin to="/console/audit" name=t("page.audit")/>
            </nav>
            <div class="settings-page"><Outlet/></div>
        </div>
    }
}

/// What makes the AI agent what it is.
#[component]
fn AgentPages() -> impl IntoView {
    let session = use_session();
    view! {
        <Show when=move || session.may(Role::Editor)>
            <div class="settings-group" role="group" aria-labelledby="settings-agent">
                <p class="settings-group-name" id="settings-agent">{t("author.ai")}</p>
                <Page role=Role::Editor to="/console/agent" name=t("page.agent")/>
                <Page role=Role::Editor to="/console/answers" name=t("page.answers")/>
                <Page role=Role::Editor to="/console/knowledge" name=t("page.knowledge")/>
                <Page role=Role::Editor to="/console/playground" name=t("page.playground")/>
                <Page role=Role::Editor to="/console/publish" name=t("page.publish")/>
                <Page role=Role::Editor to="/console/lessons" name=t("page.lessons")/>
            </div>
        </Show>
    }
}

#[component]
fn Page(role: Role, to: &'static str, name: &'static str) -> impl IntoView {
    let session = use_session();
    let path = use_location().pathname;
    view! {
        <Show when=move || session.may(role)>
            <a
                class="settings-link" href=to
                aria-current=move || path.with(|path| path.trim_end_matches('/') == to).then_some("page")
            >
                {name}
            </a>
        </Show>
    }
}

/// A page's heading and content, for those whose role is at least this one.
#[component]
pub(crate) fn Sheet(role: Role, title: &'static str, children: ChildrenFn) -> impl IntoView {
    let session = use_session();
    view! {
        <h1 class="settings-title">{title}</h1>
        <Show
            when=move || session.may(role)
            fallback=|| view! { <p class="warning">{t("settings.not_yours")}</p> }
        >
            {children()}
        </Show>
    }
}
