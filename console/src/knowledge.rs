//! console: what the AI agent answers from: pairs and articles to write, and pages and files to import.

mod add;
mod editor;
mod filters;
mod import;
mod importing;
mod imports;
mod origin;
mod row;
mod shelf;

use baton_protocol::EntryId;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use self::{
    add::{Add, Adding},
    editor::Editor,
    filters::Filters,
    imports::Imports,
    row::EntryLine,
    shelf::{KEYS, Load, Shelf},
};
pub(crate) use self::{origin::message, row::ChangeSign};
use crate::{
    conversations::Bones,
    keys,
    studio::{StudioSheet, use_studio},
    wanted::{Wanted, encoded},
    words::{fill, t},
};

const PAGE: &str = "/console/knowledge";

#[component]
pub(crate) fn KnowledgePage() -> impl IntoView {
    view! { <StudioSheet title=t("page.knowledge")><Knowledge/></StudioSheet> }
}

#[component]
fn Knowledge() -> impl IntoView {
    let query = use_query_map();
    let wanted = Memo::new(move |_| query.with(|query| Wanted::read(&KEYS, |key| query.get(key))));
    let entry = Memo::new(move |_| wanted.with(|wanted| wanted.get("entry").parse().ok().map(EntryId)));
    let shelf = Shelf::new(use_studio(), wanted);
    let go = use_navigate();
    let go = Callback::new(move |to: Wanted| {
        let address = format!("{PAGE}{}", to.address(encoded));
        go(&address, NavigateOptions { resolve: false, scroll: false, ..NavigateOptions::default() });
    });
    let back = Callback::new(move |()| go.run(wanted.with_untracked(|wanted| wanted.with("entry", ""))));
    keys::on_key(move |key, _| match key {
        "j" => keys::step(true),
        "k" => keys::step(false),
        _ => {}
    });
    view! {
        {move || entry.get().map(|id| view! { <Editor id shelf back/> })}
        <div class="knowledge" hidden=move || entry.with(Option::is_some)>
            <All shelf wanted go/>
        </div>
    }
}

#[component]
fn All(shelf: Shelf, wanted: Memo<Wanted>, go: Callback<Wanted>) -> impl IntoView {
    let adding = RwSignal::new(None::<Adding>);
    let imports = imports::list(use_studio());
    let nothing = move || shelf.rows.with(Vec::is_empty);
    let loading = move || shelf.load.get() == Load::Loading;
    let empty = move || shelf.load.get() == Load::Done && nothing();
    let plain = move || wanted.with(|wanted| wanted.with("entry", "").is_empty());
    let counts = move || {
        shelf.counts.get().map(|(pairs, articles)| {
            fill("knowledge.counts", &[("pairs", &pairs.to_string()), ("articles", &articles.to_string())])
        })
    };
    view! {
        <Add adding shelf imports/>
        <Imports imports shelf/>
        <Filters wanted go imports/>
        <section
            class="panel entries" aria-label=t("knowledge.list") aria-busy=move || loading().to_string()
        >
            <p class="panel-head knowledge-counts">{counts}</p>
            <ul class="rows">
                <For each=move || shelf.rows.get() key=|row| (row.id, row.change as u8, row.at) let:row>
                    <EntryLine row wanted imports/>
                </For>
            </ul>
            <Show when=move || loading() && nothing()><Bones/></Show>
            <Show when=empty>
                <p class="empty">
                    {move || if plain() { t("knowledge.none") } else { t("knowledge.none_found") }}
                </p>
            </Show>
            <Show when=move || shelf.load.get() == Load::Failed>
                <p class="empty" role="alert">{t("knowledge.failed")}</p>
            </Show>
            <Show when=move || shelf.more.get() || shelf.load.get() == Load::Failed>
                <button
                    type="button" class="button button-quiet conversations-more"
                    aria-disabled=move || loading().to_string() on:click=move |_| shelf.next()
                >
                    {move || match shelf.load.get() {
                        Load::Failed => t("outside.again"),
                        Load::Loading | Load::Done => t("conversations.more"),
                    }}
                </button>
            </Show>
        </section>
    }
}
