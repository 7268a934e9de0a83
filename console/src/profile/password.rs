//! console: a new password, which signs out everywhere at once.

use baton_client::browser;
use baton_protocol::profile::PasswordChange;
use leptos::prelude::*;

use crate::{
    form::{Form, Outcome, Submit, TextField},
    session::use_session,
    words::t,
};

#[component]
pub(super) fn Password() -> impl IntoView {
    let session = use_session();
    let form = Form::new("password");
    let current = RwSignal::new(String::new());
    let new = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let change = PasswordChange { current: current.get_untracked(), new: new.get_untracked() };
        let request = async move { browser::put::<()>("/api/v1/profile/password", &change).await };
        // This page is signed out as well: asking who I am finds that out, where the socket has not said it yet.
        form.send(request, move |()| session.signed_out());
    };
    view! {
        <section class="panel" aria-labelledby="profile-password">
            <h2 id="profile-password">{t("password.title")}</h2>
            <form class="form" on:submit=submit novalidate>
                <p class="warning" id="password-warning">{t("password.warning")}</p>
                <TextField
                    form field="current" name=t("password.current") text=current
                    kind="password" fills="current-password"
                />
                <TextField
                    form field="new" name=t("password.new") text=new kind="password" fills="new-password"
                    hint=t("field.password_hint")
                />
                <Outcome form/>
                <div class="form-actions"><Submit form name=t("password.change")/></div>
            </form>
        </section>
    }
}
