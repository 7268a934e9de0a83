//! console: the page where a person signs in.

use baton_protocol::{
    Code,
    people::{Problem, SignIn},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    refusals,
    session::{Stage, awaits_setup, use_session},
    words::{fill, t},
};

#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let session = use_session();
    document().set_title(&fill("title.page", &[("page", t("sign_in.title"))]));
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let code = RwSignal::new(String::new());
    let needs_code = RwSignal::new(false);
    let (trouble, set_trouble) = signal(None::<String>);
    let busy = RwSignal::new(false);
    let fresh = RwSignal::new(false);
    spawn_local(async move { fresh.set(awaits_setup().await) });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let answer = session
                .sign_in(SignIn {
                    email: email.get_untracked(),
                    password: password.get_untracked(),
                    code: Some(code.get_untracked().trim().to_owned()).filter(|code| !code.is_empty()),
                })
                .await;
            let asks = |problem: &Problem| problem.why.code == Code::CodeNeeded;
            if answer.as_ref().is_err_and(asks) && !needs_code.get_untracked() {
                needs_code.set(true);
                set_trouble.set(None);
                busy.set(false);
                return;
            }
            // What was typed stays: a slip in a long password is mended, not typed anew.
            set_trouble.set(answer.err().map(|problem| words(&problem)));
            busy.set(false);
        });
    };
    view! {
        <main class="door">
            <form class="door-card" on:submit=submit aria-labelledby="door-title">
                <p class="door-brand">{t("brand.name")}</p>
                <h1 id="door-title" class="door-title">{t("sign_in.title")}</h1>
                <Show when=move || session.stage.get() == Stage::Unreachable>
                    <p class="door-note">{t("refused.unreachable")}</p>
                </Show>
                <label class="field">
                    <span class="field-name">{t("field.email")}</span>
                    <input
                        class="input" type="email" name="email" autocomplete="username" required autofocus
                        prop:value=email
                        on:input:target=move |event| email.set(event.target().value())
                    />
                </label>
                <label class="field">
                    <span class="field-name">{t("field.password")}</span>
                    <input
                        class="input" type="password" name="password" autocomplete="current-password" required
                        aria-describedby="door-trouble"
                        prop:value=password
                        on:input:target=move |event| password.set(event.target().value())
                    />
                </label>
                <Show when=move || needs_code.get()>
                    <label class="field">
                        <span class="field-name">{t("field.code")}</span>
                        <input
                            class="input" type="text" name="code" inputmode="numeric" autocomplete="one-time-code"
                            required autofocus aria-describedby="code-hint door-trouble"
                            prop:value=code
                            on:input:target=move |event| code.set(event.target().value())
                        />
                        <span class="field-note" id="code-hint">{t("sign_in.code_hint")}</span>
                    </label>
                </Show>
                <div id="door-trouble" role="alert">
                    {move || trouble.get().map(|text| view! { <p class="field-trouble">{text}</p> })}
                </div>
                <button class="button button-main" type="submit" aria-disabled=move || busy.get().to_string()>
                    {t("sign_in.button")}
                </button>
                <Show when=move || fresh.get()>
                    <p class="door-note">{t("sign_in.fresh")}</p>
                </Show>
            </form>
        </main>
    }
}

fn words(problem: &Problem) -> String {
    match problem.why.code {
        Code::Unauthorized => t("sign_in.wrong").to_owned(),
        Code::CodeNeeded => t("sign_in.wrong_code").to_owned(),
        Code::SlowDown => t("sign_in.slow_down").to_owned(),
        Code::Unavailable => t("refused.unreachable").to_owned(),
        Code::Malformed
        | Code::NotFound
        | Code::Forbidden
        | Code::Empty
        | Code::TooLong
        | Code::ClientIdReused
        | Code::WrongState
        | Code::Taken
        | Code::NotYours
        | Code::NotRung
        | Code::RequestsOff
        | Code::Changed
        | Code::Invalid => refusals::words(&problem.why).unwrap_or_else(|| t("refused.other")).to_owned(),
    }
}
