//! console: what people changed, newest first.

use baton_client::browser;
use baton_protocol::{Timestamp, people::Role};
use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;

use crate::{conversations::Bones, session::use_session, settings::Sheet, when, words::t};

#[derive(Clone, Debug, Deserialize)]
struct Entry {
    id: u64,
    at: Timestamp,
    person: String,
    what: String,
    about: String,
}

#[derive(Deserialize)]
struct Entries {
    entries: Vec<Entry>,
}

#[component]
pub(crate) fn AuditPage() -> impl IntoView {
    view! { <Sheet role=Role::Admin title=t("page.audit")><Audit/></Sheet> }
}

#[component]
fn Audit() -> impl IntoView {
    let session = use_session();
    let list = RwSignal::new(Vec::<Entry>::new());
    let (busy, failed, end) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let more = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(false);
        let before = list.with_untracked(|list| list.last().map(|entry| entry.id));
        let url =
            before.map_or_else(|| "/api/v1/audit".to_owned(), |id| format!("/api/v1/audit?before={id}"));
        spawn_local(async move {
            let answer = browser::get::<Entries>(&url).await;
            // The page may be gone by now.
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(Entries { entries }) => {
                    end.set(entries.is_empty());
                    list.update(|list| list.extend(entries));
                }
                Err(browser::RequestError::Refused { status: 401, .. }) => session.begin(),
                Err(_) => failed.set(true),
            }
        });
    };
    more();
    view! {
        <section class="panel entries" aria-label=t("page.audit") aria-busy=move || busy.get().to_string()>
            <Show when=move || list.with(|list| !list.is_empty())>
                <div class="audit-frame" tabindex="0" role="region" aria-label=t("audit.table")>
                    <table class="audit">
                        <thead>
                            <tr>
                                <th scope="col">{t("audit.when")}</th>
                                <th scope="col">{t("audit.who")}</th>
                                <th scope="col">{t("audit.what")}</th>
                                <th scope="col">{t("audit.about")}</th>
                            </tr>
                        </thead>
                        <tbody>
                            <For each=move || list.get() key=|entry| entry.id let:entry>
                                <tr>
                                    <td>{when::full(entry.at)}</td>
                                    <td dir="auto">{entry.person}</td>
                                    <td><code>{entry.what}</code></td>
                                    <td dir="auto">{entry.about}</td>
                                </tr>
                            </For>
                        </tbody>
                    </table>
                </div>
            </Show>
            <Show when=move || busy.get() && list.with(Vec::is_empty)><Bones/></Show>
            <Show when=move || end.get() && list.with(Vec::is_empty)>
                <p class="empty">{t("audit.none")}</p>
            </Show>
            <Show when=move || failed.get()>
                <p class="empty" role="alert">{t("audit.failed")}</p>
            </Show>
            <Show when=move || failed.get() || (!end.get() && list.with(|list| !list.is_empty()))>
                <button
                    type="button" class="button button-quiet conversations-more"
                    aria-disabled=move || busy.get().to_string() on:click=move |_| more()
                >
                    {move || if failed.get() { t("outside.again") } else { t("conversations.more") }}
                </button>
            </Show>
        </section>
    }
}
