//! console: the search box and the filters over the entries; the address keeps them.

use baton_protocol::knowledge::Import;
use leptos::prelude::*;

use super::origin::import_name;
use crate::{
    fetched::Fetched,
    wanted::{Choose, Search, Wanted},
    words::t,
};

#[component]
pub(super) fn Filters(
    wanted: Memo<Wanted>,
    go: Callback<Wanted>,
    imports: Fetched<Vec<Import>>,
) -> impl IntoView {
    let kinds = Signal::stored(vec![
        ("pair".to_owned(), t("knowledge.pairs").to_owned()),
        ("article".to_owned(), t("knowledge.articles").to_owned()),
    ]);
    let states = Signal::stored(vec![("true".to_owned(), t("knowledge.changed").to_owned())]);
    let sources = Signal::derive(move || {
        let imports = imports.value.get().unwrap_or_default();
        imports
            .into_iter()
            .map(|import| (import.id.0.to_string(), import_name(&import.from).to_owned()))
            .collect::<Vec<_>>()
    });
    view! {
        <form class="filters" role="search" aria-label=t("filter.region") on:submit=|event| event.prevent_default()>
            <Search wanted go hint=t("knowledge.search_hint")/>
            <Choose wanted go key="kind" name=t("knowledge.kind") options=kinds/>
            <Choose wanted go key="changed" name=t("knowledge.state") options=states/>
            <Choose wanted go key="import" name=t("knowledge.imported") options=sources/>
        </form>
    }
}
