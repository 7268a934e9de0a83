//! console: whether I get an e-mail when somebody asks for a person and nobody is connected.

use baton_client::browser;
use baton_protocol::profile::MailChange;
use leptos::prelude::*;

use crate::{
    form::{Form, Outcome},
    words::t,
};

#[component]
pub(super) fn Mail(mail: bool, can_mail: bool) -> impl IntoView {
    let form = Form::new("mail");
    let on = RwSignal::new(mail);
    let change = move |wanted: bool| {
        if form.busy.get_untracked() {
            // The box goes on to show what is being saved.
            on.notify();
            return;
        }
        on.set(wanted);
        let request = async move {
            let answer = browser::put::<()>("/api/v1/profile/mail", &MailChange { mail: wanted }).await;
            if answer.is_err() {
                on.try_set(!wanted);
            }
            answer
        };
        form.send(request, move |()| form.done(t("form.saved")));
    };
    view! {
        <section class="panel" aria-labelledby="mail">
            <h2 id="mail">{t("mail.title")}</h2>
            {if can_mail {
                view! {
                    <label class="check">
                        <input
                            type="checkbox" prop:checked=move || on.get()
                            on:change:target=move |event| change(event.target().checked())
                        />
                        <span>{t("mail.when_nobody")}</span>
                    </label>
                    <Outcome form/>
                }.into_any()
            } else {
                view! { <p class="field-note">{t("mail.cannot")}</p> }.into_any()
            }}
        </section>
    }
}
