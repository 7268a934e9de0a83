//! console: the three ways to more knowledge: a pair, an article, an import.

use baton_client::browser;
use baton_protocol::knowledge::{Entry, Import, Written};
use leptos::prelude::*;

use super::{
    editor::ArticleFields,
    importing::Importing,
    shelf::{Shelf, title},
};
use crate::{
    fetched::Fetched,
    form::{Form, Outcome, Submit},
    pair::{Pair, PairFields},
    words::{fill, t},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Adding {
    Pair,
    Article,
    Import,
}

#[component]
pub(super) fn Add(
    adding: RwSignal<Option<Adding>>,
    shelf: Shelf,
    imports: Fetched<Vec<Import>>,
) -> impl IntoView {
    let done = Callback::new(move |()| adding.set(None));
    let open = move |this: Adding, name: &'static str| {
        let here = move || adding.get() == Some(this);
        view! {
            <button
                type="button" class="button" aria-expanded=move || here().to_string()
                on:click=move |_| adding.set(if untrack(here) { None } else { Some(this) })
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="panel-tools">
            {open(Adding::Pair, t("knowledge.add_pair"))}
            {open(Adding::Article, t("knowledge.add_article"))}
            {open(Adding::Import, t("knowledge.import"))}
        </div>
        {move || adding.get().map(|adding| match adding {
            Adding::Pair => view! { <NewPair shelf done/> }.into_any(),
            Adding::Article => view! { <NewArticle shelf done/> }.into_any(),
            Adding::Import => view! { <Importing imports studio=shelf.studio done/> }.into_any(),
        })}
    }
}

/// Sends a new entry, and says so where it outlives the form.
fn add(form: Form, shelf: Shelf, written: Written, done: Callback<()>) {
    let toasts = shelf.session.toasts;
    let address = shelf.studio.url("/knowledge");
    let request = async move { browser::post::<Entry>(&address, &written).await };
    form.send(request, move |entry| {
        toasts.say(fill("knowledge.added", &[("title", title(&entry))]));
        shelf.changed();
        done.run(());
    });
}

#[component]
fn NewPair(shelf: Shelf, done: Callback<()>) -> impl IntoView {
    let form = Form::new("new-pair");
    let pair = Pair::new(&[], "");
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !pair.lacks(form) {
            add(form, shelf, pair.written(), done);
        }
    };
    view! {
        <section class="panel" aria-labelledby="new-pair-title">
            <h2 id="new-pair-title">{t("knowledge.new_pair")}</h2>
            <form class="form entry-form" on:submit=submit novalidate>
                <PairFields form pair/>
                <Outcome form/>
                <Buttons form done/>
            </form>
        </section>
    }
}

#[component]
fn NewArticle(shelf: Shelf, done: Callback<()>) -> impl IntoView {
    let form = Form::new("new-article");
    let (title, body) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let written = Written::Article { title: title.get_untracked(), body: body.get_untracked() };
        add(form, shelf, written, done);
    };
    view! {
        <section class="panel" aria-labelledby="new-article-title">
            <h2 id="new-article-title">{t("knowledge.new_article")}</h2>
            <form class="form entry-form" on:submit=submit novalidate>
                <ArticleFields form title body/>
                <Outcome form/>
                <Buttons form done/>
            </form>
        </section>
    }
}

#[component]
fn Buttons(form: Form, done: Callback<()>) -> impl IntoView {
    view! {
        <div class="form-actions">
            <Submit form name=t("action.save")/>
            <button type="button" class="button button-quiet" on:click=move |_| done.run(())>{t("action.cancel")}</button>
        </div>
    }
}
