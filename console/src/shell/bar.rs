//! console: the slim bar at the top: the pages, my switch, who is available, and me.

use baton_protocol::people::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    names,
    session::use_session,
    words::{plural, t},
};

/// The pages on which things are set.
const PAGES: [&str; 12] = [
    "profile",
    "agent",
    "answers",
    "knowledge",
    "playground",
    "publish",
    "lessons",
    "canned",
    "people",
    "teams",
    "sites",
    "audit",
];

#[component]
pub(crate) fn Bar() -> impl IntoView {
    let session = use_session();
    let ringing = Memo::new(move |_| session.cards.with(|cards| cards.ringing()));
    view! {
        <header class="bar">
            <a class="bar-brand" href="/console/">{t("brand.name")}</a>
            <nav class="bar-pages" aria-label=t("bar.pages")>
                <Page to="/console/" name=t("page.dashboard")/>
                <Page to="/console/hub" name=t("page.hub")>
                    <Show when=move || ringing.get() != 0>
                        <span class="count count-waiting" aria-hidden="true">{ringing}</span>
                    </Show>
                </Page>
                <Page to="/console/conversations" name=t("page.conversations")/>
                <Show when=move || session.may(Role::Editor)>
                    <Page to="/console/reports" name=t("page.reports")/>
                </Show>
                <SettingsPage/>
            </nav>
            <div class="bar-me">
                <span class="bar-available">
                    {move || match session.available.get() {
                        0 => t("available.none").to_owned(),
                        count => plural(count, "available.one", "available.many"),
                    }}
                </span>
                <Switch/>
                <Me/>
            </div>
        </header>
    }
}

#[component]
fn Page(to: &'static str, name: &'static str, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let path = use_location().pathname;
    let here = move || {
        path.with(|path| {
            let path = path.trim_end_matches('/');
            let to = to.trim_end_matches('/');
            path == to
                || (to != "/console" && path.strip_prefix(to).is_some_and(|rest| rest.starts_with('/')))
        })
    };
    view! {
        <a class="bar-page" href=to aria-current=move || here().then_some("page")>
            {name}
            {children.map(|children| children())}
        </a>
    }
}

/// The pages on which things are set: the first that my role may do more with than its own profile.
#[component]
fn SettingsPage() -> impl IntoView {
    let session = use_session();
    let path = use_location().pathname;
    let to = move || {
        if session.may(Role::Admin) {
            "/console/people"
        } else if session.may(Role::Editor) {
            "/console/agent"
        } else {
            "/console/profile"
        }
    };
    let here = move || {
        path.with(|path| {
            let page = path.trim_start_matches("/console/").trim_end_matches('/');
            PAGES.contains(&page)
        })
    };
    view! {
        <a class="bar-page" href=to aria-current=move || here().then_some("true")>{t("page.settings")}</a>
    }
}

#[component]
fn Switch() -> impl IntoView {
    let session = use_session();
    view! {
        <button
            type="button"
            class="switch"
            role="switch"
            aria-checked=move || session.switch.get().to_string()
            on:click=move |_| session.make_available(!session.switch.get_untracked())
        >
            <span class="switch-track" aria-hidden="true"><span class="switch-thumb"></span></span>
            {t("switch.available")}
        </button>
    }
}

#[component]
fn Me() -> impl IntoView {
    let session = use_session();
    let name = Memo::new(move |_| {
        session.me.with(|me| {
            me.as_ref().map(|me| format!("{} {}", me.first_name, me.last_name)).unwrap_or_default()
        })
    });
    view! {
        <a class="bar-name" href="/console/profile" title=move || session.me.with(|me| me.as_ref().map(|me| me.email.clone()))>
            <span class="face face-small" aria-hidden="true">{move || name.with(|name| names::initials(name))}</span>
            <span class="bar-name-text" dir="auto">{name}</span>
        </a>
        <button type="button" class="button button-quiet" on:click=move |_| session.sign_out()>
            {t("bar.sign_out")}
        </button>
    }
}
