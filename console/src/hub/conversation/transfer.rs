//! console: to whom a chat is passed on: a colleague or a team, with a note for whoever takes it.

use baton_protocol::{
    agent::{AgentVerb, Colleague, TeamView},
    event::Target,
};
use leptos::{html::Dialog, prelude::*};

use crate::{
    chat::Asks,
    session::use_session,
    words::{fill, t},
};

#[component]
pub(super) fn Transfer() -> impl IntoView {
    let session = use_session();
    let chat = session.chat;
    let dialog = NodeRef::<Dialog>::new();
    let to = RwSignal::new(None::<Target>);
    let note = RwSignal::new(String::new());
    let open = Memo::new(move |_| chat.asks.get() == Some(Asks::Transfer));
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if !open.get() {
            dialog.close();
        } else if !dialog.open() {
            to.set(None);
            if dialog.show_modal().is_err() {
                // It is not in the page any more.
                chat.asks.set(None);
            }
        }
    });
    let shut = move || {
        if chat.asks.get_untracked() == Some(Asks::Transfer) {
            chat.asks.set(None);
        }
    };
    let me = move || session.me.with(|me| me.as_ref().map(|me| me.id));
    let people = move || {
        let mut people = session.crew.with(|crew| crew.people.clone());
        people.retain(|person| Some(person.id) != me());
        people.sort_by(|a, b| b.available.cmp(&a.available).then_with(|| a.name.cmp(&b.name)));
        people
    };
    let teams = move || session.crew.with(|crew| crew.teams.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(to), Some(id)) = (to.get_untracked(), chat.id.get_untracked()) else { return };
        let note = note.try_update(std::mem::take).unwrap_or_default().trim().to_owned();
        untrack(|| session.order(&id, AgentVerb::Transfer { to, note }));
        shut();
    };
    view! {
        <dialog class="confirm transfer" node_ref=dialog aria-labelledby="transfer-title" on:close=move |_| shut()>
            <form class="transfer-form" on:submit=submit>
                <h2 id="transfer-title">{t("transfer.title")}</h2>
                <fieldset class="transfer-list">
                    <legend>{t("transfer.people")}</legend>
                    <For each=people key=|person| (person.id, person.available) let:person>
                        <Person person to/>
                    </For>
                    <Show when=move || people().is_empty()>
                        <p class="transfer-none">{t("transfer.nobody")}</p>
                    </Show>
                </fieldset>
                <Show when=move || !teams().is_empty()>
                    <fieldset class="transfer-list">
                        <legend>{t("transfer.teams")}</legend>
                        <For each=teams key=|team| team.id let:team>
                            <Team team to/>
                        </For>
                    </fieldset>
                </Show>
                <label class="field">
                    <span class="field-name">{t("transfer.note")}</span>
                    <textarea
                        class="input area" rows="2" aria-describedby="transfer-note-hint" prop:value=note
                        on:input:target=move |event| note.set(event.target().value())
                    ></textarea>
                </label>
                <p class="field-note" id="transfer-note-hint">{t("transfer.note_hint")}</p>
                <div class="confirm-actions">
                    <button type="button" class="button" on:click=move |_| shut()>{t("action.cancel")}</button>
                    <button
                        type="submit" class="button button-main"
                        aria-disabled=move || to.with(Option::is_none).to_string()
                    >
                        {t("action.transfer")}
                    </button>
                </div>
            </form>
        </dialog>
    }
}

#[component]
fn Person(person: Colleague, to: RwSignal<Option<Target>>) -> impl IntoView {
    let Colleague { id, name, available, .. } = person;
    let stands = if available { t("transfer.available") } else { t("transfer.away") };
    view! {
        <Choice target=Target::Agent(id) name to stands=stands.to_owned() live=available/>
    }
}

#[component]
fn Team(team: TeamView, to: RwSignal<Option<Target>>) -> impl IntoView {
    let crew = use_session().crew;
    let TeamView { id, name } = team;
    let count = move || {
        crew.with(|crew| {
            let there = crew.people.iter().filter(|person| person.available && person.teams.contains(&id));
            there.count()
        })
    };
    let stands = Signal::derive(move || fill("transfer.count", &[("n", &count().to_string())]));
    view! { <Choice target=Target::Team(id) name to stands live=Signal::derive(move || count() != 0)/> }
}

#[component]
fn Choice(
    target: Target,
    name: String,
    to: RwSignal<Option<Target>>,
    #[prop(into)] stands: Signal<String>,
    #[prop(into)] live: Signal<bool>,
) -> impl IntoView {
    let described = match target {
        Target::Agent(id) => format!("transfer-agent-{}", id.0),
        Target::Team(id) => format!("transfer-team-{}", id.0),
    };
    view! {
        <label class="transfer-choice">
            <input
                type="radio" name="transfer-to" aria-label=name.clone() aria-describedby=described.clone()
                prop:checked=move || to.get() == Some(target)
                on:change=move |_| to.set(Some(target))
            />
            <span class="transfer-name" dir="auto">{name}</span>
            <span class="transfer-stands" class:transfer-live=move || live.get() id=described>{stands}</span>
        </label>
    }
}
