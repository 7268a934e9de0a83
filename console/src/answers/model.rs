//! console: the model that may put answers into words: where it is, what it has used, and whether it is well.

mod meter;

use baton_client::browser::{self, RequestError};
use baton_protocol::answering::{ModelSettings, ModelView, Provider, Tried};
use leptos::{prelude::*, task::spawn_local};
use serde::de::IgnoredAny;

use self::meter::MeterView;
pub(crate) use self::meter::grouped;
use crate::{
    confirm::Confirm,
    form::{Form, Outcome, Pick, Submit, TextField},
    session::use_session,
    studio::use_studio,
    words::{fill, t},
};

/// How the fields name the ways in which a model is spoken to.
const OPEN_AI: &str = "open_ai";
const ANTHROPIC: &str = "anthropic";

/// The site's model; none where there is none.
///
/// # Errors
/// Whatever is neither an answer nor that there is none.
pub(crate) async fn model_of(address: &str) -> Result<Option<ModelView>, RequestError> {
    match browser::get::<Option<ModelView>>(address).await {
        Err(RequestError::Refused { status: 404, .. }) => Ok(None),
        answer => answer,
    }
}

#[component]
pub(super) fn ModelCard() -> impl IntoView {
    let studio = use_studio();
    let address = StoredValue::new(studio.url("/model"));
    let model = RwSignal::new(None::<ModelView>);
    let known = RwSignal::new(false);
    let look = Callback::new(move |()| {
        spawn_local(async move {
            let answer = model_of(&address.get_value()).await;
            if let Ok(found) = answer {
                model.try_set(found);
            }
            known.try_set(true);
        });
    });
    look.run(());
    let shown = Memo::new(move |_| {
        model.with(|model| {
            model.as_ref().map(|model| {
                (model.provider, model.base.clone(), model.model.clone(), model.budget, model.keyed)
            })
        })
    });
    view! {
        <section class="panel" aria-labelledby="model-title">
            <h2 id="model-title">{t("model.title")}</h2>
            <p class="field-note">{t("model.text")}</p>
            {move || model.get().map(|model| view! { <MeterView model/> })}
            <Show when=move || known.get()>
                {move || {
                    shown.track();
                    view! { <Fields model=model.get_untracked() address look/> }
                }}
            </Show>
        </section>
    }
}

#[component]
fn Fields(model: Option<ModelView>, address: StoredValue<String>, look: Callback<()>) -> impl IntoView {
    let session = use_session();
    let form = Form::new("model");
    let on = model.is_some();
    let keyed = model.as_ref().is_some_and(|model| model.keyed);
    let (provider, base, name, budget) = match model {
        Some(model) => (model.provider, model.base, model.model, model.budget),
        None => (Provider::OpenAi, String::new(), String::new(), 0),
    };
    let provider =
        RwSignal::new(if provider == Provider::Anthropic { ANTHROPIC } else { OPEN_AI }.to_owned());
    let (base, name, key) = (RwSignal::new(base), RwSignal::new(name), RwSignal::new(String::new()));
    let budget = RwSignal::new(if budget == 0 { String::new() } else { budget.to_string() });
    let leaving = RwSignal::new(false);
    let providers = Signal::stored(vec![
        (OPEN_AI.to_owned(), t("model.open_ai").to_owned()),
        (ANTHROPIC.to_owned(), t("model.anthropic").to_owned()),
    ]);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(tokens) = budget.with_untracked(|budget| amount(budget)) else {
            form.refuse("budget", t("model.budget_wrong"));
            return;
        };
        let wanted = ModelSettings {
            provider: if provider.with_untracked(|way| way == ANTHROPIC) {
                Provider::Anthropic
            } else {
                Provider::OpenAi
            },
            base: base.with_untracked(|base| base.trim().to_owned()),
            model: name.with_untracked(|name| name.trim().to_owned()),
            key: Some(key.get_untracked()).filter(|key| !key.is_empty()),
            budget: tokens,
        };
        let request = async move { browser::put::<IgnoredAny>(&address.get_value(), &wanted).await };
        form.send(request, move |_| {
            key.set(String::new());
            form.saved();
            look.run(());
        });
    };
    let off = move || {
        form.send(async move { browser::delete(&address.get_value()).await }, move |()| {
            session.toasts.say(t("model.is_off").to_owned());
            look.run(());
        });
    };
    let key_hint = if keyed { t("model.keyed") } else { t("model.key_hint") };
    view! {
        <form class="form" on:submit=submit novalidate>
            <Pick form field="provider" name=t("model.provider") value=provider options=providers/>
            <TextField form field="base" name=t("model.base") text=base kind="url" placeholder="https://api.openai.com/v1" hint=t("model.base_hint")/>
            <TextField form field="model" name=t("model.model") text=name/>
            <TextField form field="key" name=t("model.key") text=key kind="password" fills="new-password" hint=key_hint/>
            <TextField form field="budget" name=t("model.budget") text=budget hint=t("model.budget_hint")/>
            <Outcome form/>
            <div class="form-actions">
                <Submit form name=t("model.save")/>
                {on.then(|| view! {
                    <Trying address look/>
                    <button type="button" class="button button-trouble" on:click=move |_| leaving.set(true)>
                        {t("model.off")}
                    </button>
                })}
            </div>
        </form>
        <Confirm
            open=leaving title=Signal::stored(t("model.off_title").to_owned()) text=t("model.off_text").to_owned()
            yes=t("model.off") agree=off
        />
    }
}

/// Lets the stored model say something.
#[component]
fn Trying(address: StoredValue<String>, look: Callback<()>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let told = RwSignal::new(None::<(bool, String)>);
    let attempt = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        told.set(None);
        spawn_local(async move {
            let answer = browser::post::<Tried>(&format!("{}/try", address.get_value()), &()).await;
            // The page may be gone by now.
            if busy.try_set(false).is_some() {
                return;
            }
            told.set(Some(match answer {
                Ok(Tried { failure: Some(failure), .. }) => {
                    (false, fill("model.failed", &[("why", &failure)]))
                }
                Ok(Tried { model: Some(model), .. }) => (true, fill("model.answers", &[("model", &model)])),
                Ok(_) => (true, t("model.answers_plain").to_owned()),
                Err(_) => (false, t("refused.unreachable").to_owned()),
            }));
            look.run(());
        });
    };
    view! {
        <button type="button" class="button" aria-disabled=move || busy.get().to_string() on:click=attempt>
            {t("model.try")}
        </button>
        <p class="model-told" role="status">
            {move || if busy.get() { Some(t("model.asking").to_owned()) } else { None }}
            {move || told.get().map(|(well, words)| view! {
                <span class:outcome-done=well class:field-trouble=!well>{words}</span>
            })}
        </p>
    }
}

/// Tokens as they are written, with or without marks between the thousands; nothing is no limit.
fn amount(text: &str) -> Option<u64> {
    let digits: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '.' | '\'' | '_')).collect();
    if digits.is_empty() { Some(0) } else { digits.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn budgets_are_read_as_people_write_them() {
        for (text, tokens) in [
            ("", Some(0)),
            (" 0 ", Some(0)),
            ("1000000", Some(1_000_000)),
            ("1,000,000", Some(1_000_000)),
            ("1 000 000", Some(1_000_000)),
            ("1.000.000", Some(1_000_000)),
            ("much", None),
            ("-5", None),
        ] {
            assert_eq!(amount(text), tokens, "{text:?}");
        }
    }
}
