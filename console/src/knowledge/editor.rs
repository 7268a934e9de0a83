//! console: one entry: changed, removed, and what to do where somebody else was faster.

use baton_client::browser;
use baton_protocol::{
    EntryId,
    knowledge::{Entry, Written},
    site::Versioned,
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    origin::{OriginSign, PageLink},
    row::ChangeSign,
    shelf::{Shelf, title},
};
use crate::{
    fetched::Fetched,
    form::{Form, Outcome, Submit, TextField},
    icon::{Glyph, Icon},
    names,
    pair::{Pair, PairFields},
    session::use_session,
    toasts::Offer,
    when,
    words::{fill, t},
    written::WrittenField,
};

#[component]
pub(super) fn Editor(id: EntryId, shelf: Shelf, back: Callback<()>) -> impl IntoView {
    let address = shelf.studio.url(&format!("/knowledge/{}", id.0));
    let entry = Fetched::<Entry>::new(address.clone());
    let address = StoredValue::new(address);
    view! {
        <section class="panel" aria-labelledby="entry-title">
            <div class="panel-tools">
                <button type="button" class="button button-quiet" on:click=move |_| back.run(())>
                    <Glyph icon=Icon::Back/>
                    {t("knowledge.back")}
                </button>
            </div>
            {entry.waiting()}
            {move || entry.value.get().map(|entry| view! { <Fields entry address shelf back/> })}
        </section>
    }
}

/// What is being written, of either kind.
#[derive(Clone, Copy)]
enum Text {
    Pair(Pair),
    Article { title: RwSignal<String>, body: RwSignal<String> },
}

impl Text {
    fn new(written: &Written) -> Self {
        match written {
            Written::Pair { questions, answer } => Self::Pair(Pair::new(questions, answer.as_str())),
            Written::Article { title, body } => {
                Self::Article { title: RwSignal::new(title.clone()), body: RwSignal::new(body.clone()) }
            }
        }
    }

    fn written(self) -> Written {
        match self {
            Self::Pair(pair) => pair.written(),
            Self::Article { title, body } => {
                Written::Article { title: title.get_untracked(), body: body.get_untracked() }
            }
        }
    }

    fn set(self, written: &Written) {
        match (self, written) {
            (Self::Pair(pair), Written::Pair { questions, answer }) => pair.set(questions, answer),
            (Self::Article { title, body }, Written::Article { title: new_title, body: new_body }) => {
                title.set(new_title.clone());
                body.set(new_body.clone());
            }
            // An entry stays what it is.
            (Self::Pair(_), Written::Article { .. }) | (Self::Article { .. }, Written::Pair { .. }) => {}
        }
    }
}

#[component]
fn Fields(entry: Entry, address: StoredValue<String>, shelf: Shelf, back: Callback<()>) -> impl IntoView {
    let session = use_session();
    let form = Form::new("entry");
    let text = Text::new(&entry.written);
    let name = title(&entry).to_owned();
    let origin = entry.origin.clone();
    let known = RwSignal::new(entry);
    let ahead = RwSignal::new(None::<Entry>);
    let imports = super::imports::list(shelf.studio);
    Effect::new(move |_| {
        if !form.is_stale() {
            ahead.set(None);
            return;
        }
        spawn_local(async move {
            if let Ok(newer) = browser::get::<Entry>(&address.get_value()).await {
                ahead.try_set(Some(newer));
            }
        });
    });
    let save = move |version: u64| {
        let change = Versioned { version, to: text.written() };
        let request = async move { browser::put::<Entry>(&address.get_value(), &change).await };
        form.send(request, move |entry| {
            known.set(entry);
            form.done(t("form.saved"));
            shelf.changed();
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(known.with_untracked(|entry| entry.version));
    };
    let load = Callback::new(move |()| {
        if let Some(newer) = ahead.get_untracked() {
            text.set(&newer.written);
            known.set(newer);
        }
    });
    let remove = move |_| {
        let was =
            known.with_untracked(|entry| Versioned { version: entry.version, to: entry.written.clone() });
        let gone = known.with_untracked(|entry| fill("knowledge.removed", &[("title", title(entry))]));
        form.send(async move { browser::delete(&address.get_value()).await }, move |()| {
            session.toasts.offer(gone, Offer::PutBack(address.get_value(), Box::new(was)));
            shelf.changed();
            back.run(());
        });
    };
    view! {
        <h2 id="entry-title" dir="auto">{name}</h2>
        <p class="entry-about">
            {move || view! { <ChangeSign change=known.with(|entry| entry.change)/> }}
            <OriginSign origin=origin.clone() imports/>
            <PageLink origin/>
            <Hand known/>
        </p>
        <form class="form entry-form" on:submit=submit novalidate>
            {match text {
                Text::Pair(pair) => view! { <PairFields form pair/> }.into_any(),
                Text::Article { title, body } => view! { <ArticleFields form title body/> }.into_any(),
            }}
            {move || ahead.get().map(|newer| view! { <Ahead newer save=Callback::new(save)/> })}
            <Outcome form reload=load/>
            <div class="form-actions">
                <Submit form name=t("action.save")/>
                <button type="button" class="button button-trouble" on:click=remove>{t("action.delete")}</button>
            </div>
        </form>
    }
}

#[component]
pub(super) fn ArticleFields(form: Form, title: RwSignal<String>, body: RwSignal<String>) -> impl IntoView {
    view! {
        <TextField form field="title" name=t("article.title") text=title/>
        <WrittenField form field="body" name=t("field.text") text=body rows="14"/>
    }
}

/// Who wrote it so, and when.
#[component]
fn Hand(known: RwSignal<Entry>) -> impl IntoView {
    let session = use_session();
    move || {
        let (by, at) = known.with(|entry| (entry.by, entry.at));
        let at = when::full(at);
        by.map(|by| {
            let name = session.crew.with(|crew| names::colleague(crew, by));
            view! { <span dir="auto">{fill("knowledge.by", &[("name", &name), ("when", &at)])}</span> }
        })
    }
}

/// Who was faster.
#[component]
fn Ahead(newer: Entry, save: Callback<u64>) -> impl IntoView {
    let session = use_session();
    let name = newer.by.map(|by| session.crew.with_untracked(|crew| names::colleague(crew, by)));
    let words = fill(
        "knowledge.ahead",
        &[
            ("name", name.as_deref().unwrap_or_else(|| t("knowledge.somebody"))),
            ("when", &when::full(newer.at)),
        ],
    );
    view! {
        <div class="outcome-stale">
            <p dir="auto">{words}</p>
            <button type="button" class="button button-small" on:click=move |_| save.run(newer.version)>
                {t("knowledge.overwrite")}
            </button>
        </div>
    }
}
