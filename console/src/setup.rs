//! console: the page behind the one-time link, where the first admin is created.

mod form;

use baton_protocol::{
    Code,
    people::{Problem, SetUp},
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;

use self::form::{Field, Form, missing};
use crate::{
    refusals,
    session::use_session,
    words::{fill, t},
};

#[component]
pub(crate) fn SetUpPage() -> impl IntoView {
    let session = use_session();
    document().set_title(&fill("title.page", &[("page", t("setup.title"))]));
    let token = take_token();
    let has_token = !token.is_empty();
    let form = Form::new();
    let (trouble, set_trouble) = signal(None::<String>);
    let busy = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        set_trouble.set(None);
        form.trouble.set(missing(&form.texts()));
        if form.trouble.with_untracked(|trouble| !trouble.is_empty()) {
            return;
        }
        busy.set(true);
        let wanted = SetUp {
            token: token.clone(),
            email: form.email.get_untracked(),
            first_name: form.first_name.get_untracked(),
            last_name: form.last_name.get_untracked(),
            password: form.password.get_untracked(),
        };
        spawn_local(async move {
            if let Err(problem) = session.set_up(wanted).await {
                match problem.field.as_deref().and_then(Field::named) {
                    Some(field) => form.trouble.set(vec![(field, said(&problem))]),
                    None => set_trouble.set(Some(said(&problem))),
                }
            }
            busy.set(false);
        });
    };
    view! {
        <main class="door">
            <form class="door-card" on:submit=submit aria-labelledby="door-title" novalidate>
                <p class="door-brand">{t("brand.name")}</p>
                <h1 id="door-title" class="door-title">{t("setup.title")}</h1>
                <p class="door-text">{t("setup.text")}</p>
                <Show when=move || !has_token>
                    <p class="door-note">{t("setup.no_token")}</p>
                </Show>
                {form.view()}
                <div role="alert">
                    {move || trouble.get().map(|text| view! { <p class="field-trouble">{text}</p> })}
                </div>
                <button class="button button-main" type="submit" aria-disabled=move || busy.get().to_string()>
                    {t("setup.button")}
                </button>
            </form>
        </main>
    }
}

/// The token from the address, which it then leaves: it must not stay in the history or on a screen.
pub(crate) fn take_token() -> String {
    let location = window().location();
    let token = location.hash().unwrap_or_default().trim_start_matches('#').to_owned();
    if !token.is_empty()
        && let (Ok(path), Ok(history)) = (location.pathname(), window().history())
    {
        // A browser that refuses this would refuse every page of the console.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path));
    }
    token
}

fn said(problem: &Problem) -> String {
    match problem.why.code {
        Code::Forbidden | Code::NotFound | Code::Unauthorized => t("setup.spent").to_owned(),
        Code::Malformed
        | Code::Empty
        | Code::TooLong
        | Code::ClientIdReused
        | Code::WrongState
        | Code::Taken
        | Code::NotYours
        | Code::NotRung
        | Code::RequestsOff
        | Code::Invalid
        | Code::Changed
        | Code::CodeNeeded
        | Code::SlowDown
        | Code::Unavailable => refusals::words(&problem.why).unwrap_or_else(|| t("refused.other")).to_owned(),
    }
}
