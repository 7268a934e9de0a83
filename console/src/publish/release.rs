//! console: checks the draft and publishes it; where tests break, only after somebody has agreed to it.

use baton_client::browser::{self, RequestError};
use baton_protocol::{
    Code,
    answering::Draft,
    knowledge::EntryPage,
    publishing::{Check, Publish, Test, Version},
};
use leptos::prelude::*;

use super::check::CheckView;
use crate::{
    confirm::Confirm,
    fetched::Fetched,
    form::{Form, Outcome, TextField},
    session::{Session, use_session},
    studio::Studio,
    words::{fill, plural, t},
};

/// A handle: copies are the same page.
#[derive(Clone, Copy)]
pub(super) struct Release {
    pub(super) session: Session,
    pub(super) studio: Studio,
    pub(super) form: Form,
    note: RwSignal<String>,
    /// What the last look at the draft has brought; none where it has moved since.
    pub(super) check: RwSignal<Option<Check>>,
    pub(super) changes: Fetched<EntryPage>,
    pub(super) tests: Fetched<Vec<Test>>,
    pub(super) versions: Fetched<Vec<Version>>,
    /// Tests break, and somebody is asked whether to go on.
    asks: RwSignal<bool>,
}

impl Release {
    pub(super) fn new(studio: Studio) -> Self {
        let session = use_session();
        let release = Self {
            session,
            studio,
            form: Form::new("publish"),
            note: RwSignal::new(String::new()),
            check: RwSignal::new(None),
            changes: Fetched::new(studio.url("/knowledge?changed=true")),
            tests: Fetched::new(studio.url("/tests")),
            versions: Fetched::new(studio.url("/versions")),
            asks: RwSignal::new(false),
        };
        Effect::new(move |before: Option<u32>| {
            let moved = session.redrafted.get();
            if before.is_some_and(|before| before != moved) {
                release.look_again();
            }
            moved
        });
        release
    }

    /// The draft, or what is published, is another one now.
    fn look_again(self) {
        self.check.set(None);
        self.changes.again();
        self.versions.again();
        self.tests.again();
    }

    /// Runs the tests against the draft.
    fn check(self) {
        let url = self.studio.url("/check");
        self.form.send(async move { browser::post::<Check>(&url, &()).await }, move |check| {
            self.studio.draft.again();
            self.check.set(Some(check));
        });
    }

    /// Publishes what was checked last; what was not is checked first.
    fn publish(self, broken: bool) {
        let (look, draft) = (self.studio.url("/check"), self.studio.url("/draft"));
        let url = self.studio.url("/publish");
        let note = self.note.with_untracked(|note| note.trim().to_owned());
        let known = self.check.get_untracked();
        let request = async move {
            let now = browser::get::<Draft>(&draft).await?;
            let check = match known {
                Some(known) if known.draft == now.version => known,
                _ => browser::post::<Check>(&look, &()).await?,
            };
            if !check.broken.is_empty() && !broken {
                return Ok(Err(check));
            }
            let wish = Publish { draft: check.draft, note, broken };
            match browser::post::<Version>(&url, &wish).await {
                // What was checked held then, and breaks by now.
                Err(RequestError::Refused { problem, .. })
                    if problem.why.code == Code::WrongState && !broken =>
                {
                    browser::post::<Check>(&look, &()).await.map(Err)
                }
                answer => answer.map(Ok),
            }
        };
        self.form.send(request, move |done| match done {
            Ok(version) => {
                self.note.set(String::new());
                self.session.toasts.say(fill("publish.done", &[("n", &version.number.to_string())]));
                self.session.redraft();
            }
            Err(check) => {
                self.check.set(Some(check));
                self.asks.set(true);
            }
        });
    }

    fn broken(self) -> u32 {
        self.check.with(|check| {
            check.as_ref().map_or(0, |check| u32::try_from(check.broken.len()).unwrap_or(u32::MAX))
        })
    }
}

#[component]
pub(super) fn ReleaseForm(release: Release) -> impl IntoView {
    let form = release.form;
    let reload = Callback::new(move |()| {
        release.studio.draft.again();
        release.look_again();
    });
    view! {
        <section class="panel" aria-labelledby="publish-check">
            <h2 id="publish-check">{t("publish.check_title")}</h2>
            <p class="field-note">{t("publish.check_text")}</p>
            <div class="panel-tools">
                <button
                    type="button" class="button" aria-disabled=move || form.busy.get().to_string()
                    on:click=move |_| release.check()
                >
                    {t("publish.check")}
                </button>
            </div>
            <div role="status">
                {move || release.check.get().map(|check| view! { <CheckView check/> })}
            </div>
            <form
                class="form" novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    release.publish(false);
                }
            >
                <TextField form field="note" name=t("publish.note") text=release.note hint=t("publish.note_hint")/>
                <Outcome form reload/>
                <div class="form-actions">
                    <button type="submit" class="button button-main" aria-disabled=move || form.busy.get().to_string()>
                        {t("page.publish")}
                    </button>
                </div>
            </form>
        </section>
        <Confirm
            open=release.asks
            title=Signal::derive(move || plural(release.broken(), "publish.breaks.one", "publish.breaks.many"))
            text=t("publish.breaks_text").to_owned()
            yes=t("publish.all_the_same")
            agree=move || release.publish(true)
        />
    }
}
