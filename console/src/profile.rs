//! console: what I change about myself: my name, address and picture, my password, my second factor, how I am called.

mod mail;
mod password;
mod picture;
mod push;
mod sound;
mod two_factor;

use baton_client::browser;
use baton_protocol::{
    people::{Person, Role},
    profile::{Profile, ProfileChange},
};
use leptos::prelude::*;

use self::{
    mail::Mail, password::Password, picture::MyPicture, push::Push, sound::Sound, two_factor::TwoFactor,
};
use crate::{
    fetched::Fetched,
    form::{Form, Outcome, Submit, TextField},
    session::use_session,
    settings::Sheet,
    words::t,
};

const PROFILE: &str = "/api/v1/profile";

#[component]
pub(crate) fn ProfilePage() -> impl IntoView {
    let profile = Fetched::<Profile>::new(PROFILE);
    view! {
        <Sheet role=Role::Analyst title=t("page.profile")>
            {profile.waiting()}
            {move || profile.value.get().map(|Profile { person, picture, .. }| view! {
                <About person=person.clone()/>
                <MyPicture picture/>
                <Password/>
                <TwoFactor on=person.two_factor/>
            })}
            <Sound/>
            <Push/>
            {move || profile.value.get().map(|Profile { mail, can_mail, .. }| view! { <Mail mail can_mail/> })}
        </Sheet>
    }
}

#[component]
fn About(person: Person) -> impl IntoView {
    let session = use_session();
    let form = Form::new("profile");
    let first_name = RwSignal::new(person.first_name);
    let last_name = RwSignal::new(person.last_name);
    let email = RwSignal::new(person.email);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let change = ProfileChange {
            first_name: first_name.get_untracked(),
            last_name: last_name.get_untracked(),
            email: email.get_untracked(),
        };
        let request = async move { browser::put::<Person>(PROFILE, &change).await };
        form.send(request, move |person| {
            session.me.update(|me| {
                if let Some(me) = me {
                    me.first_name.clone_from(&person.first_name);
                    me.last_name.clone_from(&person.last_name);
                    me.email.clone_from(&person.email);
                }
            });
            first_name.set(person.first_name);
            last_name.set(person.last_name);
            email.set(person.email);
            form.done(t("profile.updated"));
        });
    };
    view! {
        <section class="panel" aria-labelledby="profile-about">
            <h2 id="profile-about">{t("profile.about")}</h2>
            <form class="form" on:submit=submit novalidate>
                <div class="form-pair">
                    <TextField form field="first_name" name=t("field.first_name") text=first_name fills="given-name"/>
                    <TextField form field="last_name" name=t("field.last_name") text=last_name fills="family-name"/>
                </div>
                <TextField form field="email" name=t("field.email") text=email kind="email" fills="email"/>
                <Outcome form/>
                <div class="form-actions"><Submit form name=t("action.save")/></div>
            </form>
        </section>
    }
}
