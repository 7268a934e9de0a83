//! console: who can sign in: an admin invites, changes roles and teams, and lets people go.

mod invitation;
mod invite;
mod person;

use baton_protocol::{
    TeamId,
    people::{Person, Role},
    team::Team,
};
use leptos::prelude::*;

pub(crate) use invitation::InvitationPage;

use self::{invite::InviteForm, person::PersonEntry};
use crate::{conversations::Bones, fetched::Fetched, settings::Sheet, words::t};

#[component]
pub(crate) fn PeoplePage() -> impl IntoView {
    view! { <Sheet role=Role::Admin title=t("page.people")><People/></Sheet> }
}

#[component]
fn People() -> impl IntoView {
    let people = Fetched::<Vec<Person>>::new("/api/v1/people");
    let teams = Fetched::<Vec<Team>>::new("/api/v1/teams");
    let known = Signal::derive(move || teams.value.get().unwrap_or_default());
    let list = move || people.value.get().unwrap_or_default();
    let reload = Callback::new(move |()| people.again());
    view! {
        <InviteForm teams=known added=reload/>
        <section class="panel entries" aria-label=t("page.people")>
            {people.waiting()}
            // The teams of a person can only be shown once it is known which there are.
            <Show when=move || teams.value.with(Option::is_some) fallback=Bones>
                <For each=list key=|person| (person.id, person.version, person.invited, person.two_factor) let:person>
                    <PersonEntry person teams=known reload/>
                </For>
            </Show>
        </section>
    }
}

/// The words for a role.
fn role_name(role: Role) -> &'static str {
    match role {
        Role::Analyst => t("role.analyst"),
        Role::Editor => t("role.editor"),
        Role::Admin => t("role.admin"),
    }
}

/// Each role as a select's value, and its words.
fn roles() -> Vec<(String, String)> {
    [Role::Analyst, Role::Editor, Role::Admin]
        .into_iter()
        .map(|role| (role_key(role).to_owned(), role_name(role).to_owned()))
        .collect()
}

const fn role_key(role: Role) -> &'static str {
    match role {
        Role::Analyst => "analyst",
        Role::Editor => "editor",
        Role::Admin => "admin",
    }
}

fn role_of(key: &str) -> Role {
    match key {
        "admin" => Role::Admin,
        "editor" => Role::Editor,
        _ => Role::Analyst,
    }
}

/// In which teams somebody is.
#[component]
fn TeamChecks(teams: Signal<Vec<Team>>, chosen: RwSignal<Vec<TeamId>>) -> impl IntoView {
    view! {
        <Show when=move || teams.with(|teams| !teams.is_empty())>
            <fieldset class="checks">
                <legend>{t("page.teams")}</legend>
                {move || teams.get().into_iter().map(|Team { id, name, .. }| view! {
                    <label class="check">
                        <input
                            type="checkbox" prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                            on:change:target=move |event| {
                                let on = event.target().checked();
                                chosen.update(|chosen| {
                                    chosen.retain(|known| *known != id);
                                    if on {
                                        chosen.push(id);
                                    }
                                });
                            }
                        />
                        <span dir="auto">{name}</span>
                    </label>
                }).collect_view()}
            </fieldset>
        </Show>
    }
}
