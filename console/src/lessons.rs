//! console: what the AI agent can learn: questions that nobody had answered, and what live agents explained.

mod chat;
mod group;

use baton_protocol::teaching::{Group, Lesson};
use leptos::prelude::*;

use self::{chat::LessonEntry, group::GroupEntry};
use crate::{
    fetched::Fetched,
    keys,
    studio::{StudioSheet, use_studio},
    words::t,
};

#[component]
pub(crate) fn LessonsPage() -> impl IntoView {
    view! { <StudioSheet title=t("page.lessons")><Lessons/></StudioSheet> }
}

#[component]
fn Lessons() -> impl IntoView {
    let studio = use_studio();
    let groups = Fetched::<Vec<Group>>::new(studio.url("/unanswered"));
    let lessons = Fetched::<Vec<Lesson>>::new(studio.url("/lessons"));
    keys::on_key(|key, _| match key {
        "j" => keys::step(true),
        "k" => keys::step(false),
        _ => {}
    });
    let settled = Callback::new(move |()| {
        groups.again();
        lessons.again();
        studio.draft.again();
    });
    view! {
        <section class="panel entries" aria-labelledby="lessons-unanswered">
            <header class="panel-head"><h2 id="lessons-unanswered">{t("lessons.unanswered")}</h2></header>
            {groups.waiting()}
            <Show when=move || groups.value.with(|groups| groups.as_ref().is_some_and(Vec::is_empty))>
                <p class="empty">{t("lessons.no_unanswered")}</p>
            </Show>
            <For each=move || groups.value.get().unwrap_or_default() key=|group| group.ids.clone() let:group>
                <GroupEntry group settled/>
            </For>
        </section>
        <section class="panel entries" aria-labelledby="lessons-chats">
            <header class="panel-head"><h2 id="lessons-chats">{t("lessons.chats")}</h2></header>
            {lessons.waiting()}
            <Show when=move || lessons.value.with(|lessons| lessons.as_ref().is_some_and(Vec::is_empty))>
                <p class="empty">{t("lessons.no_chats")}</p>
            </Show>
            <For each=move || lessons.value.get().unwrap_or_default() key=|lesson| lesson.id let:lesson>
                <LessonEntry lesson settled/>
            </For>
        </section>
    }
}
