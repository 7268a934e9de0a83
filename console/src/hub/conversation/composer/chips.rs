//! console: the files that go with the reply being written: how far each has got, and the ways to mend or drop it.

use baton_protocol::{ConversationId, file::Attachment};
use leptos::prelude::*;

use crate::{
    hub::conversation::files::address,
    icon::{Glyph, Icon},
    session::use_session,
    size,
    tray::{Chosen, Fate},
    words::{fill, t},
};

#[component]
pub(super) fn Chips(id: ConversationId) -> impl IntoView {
    let session = use_session();
    let list = Memo::new(move |_| session.tray.of(&id));
    view! {
        <Show when=move || list.with(|list| !list.is_empty())>
            <ul class="chips" aria-label=t("files.list")>
                <For each=move || list.get() key=|file| file.number let:file>
                    <Chip file/>
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn Chip(file: Chosen) -> impl IntoView {
    let session = use_session();
    let Chosen { number, name, size, .. } = file;
    let fate = Memo::new(move |_| session.tray.fate(number));
    let picture = Memo::new(move |_| match fate.get() {
        Some(Fate::Stored(file)) if file.picture.is_some() => Some(file),
        _ => None,
    });
    let title = name.clone();
    let remove = fill("files.remove", &[("name", &name)]);
    let of = name.clone();
    let under_way = fill("files.sending", &[("name", &name)]);
    let part = Memo::new(move |_| match fate.get() {
        Some(Fate::Sending(part)) => Some(part),
        Some(Fate::Failed(_) | Fate::Stored(_)) | None => None,
    });
    let sending = Memo::new(move |_| part.get().is_some());
    let why = Memo::new(move |_| match fate.get() {
        Some(Fate::Failed(why)) => Some(why),
        Some(Fate::Sending(_) | Fate::Stored(_)) | None => None,
    });
    let failed = move || why.with(Option::is_some);
    let stands = move || match why.get() {
        _ if sending.get() => {
            let label = under_way.clone();
            view! {
                <progress class="chip-bar" max="100" value=move || part.get() aria-label=label></progress>
            }
            .into_any()
        }
        Some(why) => view! { <span class="chip-why" role="alert">{why}</span> }.into_any(),
        None => view! { <span class="file-size">{size::written(size)}</span> }.into_any(),
    };
    let again = move || {
        let of = of.clone();
        failed().then(|| {
            view! {
                <button
                    type="button" class="button button-small" on:click=move |_| session.tray.retry(number)
                >
                    {t("action.retry")}
                    <span class="unseen">{of}</span>
                </button>
            }
        })
    };
    view! {
        <li class="chip" class:chip-failed=failed>
            {move || match picture.get() {
                Some(file) => view! { <Thumb file/> }.into_any(),
                None => view! { <Glyph icon=Icon::File/> }.into_any(),
            }}
            <span class="chip-words">
                <span class="chip-name" dir="auto" title=title>{name}</span>
                {stands}
            </span>
            {again}
            <button
                type="button" class="icon-button chip-remove" aria-label=remove
                on:click=move |_| {
                    session.tray.remove(number);
                    session.chat.trouble.set(None);
                    session.chat.compose(session.chat.private.get_untracked());
                }
            >
                <Glyph icon=Icon::Close/>
            </button>
        </li>
    }
}

/// The picture, small; its name stands beside it.
#[component]
fn Thumb(file: Attachment) -> impl IntoView {
    view! { <img class="chip-picture" width="32" height="32" src=address(&file) alt=""/> }
}
