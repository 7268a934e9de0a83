//! console: the replies that are kept at hand, and who may use them.

use baton_client::browser;
use baton_protocol::{
    TeamId,
    people::Role,
    team::{Canned, CannedChange},
};
use leptos::prelude::*;

use crate::{
    fetched::Fetched,
    form::{AreaField, Form, Outcome, Pick, Submit, TextField},
    names,
    session::use_session,
    settings::Sheet,
    words::{fill, t},
};

const CANNED: &str = "/api/v1/canned";

#[component]
pub(crate) fn CannedPage() -> impl IntoView {
    view! { <Sheet role=Role::Editor title=t("page.canned")><Replies/></Sheet> }
}

#[component]
fn Replies() -> impl IntoView {
    let crew = use_session().crew;
    let all = Fetched::<Vec<Canned>>::new(CANNED);
    let reload = Callback::new(move |()| all.again());
    let count = Memo::new(move |_| all.value.with(|all| all.as_ref().map_or(0, Vec::len)));
    view! {
        <section class="panel" aria-labelledby="canned-new">
            <h2 id="canned-new">{t("canned.new")}</h2>
            <p>{t("canned.text")}</p>
            {move || {
                count.track();
                view! { <ReplyForm canned=None reload/> }
            }}
        </section>
        <section class="panel entries" aria-label=t("page.canned")>
            {all.waiting()}
            <Show when=move || all.value.with(|all| all.as_ref().is_some_and(Vec::is_empty))>
                <p class="empty">{t("canned.none")}</p>
            </Show>
            <For each=move || all.value.get().unwrap_or_default() key=|canned| (canned.id, canned.version) let:canned>
                <details class="entry">
                    <summary>
                        <span class="entry-name">"/"{canned.shortcut.clone()}</span>
                        <span class="entry-more" dir="auto">
                            {canned.text.chars().take(80).collect::<String>()}
                        </span>
                        {canned.team.map(|team| view! {
                            <span class="entry-more" dir="auto">{move || crew.with(|crew| names::team(crew, team))}</span>
                        })}
                    </summary>
                    <div class="entry-body"><ReplyForm canned=Some(canned) reload/></div>
                </details>
            </For>
        </section>
    }
}

#[component]
fn ReplyForm(canned: Option<Canned>, reload: Callback<()>) -> impl IntoView {
    let session = use_session();
    let crew = session.crew;
    let old = canned.as_ref().map(|canned| canned.id);
    let form = Form::new(format!("canned-{}", old.unwrap_or_default()));
    let (shortcut, words, team, version) = match canned {
        Some(canned) => (canned.shortcut, canned.text, canned.team, canned.version),
        None => (String::new(), String::new(), None, 0),
    };
    let (shortcut, words) = (RwSignal::new(shortcut), RwSignal::new(words));
    let team = RwSignal::new(team.map(|team| team.0.to_string()).unwrap_or_default());
    let teams = Signal::derive(move || {
        let all = [(String::new(), t("canned.everybody").to_owned())];
        let teams = crew.with(|crew| crew.teams.clone());
        all.into_iter().chain(teams.into_iter().map(|team| (team.id.0.to_string(), team.name))).collect()
    });
    let address = move || old.map_or_else(|| CANNED.to_owned(), |id| format!("{CANNED}/{id}"));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let change = CannedChange {
            shortcut: shortcut.with_untracked(|text| text.trim().trim_start_matches('/').to_owned()),
            text: words.get_untracked(),
            team: team.with_untracked(|team| team.parse().ok().map(TeamId)),
            version,
        };
        let request = async move {
            match old {
                Some(_) => browser::put::<Canned>(&address(), &change).await,
                None => browser::post::<Canned>(&address(), &change).await,
            }
        };
        form.send(request, move |_| {
            form.saved();
            reload.run(());
        });
    };
    let delete = move |_| {
        let gone = fill("canned.deleted", &[("shortcut", &shortcut.get_untracked())]);
        form.send(async move { browser::delete(&address()).await }, move |()| {
            session.toasts.say(gone);
            reload.run(());
        });
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            <div class="form-pair">
                <TextField form field="shortcut" name=t("field.shortcut") text=shortcut hint=t("canned.shortcut_hint")/>
                <Pick form field="team" name=t("field.team") value=team options=teams/>
            </div>
            <AreaField form field="text" name=t("field.text") text=words hint=t("canned.variables")/>
            <Outcome form reload/>
            <div class="form-actions">
                <Submit form name=if old.is_some() { t("action.save") } else { t("canned.add") }/>
                {old.is_some().then(|| view! {
                    <button type="button" class="button button-trouble" on:click=delete>{t("action.delete")}</button>
                })}
            </div>
        </form>
    }
}
