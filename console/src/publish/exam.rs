//! console: the tests that every publishing is held against: kept exchanges, to add and to drop.

use baton_client::browser;
use baton_protocol::publishing::Test;
use leptos::prelude::*;

use super::{check::expects_words, release::Release, wish::NewTest};
use crate::{
    form::{Form, Outcome},
    icon::{Glyph, Icon},
    names, when,
    words::{fill, t},
};

#[component]
pub(super) fn Exam(release: Release) -> impl IntoView {
    let tests = release.tests;
    let adding = RwSignal::new(false);
    let form = Form::new("tests");
    view! {
        <section class="panel" aria-labelledby="tests-title">
            <h2 id="tests-title">{t("tests.title")}</h2>
            <p class="field-note">{t("tests.text")}</p>
            <div class="panel-tools">
                <button
                    type="button" class="button" aria-expanded=move || adding.get().to_string()
                    on:click=move |_| adding.update(|open| *open = !*open)
                >
                    {t("tests.add")}
                </button>
            </div>
            {move || adding.get().then(|| view! { <NewTest release adding/> })}
            {tests.waiting()}
            <Show when=move || tests.value.with(|tests| tests.as_ref().is_some_and(Vec::is_empty))>
                <p class="empty">{t("tests.none")}</p>
            </Show>
            <Outcome form/>
            <ul class="change-rows">
                <For each=move || tests.value.get().unwrap_or_default() key=|test| test.id let:test>
                    <Line test release form/>
                </For>
            </ul>
        </section>
    }
}

#[component]
fn Line(test: Test, release: Release, form: Form) -> impl IntoView {
    let crew = release.session.crew;
    let Test { id, question, expects, title, correction, by, at, .. } = test;
    let url = StoredValue::new(release.studio.url(&format!("/tests/{}", id.0)));
    let gone = StoredValue::new(question.clone());
    let name = fill("tests.drop", &[("question", &question)]);
    let drop = move |_| {
        form.send(async move { browser::delete(&url.get_value()).await }, move |()| {
            let words = fill("tests.dropped", &[("question", &gone.get_value())]);
            release.session.toasts.say(words);
            release.tests.again();
        });
    };
    let from = move || {
        let who = crew.with(|crew| names::colleague(crew, by));
        fill("knowledge.by", &[("name", &who), ("when", &when::full(at))])
    };
    view! {
        <li class="change-row test-row">
            <span class="test-words">
                <span class="check-question" dir="auto">{question}</span>
                <span class="field-note" dir="auto">{expects_words(expects, title.as_deref())}</span>
                <span class="entry-about">
                    {correction.then(|| view! { <span class="sign">{t("origin.correction")}</span> })}
                    <span dir="auto">{from}</span>
                </span>
            </span>
            <button type="button" class="icon-button" aria-label=name title=t("action.delete") on:click=drop>
                <Glyph icon=Icon::Close/>
            </button>
        </li>
    }
}
