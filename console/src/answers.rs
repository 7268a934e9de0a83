//! console: how the AI agent decides and speaks, as its draft has it, and the model that may help it.

pub(crate) mod languages;
mod model;
mod rule;
mod rules;
mod sure;
mod tone;

use baton_client::browser;
use baton_protocol::{
    answering::{Answering, Draft},
    people::Role,
    site::Versioned,
};
use leptos::prelude::*;
use serde::de::IgnoredAny;

pub(crate) use self::model::{grouped, model_of};
use self::{
    languages::Languages,
    model::ModelCard,
    rules::{Rules, RulesField},
    sure::Sure,
    tone::ToneChoice,
};
use crate::{
    form::{AreaField, Form, Outcome, Submit},
    session::use_session,
    studio::{StudioSheet, use_studio},
    words::t,
};

#[component]
pub(crate) fn AnswersPage() -> impl IntoView {
    view! { <StudioSheet title=t("page.answers")><Answers/></StudioSheet> }
}

#[component]
fn Answers() -> impl IntoView {
    let session = use_session();
    let studio = use_studio();
    // What is shown stays as it is while the draft moves on: only who wants the newer version gets it.
    let shown = RwSignal::new(None::<Draft>);
    let wants = RwSignal::new(true);
    Effect::new(move |_| {
        if let Some(draft) = studio.draft.value.get()
            && wants.get_untracked()
        {
            wants.set(false);
            shown.set(Some(draft));
        }
    });
    let reload = Callback::new(move |()| {
        wants.set(true);
        studio.draft.again();
    });
    view! {
        {studio.draft.waiting()}
        {move || shown.get().map(|draft| view! { <Settings draft reload/> })}
        <Show when=move || session.may(Role::Admin)><ModelCard/></Show>
    }
}

#[component]
fn Settings(draft: Draft, reload: Callback<()>) -> impl IntoView {
    let studio = use_studio();
    let form = Form::new("answers");
    let Answering { sure, tone, languages, no_answer, rules } = draft.answering.clone();
    let known = StoredValue::new((draft.version, draft.answering));
    let sure = RwSignal::new(sure);
    let tone = RwSignal::new(tone);
    let languages = RwSignal::new(languages);
    let no_answer = RwSignal::new(no_answer);
    let rules = Rules::new(rules);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let to = Answering {
            sure: sure.get_untracked(),
            tone: tone.get_untracked(),
            languages: languages.get_untracked(),
            no_answer: no_answer.get_untracked(),
            rules: rules.written(),
        };
        let (draft, address) = (studio.url("/draft"), studio.url("/answering"));
        let wanted = to.clone();
        let request = async move {
            let (version, before) = known.get_value();
            // The draft's version moves with its entries too: only other settings are somebody else's change of these.
            let now = browser::get::<Draft>(&draft).await?;
            let version = if now.answering == before { now.version } else { version };
            browser::put::<IgnoredAny>(&address, &Versioned { version, to: wanted }).await?;
            browser::get::<Draft>(&draft).await
        };
        form.send(request, move |draft| {
            known.set_value((draft.version, to));
            studio.draft.value.set(Some(draft));
            form.done(t("answers.saved"));
        });
    };
    view! {
        <section class="panel" aria-labelledby="answers-title">
            <h2 id="answers-title">{t("answers.title")}</h2>
            <p class="field-note">{t("answers.text")}</p>
            <form class="form" on:submit=submit novalidate>
                <Sure sure/>
                <ToneChoice tone/>
                <Languages form chosen=languages/>
                <AreaField
                    form field="no_answer" name=t("agent.no_answer") text=no_answer rows="2"
                    hint=t("agent.no_answer_hint")
                />
                <RulesField form rules/>
                <Outcome form reload/>
                <div class="form-actions"><Submit form name=t("action.save")/></div>
            </form>
        </section>
    }
}
