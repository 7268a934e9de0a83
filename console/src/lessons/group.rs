//! console: questions that mean the same and that nobody had answered: one answer teaches them all.

use baton_client::browser;
use baton_protocol::teaching::{Group, Settle, SettleGroup, Unanswered};
use leptos::prelude::*;
use serde::de::IgnoredAny;

use crate::{
    form::{Form, Outcome, Submit},
    knowledge::message,
    pair::{Pair, PairFields},
    session::use_session,
    studio::use_studio,
    when,
    words::{fill, plural, t},
};

#[component]
pub(super) fn GroupEntry(group: Group, settled: Callback<()>) -> impl IntoView {
    let minute = use_session().clock.minute;
    let Group { ids, questions, last } = group;
    let count = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let title = questions.first().map(|question| question.text.clone()).unwrap_or_default();
    let open = RwSignal::new(false);
    let (ids, asked) = (StoredValue::new(ids), StoredValue::new(questions));
    view! {
        <details class="entry" on:toggle:target=move |event| open.set(event.target().open())>
            <summary data-row="">
                <span class="entry-name" dir="auto">{title}</span>
                <span class="sign">{plural(count, "lessons.asked.one", "lessons.asked.many")}</span>
                <span class="entry-more" title=when::full(last)>
                    {move || fill("lessons.last", &[("age", &when::age(last, minute.get()))])}
                </span>
            </summary>
            {move || open.get().then(|| view! { <Body ids asked settled/> })}
        </details>
    }
}

#[component]
fn Body(
    ids: StoredValue<Vec<u64>>,
    asked: StoredValue<Vec<Unanswered>>,
    settled: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let studio = use_studio();
    let texts = asked.with_value(|asked| asked.iter().map(|one| one.text.clone()).collect::<Vec<_>>());
    let form = Form::new(format!("group-{}", ids.with_value(|ids| ids.first().copied().unwrap_or_default())));
    let pair = Pair::new(&texts, "");
    let url = StoredValue::new(studio.url("/unanswered"));
    let send = move |with: Settle, said: &'static str| {
        let wish = SettleGroup { ids: ids.get_value(), with };
        form.send(async move { browser::post::<IgnoredAny>(&url.get_value(), &wish).await }, move |_| {
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
    let put = asked.get_value().into_iter().map(|one| {
        view! {
            <li>
                <a href=message(&one.conversation, one.seq) dir="auto">{one.text}</a>
                <span class="entry-more">{when::full(one.at)}</span>
            </li>
        }
    });
    view! {
        <div class="entry-body">
            <div>
                <p class="check-name">{t("lessons.put")}</p>
                <ul class="lesson-questions">{put.collect_view()}</ul>
            </div>
            <form class="form entry-form" on:submit=submit novalidate>
                <PairFields form pair/>
                <Outcome form/>
                <div class="form-actions">
                    <Submit form name=t("lessons.teach_all")/>
                    <button type="button" class="button" on:click=move |_| send(Settle::Drop, t("lessons.dropped"))>
                        {t("lessons.drop")}
                    </button>
                </div>
            </form>
        </div>
    }
}
