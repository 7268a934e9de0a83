//! console: one person in the list: role, teams, whether they may sign in.

use baton_client::browser::{self, RequestError};
use baton_protocol::{
    people::{Invited, Person, PersonChange},
    team::Team,
};
use leptos::prelude::*;

use super::{TeamChecks, invite::Link, role_key, role_name, role_of, roles};
use crate::{
    confirm::Confirm,
    form::{Form, Outcome, Pick, Submit},
    words::{fill, t},
};

#[component]
pub(super) fn PersonEntry(person: Person, teams: Signal<Vec<Team>>, reload: Callback<()>) -> impl IntoView {
    let Person { id, email, first_name, last_name, active, invited, two_factor, version, .. } = person;
    let form = Form::new(format!("person-{}", id.0));
    let role = RwSignal::new(role_key(person.role).to_owned());
    let chosen = RwSignal::new(person.teams);
    let asks = RwSignal::new(false);
    let link = RwSignal::new(None::<Invited>);
    let address = StoredValue::new(format!("/api/v1/people/{}", id.0));
    let save = move |active: bool| {
        let change = PersonChange {
            role: role.with_untracked(|role| role_of(role)),
            active,
            teams: chosen.get_untracked(),
            version,
        };
        let request = async move { browser::put::<Person>(&address.get_value(), &change).await };
        form.send(request, move |_| {
            form.saved();
            reload.run(());
        });
    };
    let again = move |_| {
        let request = async move {
            browser::post::<Invited>(&format!("{}/invitation", address.get_value()), &()).await
        };
        form.send(request, move |invited| link.set(Some(invited)));
    };
    let end_second = move |_| {
        let request = async move {
            let url = format!("{}/two-factor", address.get_value());
            browser::delete(&url).await.map_err(|error: RequestError| error)
        };
        form.send(request, move |()| reload.run(()));
    };
    let name = format!("{first_name} {last_name}");
    let stands = if !active {
        Some(t("people.inactive"))
    } else if invited {
        Some(t("people.invited"))
    } else {
        None
    };
    let title = Signal::stored(fill("people.deactivate_title", &[("name", &name)]));
    view! {
        <details class="entry">
            <summary>
                <span class="entry-name" dir="auto">{name}</span>
                <span class="entry-more">{email}</span>
                <span class="entry-more">{role_name(person.role)}</span>
                {stands.map(|words| view! { <span class="entry-more">{words}</span> })}
            </summary>
            <form
                class="entry-body" novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    save(active);
                }
            >
                <Pick form field="role" name=t("field.role") value=role options=roles()/>
                <TeamChecks teams chosen/>
                <Outcome form reload/>
                <div class="form-actions">
                    <Submit form name=t("action.save")/>
                    {if active {
                        view! {
                            <button type="button" class="button button-trouble" on:click=move |_| asks.set(true)>
                                {t("people.deactivate")}
                            </button>
                        }.into_any()
                    } else {
                        view! {
                            <button type="button" class="button" on:click=move |_| save(true)>{t("people.activate")}</button>
                        }.into_any()
                    }}
                    {(invited && active).then(|| view! {
                        <button type="button" class="button" on:click=again>{t("people.new_link")}</button>
                    })}
                    {two_factor.then(|| view! {
                        <button type="button" class="button" on:click=end_second>{t("people.end_two_factor")}</button>
                    })}
                </div>
                {move || link.get().map(|invited| view! { <Link invited/> })}
            </form>
            <Confirm
                open=asks title text=t("people.deactivate_text").to_owned() yes=t("people.deactivate")
                agree=move || save(false)
            />
        </details>
    }
}
