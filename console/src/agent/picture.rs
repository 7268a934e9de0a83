//! console: the AI agent's picture, uploaded as it is chosen and shown to visitors once it is saved.

use baton_client::browser::Upload;
use baton_protocol::{FileId, limits};
use leptos::{html::Input, prelude::*};

use crate::{
    icon::{Glyph, Icon},
    size, upload,
    words::{fill, t},
};

#[component]
pub(super) fn Picture(
    /// The site's key.
    site: String,
    picture: RwSignal<Option<FileId>>,
    /// As it was when the page came.
    saved: Memo<Option<FileId>>,
) -> impl IntoView {
    let address = StoredValue::new(format!("/api/v1/sites/{site}/picture"));
    drop(site);
    let input = NodeRef::<Input>::new();
    let under_way = StoredValue::new_local(None::<Upload>);
    let progress = RwSignal::new(None::<f64>);
    let trouble = RwSignal::new(None::<String>);
    let most = size::written(limits::FACE_BYTES as u64);
    let hint = fill("agent.picture_hint", &[("size", &most)]);
    let choose = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let chosen = input.files().and_then(|files| files.item(0));
        // The same picture can be chosen once more.
        input.set_value("");
        let Some(file) = chosen else { return };
        if file.size() > limits::FACE_BYTES as f64 {
            trouble.set(Some(fill("agent.picture_large", &[("size", &most)])));
            return;
        }
        trouble.set(None);
        progress.set(Some(0.0));
        let told = move |part: f64| {
            progress.try_set(Some(part));
        };
        let end = move |answer: Result<baton_protocol::file::Attachment, String>| {
            progress.try_set(None);
            match answer {
                Ok(file) if file.picture.is_some() => {
                    picture.try_set(Some(file.id));
                }
                Ok(_) => {
                    trouble.try_set(Some(t("agent.picture_wrong").to_owned()));
                }
                Err(words) => {
                    trouble.try_set(Some(words));
                }
            }
        };
        let begun = address.with_value(|address| upload::begin(address, &file, told, end));
        if begun.is_none() {
            progress.set(None);
            trouble.set(Some(t("refused.other").to_owned()));
        }
        under_way.set_value(begun);
    };
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let unsaved = move || picture.get() != saved.get();
    view! {
        <fieldset class="checks agent-picture" aria-describedby="agent-picture-note">
            <legend>{t("agent.picture")}</legend>
            <span class="agent-face">
                {move || match picture.get() {
                    Some(id) => view! {
                        <img width="56" height="56" src=format!("/api/v1/pictures/{id}") alt=t("agent.picture_now")/>
                    }.into_any(),
                    None => view! { <Glyph icon=Icon::Spark/> }.into_any(),
                }}
            </span>
            <input
                type="file" class="unseen" node_ref=input tabindex="-1" aria-hidden="true"
                accept="image/png,image/jpeg,image/webp,image/gif" on:change=choose
            />
            <button type="button" class="button" aria-describedby="agent-picture-note" on:click=open>
                {t("agent.picture_choose")}
            </button>
            <Show when=move || picture.with(Option::is_some)>
                <button type="button" class="button button-quiet" on:click=move |_| picture.set(None)>
                    {t("agent.picture_remove")}
                </button>
            </Show>
            {move || progress.get().map(|part| view! {
                <progress class="chip-bar" max="1" value=part aria-label=t("agent.picture")></progress>
            })}
            <p class="field-note" id="agent-picture-note" class:field-trouble=move || trouble.with(Option::is_some) role="status">
                {move || match trouble.get() {
                    Some(words) => words,
                    None if unsaved() => t("agent.picture_unsaved").to_owned(),
                    None => hint.clone(),
                }}
            </p>
        </fieldset>
    }
}
