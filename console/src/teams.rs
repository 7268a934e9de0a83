//! console: the teams, which requests ring and chats are passed on to.

use baton_client::browser;
use baton_protocol::{
    AgentId,
    people::{Person, Role},
    team::{Team, TeamChange},
};
use leptos::prelude::*;

use crate::{
    confirm::Confirm,
    conversations::Bones,
    fetched::Fetched,
    form::{Check, Form, Outcome, Submit, TextField},
    settings::Sheet,
    words::{fill, plural, t},
};

const TEAMS: &str = "/api/v1/teams";

#[component]
pub(crate) fn TeamsPage() -> impl IntoView {
    view! { <Sheet role=Role::Admin title=t("page.teams")><Teams/></Sheet> }
}

#[component]
fn Teams() -> impl IntoView {
    let teams = Fetched::<Vec<Team>>::new(TEAMS);
    let people = Fetched::<Vec<Person>>::new("/api/v1/people");
    let known = Signal::derive(move || {
        let mut people = people.value.get().unwrap_or_default();
        people.retain(|person| person.active);
        people
    });
    let reload = Callback::new(move |()| teams.again());
    // A team that was added makes room for another one.
    let count = Memo::new(move |_| teams.value.with(|teams| teams.as_ref().map_or(0, Vec::len)));
    view! {
        <section class="panel" aria-labelledby="team-new">
            <h2 id="team-new">{t("teams.new")}</h2>
            <Show when=move || people.value.with(Option::is_some) fallback=Bones>
                {move || {
                    count.track();
                    view! { <TeamForm team=None people=known reload/> }
                }}
            </Show>
        </section>
        <section class="panel entries" aria-label=t("page.teams")>
            {teams.waiting()}
            <Show when=move || teams.value.with(|teams| teams.as_ref().is_some_and(Vec::is_empty))>
                <p class="empty">{t("teams.none")}</p>
            </Show>
            <Show when=move || people.value.with(Option::is_some)>
                <For each=move || teams.value.get().unwrap_or_default() key=|team| (team.id, team.version) let:team>
                    <details class="entry">
                        <summary>
                            <span class="entry-name" dir="auto">{team.name.clone()}</span>
                            <span class="entry-more">
                                {plural(
                                    u32::try_from(team.members.len()).unwrap_or_default(),
                                    "teams.members.one", "teams.members.many",
                                )}
                            </span>
                            {team.closed.then(|| view! { <span class="entry-more">{t("teams.closed_short")}</span> })}
                        </summary>
                        <div class="entry-body"><TeamForm team=Some(team) people=known reload/></div>
                    </details>
                </For>
            </Show>
        </section>
    }
}

#[component]
fn TeamForm(team: Option<Team>, people: Signal<Vec<Person>>, reload: Callback<()>) -> impl IntoView {
    let old = team.as_ref().map(|team| team.id);
    let form = Form::new(old.map_or_else(|| "team-0".to_owned(), |id| format!("team-{}", id.0)));
    let (name, closed, members, version) = match team {
        Some(team) => (team.name, team.closed, team.members, team.version),
        None => (String::new(), false, Vec::new(), 0),
    };
    let title = Signal::stored(fill("teams.delete_title", &[("name", &name)]));
    let (name, closed, members) = (RwSignal::new(name), RwSignal::new(closed), RwSignal::new(members));
    let asks = RwSignal::new(false);
    let address = move || old.map_or_else(|| TEAMS.to_owned(), |id| format!("{TEAMS}/{}", id.0));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let change = TeamChange {
            name: name.get_untracked(),
            closed: closed.get_untracked(),
            members: members.get_untracked(),
            version,
        };
        let request = async move {
            match old {
                Some(_) => browser::put::<Team>(&address(), &change).await,
                None => browser::post::<Team>(&address(), &change).await,
            }
        };
        form.send(request, move |_| {
            form.saved();
            reload.run(());
        });
    };
    let delete = move || {
        form.send(async move { browser::delete(&address()).await }, move |()| reload.run(()));
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            <TextField form field="name" name=t("field.name") text=name/>
            <Members people members/>
            <Check name=t("teams.closed") on=closed/>
            <Outcome form reload/>
            <div class="form-actions">
                <Submit form name=if old.is_some() { t("action.save") } else { t("teams.add") }/>
                {old.is_some().then(|| view! {
                    <button type="button" class="button button-trouble" on:click=move |_| asks.set(true)>
                        {t("action.delete")}
                    </button>
                })}
            </div>
        </form>
        <Confirm open=asks title text=t("teams.delete_text").to_owned() yes=t("action.delete") agree=delete/>
    }
}

#[component]
fn Members(people: Signal<Vec<Person>>, members: RwSignal<Vec<AgentId>>) -> impl IntoView {
    view! {
        <fieldset class="checks">
            <legend>{t("teams.members")}</legend>
            {move || people.get().into_iter().map(|Person { id, first_name, last_name, .. }| view! {
                <label class="check">
                    <input
                        type="checkbox" prop:checked=move || members.with(|members| members.contains(&id))
                        on:change:target=move |event| {
                            let on = event.target().checked();
                            members.update(|members| {
                                members.retain(|known| *known != id);
                                if on {
                                    members.push(id);
                                }
                            });
                        }
                    />
                    <span dir="auto">{format!("{first_name} {last_name}")}</span>
                </label>
            }).collect_view()}
        </fieldset>
    }
}
