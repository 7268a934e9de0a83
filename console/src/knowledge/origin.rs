//! console: where an entry comes from, in words, with a way there.

use baton_protocol::{
    ConversationId,
    knowledge::{From, Import, Origin},
};
use leptos::prelude::*;

use crate::{
    fetched::Fetched,
    sources::opens,
    words::{fill, t},
};

/// Nothing for what an editor wrote.
#[component]
pub(super) fn OriginSign(origin: Origin, imports: Fetched<Vec<Import>>) -> impl IntoView {
    match origin {
        Origin::Hand => ().into_any(),
        Origin::Import { import, address, gone } => {
            let from = move || {
                let name = address.clone().or_else(|| {
                    imports.value.with(|imports| {
                        let import = imports.iter().flatten().find(|known| known.id == import)?;
                        Some(import_name(&import.from).to_owned())
                    })
                });
                match name {
                    Some(name) => fill("origin.import", &[("name", &name)]),
                    None => t("origin.imported").to_owned(),
                }
            };
            view! {
                <span class="origin" dir="auto">{from}</span>
                {gone.then(|| view! { <span class="sign sign-removed">{t("origin.gone")}</span> })}
            }
            .into_any()
        }
        Origin::Correction { conversation, seq } => spoken(t("origin.correction"), &conversation, seq),
        Origin::Lesson { conversation, seq } => spoken(t("origin.lesson"), &conversation, seq),
        Origin::Unanswered => view! { <span class="origin">{t("origin.unanswered")}</span> }.into_any(),
    }
}

fn spoken(words: &'static str, conversation: &ConversationId, seq: u64) -> AnyView {
    view! { <a class="origin" href=message(conversation, seq)>{words}</a> }.into_any()
}

/// The page's own address of a message.
pub(crate) fn message(conversation: &ConversationId, seq: u64) -> String {
    format!("/console/hub/{conversation}?at={seq}")
}

/// The page that an entry was read from, as a link where it may be opened.
#[component]
pub(super) fn PageLink(origin: Origin) -> impl IntoView {
    let address = match origin {
        Origin::Import { address, .. } => address.filter(|address| opens(address)),
        Origin::Hand | Origin::Correction { .. } | Origin::Lesson { .. } | Origin::Unanswered => None,
    };
    address.map(|address| {
        let words = address.clone();
        view! { <a class="origin" href=address target="_blank" rel="noopener noreferrer nofollow">{words}</a> }
    })
}

/// What an import is called.
pub(super) fn import_name(from: &From) -> &str {
    match from {
        From::Page { address } | From::Sitemap { address } => address,
        From::File { name } => name,
    }
}
