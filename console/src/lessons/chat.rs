//! console: what a live agent explained in a chat, to be approved as it is or in better words, or dropped.

use baton_client::browser;
use baton_protocol::teaching::{Lesson, Settle};
use leptos::prelude::*;
use serde::de::IgnoredAny;

use crate::{
    form::{Form, Outcome, Submit},
    knowledge::message,
    names,
    pair::{Pair, PairFields},
    session::use_session,
    studio::use_studio,
    when,
    words::{fill, t},
};

#[component]
pub(super) fn LessonEntry(lesson: Lesson, settled: Callback<()>) -> impl IntoView {
    let session = use_session();
    let studio = use_studio();
    let Lesson { id, conversation, seq, by, at, question, answer } = lesson;
    let form = Form::new(format!("lesson-{}", id.0));
    let pair = Pair::new(std::slice::from_ref(&question), answer.as_str());
    let url = StoredValue::new(studio.url(&format!("/lessons/{}", id.0)));
    let send = move |what: Settle, said: &'static str| {
        form.send(async move { browser::post::<IgnoredAny>(&url.get_value(), &what).await }, move |_| {
            session.toasts.say(said.to_owned());
            settled.run(());
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !pair.lacks(form) {
            send(Settle::Teach { questions: pair.questions(), answer: pair.answer() }, t("lessons.taught"));
        }
    };
    let who = move || {
        let name = session.crew.with(|crew| names::colleague(crew, by));
        fill("lessons.said", &[("name", &name), ("when", &when::full(at))])
    };
    view! {
        <details class="entry">
            <summary data-row="">
                <span class="entry-name" dir="auto">{question}</span>
                <span class="entry-more" dir="auto">{answer.chars().take(120).collect::<String>()}</span>
            </summary>
            <div class="entry-body">
                <p class="entry-about">
                    <span dir="auto">{who}</span>
                    <a href=message(&conversation, seq)>{t("lessons.conversation")}</a>
                </p>
                <form class="form entry-form" on:submit=submit novalidate>
                    <PairFields form pair/>
                    <Outcome form/>
                    <div class="form-actions">
                        <Submit form name=t("lessons.approve")/>
                        <button type="button" class="button" on:click=move |_| send(Settle::Drop, t("lessons.dropped"))>
                            {t("lessons.drop")}
                        </button>
                    </div>
                </form>
            </div>
        </details>
    }
}
