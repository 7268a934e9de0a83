//! console: the passages that an answer comes from, each with its page's address and, for editors, its entry.

use baton_protocol::{EntryId, event::Source, people::Role};
use leptos::prelude::*;

use crate::{
    session::use_session,
    words::{fill, t},
};

#[component]
pub(crate) fn Sources(sources: Vec<Source>) -> impl IntoView {
    let title = sources.first().map(|source| source.title.clone()).unwrap_or_default();
    let more = sources.len().saturating_sub(1);
    let summary = if more == 0 {
        fill("bubble.source", &[("title", &title)])
    } else {
        fill("bubble.sources", &[("title", &title), ("n", &more.to_string())])
    };
    view! {
        <details class="sources">
            <summary dir="auto">{summary}</summary>
            {sources.into_iter().map(|source| view! { <Passage source/> }).collect_view()}
        </details>
    }
}

#[component]
fn Passage(source: Source) -> impl IntoView {
    let session = use_session();
    let Source { title, passage, address, entry } = source;
    let page = address.filter(|address| opens(address)).map(|address| {
        let words = address.clone();
        view! { <a href=address target="_blank" rel="noopener noreferrer nofollow">{words}</a> }
    });
    let entry = entry.filter(|_| untrack(|| session.may(Role::Editor))).map(|entry| {
        view! { <a href=entry_address(entry)>{t("source.entry")}</a> }
    });
    view! {
        <figure class="source">
            <figcaption dir="auto">{title}</figcaption>
            <blockquote dir="auto">{passage}</blockquote>
            <p class="source-links">{page}{entry}</p>
        </figure>
    }
}

/// The page on which an entry is edited.
pub(crate) fn entry_address(entry: EntryId) -> String {
    format!("/console/knowledge?entry={}", entry.0)
}

/// A page that may be opened from here.
pub(crate) fn opens(address: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

#[cfg(test)]
mod tests {
    use super::opens;

    #[test]
    fn only_pages_of_the_web_are_opened() {
        for address in ["http://shop.example/a", "HTTPS://shop.example"] {
            assert!(opens(address), "{address}");
        }
        for address in
            ["", "javascript:alert(1)", "data:text/html,x", "//shop.example", " https://x", "ftp://x", "ht"]
        {
            assert!(!opens(address), "{address}");
        }
    }
}
