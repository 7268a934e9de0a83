//! console: one picture of a message as large as there is room, with the way to keep it.

use baton_protocol::file::Attachment;
use leptos::{html::Dialog, prelude::*};

use super::files::address;
use crate::{
    icon::{Glyph, Icon},
    size,
    words::t,
};

/// The picture that is looked at.
#[derive(Clone, Copy)]
pub(super) struct Viewed(pub(super) RwSignal<Option<Attachment>>);

#[component]
pub(super) fn Viewer(viewed: RwSignal<Option<Attachment>>) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if viewed.with(Option::is_none) {
            dialog.close();
        } else if !dialog.open() && dialog.show_modal().is_err() {
            // It is not in the page any more.
            viewed.set(None);
        }
    });
    let beside = move |event: leptos::ev::MouseEvent| {
        let own = dialog.get_untracked().map(|dialog| event.target() == Some(dialog.into()));
        // A click beside the picture falls on the dialog itself.
        if own == Some(true) {
            viewed.set(None);
        }
    };
    view! {
        <dialog
            class="viewer" node_ref=dialog aria-labelledby="viewer-name" on:click=beside
            on:close=move |_| viewed.set(None)
        >
            {move || viewed.get().map(|file| view! { <Large file viewed/> })}
        </dialog>
    }
}

#[component]
fn Large(file: Attachment, viewed: RwSignal<Option<Attachment>>) -> impl IntoView {
    let address = address(&file);
    let Attachment { name, size, picture, .. } = file;
    let (width, height) = picture.map(|pixels| (pixels.width, pixels.height)).unzip();
    view! {
        <header class="viewer-head">
            <h2 id="viewer-name" dir="auto">{name.clone()}</h2>
            <span class="file-size">{size::written(size)}</span>
            <a class="button button-small" href=address.clone() download=name.clone() rel="external">
                <Glyph icon=Icon::Download/>
                {t("files.download")}
            </a>
            <button
                type="button" class="icon-button" aria-label=t("help.close")
                on:click=move |_| viewed.set(None)
            >
                <Glyph icon=Icon::Close/>
            </button>
        </header>
        <img class="viewer-picture" width=width height=height src=address alt=name/>
    }
}
