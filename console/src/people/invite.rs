//! console: an invitation, and its link, which is shown once.

use baton_client::browser;
use baton_protocol::{
    people::{Invite, Invited},
    team::Team,
};
use leptos::prelude::*;

use super::{TeamChecks, role_of, roles};
use crate::{
    form::{Form, Outcome, Pick, Submit, TextField},
    settings::Copy,
    words::{fill, t},
};

#[component]
pub(super) fn InviteForm(teams: Signal<Vec<Team>>, added: Callback<()>) -> impl IntoView {
    let form = Form::new("invite");
    let text = || RwSignal::new(String::new());
    let (email, first_name, last_name) = (text(), text(), text());
    let role = RwSignal::new("analyst".to_owned());
    let chosen = RwSignal::new(Vec::new());
    let link = RwSignal::new(None::<Invited>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = Invite {
            email: email.get_untracked(),
            first_name: first_name.get_untracked(),
            last_name: last_name.get_untracked(),
            role: role.with_untracked(|role| role_of(role)),
            teams: chosen.get_untracked(),
        };
        let request = async move { browser::post::<Invited>("/api/v1/people", &wanted).await };
        form.send(request, move |invited| {
            for text in [email, first_name, last_name] {
                text.set(String::new());
            }
            chosen.set(Vec::new());
            link.set(Some(invited));
            added.run(());
        });
    };
    view! {
        <section class="panel" aria-labelledby="invite-title">
            <h2 id="invite-title">{t("people.invite_title")}</h2>
            <form class="form" on:submit=submit novalidate>
                <TextField form field="email" name=t("field.email") text=email kind="email"/>
                <div class="form-pair">
                    <TextField form field="first_name" name=t("field.first_name") text=first_name/>
                    <TextField form field="last_name" name=t("field.last_name") text=last_name/>
                </div>
                <Pick form field="role" name=t("field.role") value=role options=roles()/>
                <TeamChecks teams chosen/>
                <Outcome form/>
                <div class="form-actions"><Submit form name=t("action.invite")/></div>
            </form>
            {move || link.get().map(|invited| view! { <Link invited/> })}
        </section>
    }
}

/// The link for whoever was invited.
#[component]
pub(super) fn Link(invited: Invited) -> impl IntoView {
    let Invited { person, token } = invited;
    let origin = window().location().origin().unwrap_or_default();
    let link = format!("{origin}/console/invitation#{token}");
    view! {
        <div role="status">
            <p class="warning">{fill("people.link", &[("name", &person.first_name)])}</p>
        </div>
        <Copy name=t("people.link_name") text=Signal::stored(link)/>
    }
}
