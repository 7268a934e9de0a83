//! console: the page behind an invitation's link, where whoever was invited chooses a password.

use baton_protocol::{Code, Refusal, people::Join};
use leptos::prelude::*;

use crate::{
    form::{Form, Outcome, Submit, TextField},
    session::use_session,
    setup::take_token,
    words::{fill, t},
};

#[component]
pub(crate) fn InvitationPage() -> impl IntoView {
    let session = use_session();
    document().set_title(&fill("title.page", &[("page", t("invitation.title"))]));
    let token = StoredValue::new(take_token());
    let has_token = token.with_value(|token| !token.is_empty());
    let form = Form::new("invitation");
    let password = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = Join { token: token.get_value(), password: password.get_untracked() };
        let request = async move {
            session.join(wanted).await.map_err(|mut problem| {
                if matches!(problem.why.code, Code::Forbidden | Code::NotFound | Code::Unauthorized) {
                    problem.why = Refusal::new(Code::Invalid, t("invitation.spent"));
                }
                baton_client::browser::RequestError::Refused { status: 0, problem }
            })
        };
        form.send(request, |()| {});
    };
    view! {
        <main class="door">
            <form class="door-card" on:submit=submit aria-labelledby="door-title" novalidate>
                <p class="door-brand">{t("brand.name")}</p>
                <h1 id="door-title" class="door-title">{t("invitation.title")}</h1>
                <p class="door-text">{t("invitation.text")}</p>
                <Show when=move || !has_token>
                    <p class="door-note">{t("invitation.no_token")}</p>
                </Show>
                <TextField
                    form field="password" name=t("field.password") text=password
                    kind="password" fills="new-password" hint=t("field.password_hint")
                />
                <Outcome form/>
                <Submit form name=t("invitation.button")/>
            </form>
        </main>
    }
}
