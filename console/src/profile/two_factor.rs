//! console: signing in with a second factor: set up, confirmed with a first code, or ended.

use baton_client::browser;
use baton_protocol::profile::{RecoveryCodes, TwoFactorCode, TwoFactorEnd, TwoFactorSecret};
use leptos::prelude::*;

use crate::{
    form::{Form, Outcome, Submit, TextField},
    settings::Copy,
    words::t,
};

const TWO_FACTOR: &str = "/api/v1/profile/two-factor";

#[component]
pub(super) fn TwoFactor(on: bool) -> impl IntoView {
    let on = RwSignal::new(on);
    let codes = RwSignal::new(None::<Vec<String>>);
    view! {
        <section class="panel" aria-labelledby="two-factor">
            <h2 id="two-factor">{t("two_factor.title")}</h2>
            {move || codes.get().map(|codes| view! {
                <p class="warning">{t("two_factor.codes")}</p>
                <ul class="codes">{codes.into_iter().map(|code| view! { <li>{code}</li> }).collect_view()}</ul>
            })}
            <Show when=move || on.get() fallback=move || view! { <Begin on codes/> }>
                <End on/>
            </Show>
        </section>
    }
}

#[component]
fn Begin(on: RwSignal<bool>, codes: RwSignal<Option<Vec<String>>>) -> impl IntoView {
    let form = Form::new("two-factor");
    let secret = RwSignal::new(None::<(String, String)>);
    let code = RwSignal::new(String::new());
    let begin = move |_| {
        let request = async { browser::post::<TwoFactorSecret>(TWO_FACTOR, &()).await };
        form.send(request, move |TwoFactorSecret { secret: text, uri }| secret.set(Some((text, uri))));
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = TwoFactorCode { code: code.get_untracked().trim().to_owned() };
        let request = async move { browser::put::<RecoveryCodes>(TWO_FACTOR, &wanted).await };
        form.send(request, move |RecoveryCodes { codes: new }| {
            codes.set(Some(new));
            on.set(true);
        });
    };
    view! {
        <Show
            when=move || secret.with(Option::is_some)
            fallback=move || view! {
                <p>{t("two_factor.text")}</p>
                <Outcome form/>
                <div class="form-actions">
                    <button type="button" class="button" on:click=begin>{t("two_factor.begin")}</button>
                </div>
            }
        >
            <form class="form" on:submit=submit novalidate>
                <p>
                    {t("two_factor.scan")}" "
                    <a rel="external" href=move || secret.get().map(|(_, uri)| uri)>{t("two_factor.open")}</a>
                </p>
                <Copy name=t("two_factor.secret") text=Signal::derive(move || {
                    secret.get().map(|(text, _)| text).unwrap_or_default()
                })/>
                <TextField
                    form field="code" name=t("field.code") text=code fills="one-time-code"
                    hint=t("two_factor.code_hint")
                />
                <Outcome form/>
                <div class="form-actions"><Submit form name=t("two_factor.confirm")/></div>
            </form>
        </Show>
    }
}

#[component]
fn End(on: RwSignal<bool>) -> impl IntoView {
    let form = Form::new("two-factor-end");
    let password = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = TwoFactorEnd { password: password.get_untracked() };
        let request = async move { browser::remove::<()>(TWO_FACTOR, &wanted).await };
        form.send(request, move |()| on.set(false));
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            <p>{t("two_factor.is_on")}</p>
            <TextField
                form field="password" name=t("field.password") text=password
                kind="password" fills="current-password"
            />
            <Outcome form/>
            <div class="form-actions"><Submit form name=t("two_factor.end")/></div>
        </form>
    }
}
