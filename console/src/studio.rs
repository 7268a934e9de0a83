//! console: the frame of the AI agent's pages: which site it is about, and how much of its draft is not published yet.

use baton_client::browser::Storage;
use baton_protocol::{answering::Draft, people::Role, site::SiteRecord};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    fetched::Fetched,
    form::{Form, Pick},
    session::use_session,
    settings::Sheet,
    wanted::encoded,
    words::{plural, t},
};

/// Where the site that was chosen last is kept in the browser's storage.
const SITE: &str = "baton.console.site";

/// A handle: copies are about the same site.
#[derive(Clone, Copy)]
pub(crate) struct Studio {
    pub(crate) sites: Fetched<Vec<SiteRecord>>,
    /// The site that is looked at; none until they are known, and where there is none.
    pub(crate) site: Memo<Option<String>>,
    wanted: RwSignal<String>,
    pub(crate) draft: Fetched<Draft>,
}

impl Studio {
    fn new() -> Self {
        let session = use_session();
        let sites = Fetched::<Vec<SiteRecord>>::new("/api/v1/sites");
        let wanted = RwSignal::new(Storage::site().get(SITE).unwrap_or_default());
        let site = Memo::new(move |_| {
            sites.value.with(|sites| {
                let sites = sites.as_ref()?;
                let known = wanted.with(|wanted| sites.iter().find(|site| site.key == *wanted));
                Some(known.or_else(|| sites.first())?.key.clone())
            })
        });
        let url = Memo::new(move |_| site.get().map(|site| address(&site, "/draft")));
        let draft = Fetched::<Draft>::following(url);
        Effect::new(move |before: Option<u32>| {
            let moved = session.redrafted.get();
            if before.is_some_and(|before| before != moved) {
                draft.again();
            }
            moved
        });
        Self { sites, site, wanted, draft }
    }

    /// An address of the server about this site; empty where there is no site.
    pub(crate) fn url(self, rest: &str) -> String {
        self.site.with_untracked(|site| site.as_ref().map(|site| address(site, rest)).unwrap_or_default())
    }

    /// So many changes are not published yet; none where that is not known.
    pub(crate) fn changes(self) -> Option<u32> {
        self.draft.value.with(|draft| {
            let draft = draft.as_ref()?;
            Some(draft.changes.saturating_add(u32::from(draft.settings_changed)))
        })
    }

    fn choose(self, site: &str) {
        Storage::site().set(SITE, site);
        self.wanted.set(site.to_owned());
    }
}

fn address(site: &str, rest: &str) -> String {
    format!("/api/v1/sites/{}{rest}", encoded(site))
}

/// The site of the page that this stands in.
pub(crate) fn use_studio() -> Studio {
    expect_context::<Studio>()
}

/// A page about one site's AI agent, for editors; its content is made anew for another site.
#[component]
pub(crate) fn StudioSheet(title: &'static str, children: ChildrenFn) -> impl IntoView {
    view! {
        <Sheet role=Role::Editor title>
            <Frame inside=children.clone()/>
        </Sheet>
    }
}

#[component]
fn Frame(inside: ChildrenFn) -> impl IntoView {
    let studio = Studio::new();
    provide_context(studio);
    let form = Form::new("studio");
    let chosen = RwSignal::new(String::new());
    Effect::new(move |_| {
        if let Some(site) = studio.site.get().filter(|site| chosen.with_untracked(|chosen| chosen != site)) {
            chosen.set(site);
        }
    });
    Effect::new(move |_| {
        let chosen = chosen.get();
        if !chosen.is_empty() && studio.site.get_untracked().as_ref() != Some(&chosen) {
            studio.choose(&chosen);
        }
    });
    let options = Signal::derive(move || {
        let sites = studio.sites.value.get().unwrap_or_default();
        sites.into_iter().map(|site| (site.key, site.embed.name)).collect::<Vec<_>>()
    });
    view! {
        {studio.sites.waiting()}
        <Show when=move || studio.sites.value.with(|sites| sites.as_ref().is_some_and(Vec::is_empty))>
            <p class="warning">{t("agent.no_site")}</p>
        </Show>
        <Show when=move || studio.site.with(Option::is_some)>
            <div class="studio-head">
                <Show when=move || { options.with(Vec::len) > 1 }>
                    <Pick form field="site" name=t("field.site") value=chosen options/>
                </Show>
                <DraftState studio/>
            </div>
        </Show>
        {move || studio.site.get().map(|_| inside())}
    }
}

/// How the draft stands to what visitors get.
#[component]
fn DraftState(studio: Studio) -> impl IntoView {
    let path = use_location().pathname;
    let elsewhere = move || !path.with(|path| path.trim_end_matches('/').ends_with("/publish"));
    let some = move || studio.changes().is_some_and(|count| count != 0);
    view! {
        <div class="studio-draft" class:studio-changed=some>
            <span class="studio-mark" aria-hidden="true"></span>
            <span role="status">
                {move || studio.changes().map(|count| match count {
                    0 => t("studio.published").to_owned(),
                    count => plural(count, "studio.changes.one", "studio.changes.many"),
                })}
            </span>
            <Show when=move || some() && elsewhere()>
                <a class="button button-small" href="/console/publish">{t("page.publish")}</a>
            </Show>
        </div>
    }
}
