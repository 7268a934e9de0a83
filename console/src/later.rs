//! console: the pages that come with the first visit to them, in modules of their own.

use std::future::Future;

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use leptos_router::ChooseView;

use crate::{
    agent::AgentPage,
    answers::AnswersPage,
    audit::AuditPage,
    canned::CannedPage,
    conversations::Conversations,
    knowledge::KnowledgePage,
    lessons::LessonsPage,
    people::{InvitationPage, PeoplePage},
    playground::PlaygroundPage,
    profile::ProfilePage,
    publish::PublishPage,
    reports::ReportsPage,
    setup::SetUpPage,
    sites::SitesPage,
    teams::TeamsPage,
    words::t,
};

type Loaded = Result<AnyView, SplitLoaderError>;

/// A page that is fetched before it is shown: until it is here, the one before it stays.
#[derive(Clone, Copy)]
pub(crate) struct Later<Fetch, Page>(Fetch, Page);

impl<Fetch, Page, Fetching, Coming> ChooseView for Later<Fetch, Page>
where
    Fetch: Fn() -> Fetching + Send + Clone + 'static,
    Page: Fn() -> Coming + Send + Clone + 'static,
    Fetching: Future<Output = Result<(), SplitLoaderError>>,
    Coming: Future<Output = Loaded>,
{
    async fn choose(self) -> AnyView {
        match (self.1)().await {
            Ok(page) => page,
            Err(_) => missing(),
        }
    }

    async fn preload(&self) {
        // What is the matter is said where the page would be.
        (self.0)().await.ok();
    }
}

/// In place of a page that could not be fetched.
fn missing() -> AnyView {
    view! {
        <div class="outside-note" role="alert">
            <h1>{t("later.title")}</h1>
            <p>{t("later.text")}</p>
            <button type="button" class="button" on:click=move |_| { location().reload().ok(); }>
                {t("later.again")}
            </button>
        </div>
    }
    .into_any()
}

/// For each page the route's view, and the function that the module is cut off at.
macro_rules! later {
    ($($module:ident { $($route:ident, $fetch:ident, $page:ident: $component:ident;)* })*) => {$($(
        #[wasm_split($module, wasm_split_path = leptos::wasm_split, preload($fetch), fallible)]
        fn $page() -> Loaded {
            Ok(view! { <$component/> }.into_any())
        }

        pub(crate) fn $route() -> impl ChooseView {
            Later($fetch, $page)
        }
    )*)*};
}

later! {
    reports {
        reports, fetch_reports, reports_page: ReportsPage;
        conversations, fetch_conversations, conversations_page: Conversations;
    }
    studio {
        answers, fetch_answers, answers_page: AnswersPage;
        knowledge, fetch_knowledge, knowledge_page: KnowledgePage;
        playground, fetch_playground, playground_page: PlaygroundPage;
        publish, fetch_publish, publish_page: PublishPage;
        lessons, fetch_lessons, lessons_page: LessonsPage;
    }
    settings {
        set_up, fetch_set_up, set_up_page: SetUpPage;
        invitation, fetch_invitation, invitation_page: InvitationPage;
        profile, fetch_profile, profile_page: ProfilePage;
        agent, fetch_agent, agent_page: AgentPage;
        canned, fetch_canned, canned_page: CannedPage;
        people, fetch_people, people_page: PeoplePage;
        teams, fetch_teams, teams_page: TeamsPage;
        sites, fetch_sites, sites_page: SitesPage;
        audit, fetch_audit, audit_page: AuditPage;
    }
}
