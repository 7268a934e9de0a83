//! console: a file to import, chosen or dropped, and how far it has got to the server.

use baton_client::browser::Upload;
use baton_protocol::limits;
use leptos::{html::Input, prelude::*};
use serde::de::IgnoredAny;
use web_sys::{DragEvent, File};

use crate::{
    icon::{Glyph, Icon},
    size,
    studio::Studio,
    upload,
    words::{fill, t},
};

/// What can be read.
const KINDS: &str = ".md,.markdown,.txt,.html,.htm,.csv,.pdf";

#[component]
pub(super) fn FileImport(studio: Studio, begun: Callback<()>) -> impl IntoView {
    let address = StoredValue::new(studio.url("/imports/file"));
    let input = NodeRef::<Input>::new();
    let under_way = StoredValue::new_local(None::<Upload>);
    let progress = RwSignal::new(None::<f64>);
    let trouble = RwSignal::new(None::<String>);
    let held = RwSignal::new(false);
    let most = size::written(limits::IMPORT_BYTES as u64);
    let hint = fill("importing.file_hint", &[("size", &most)]);
    let send = move |file: &File| {
        if file.size() > limits::IMPORT_BYTES as f64 {
            trouble.set(Some(fill("importing.large", &[("name", &file.name()), ("size", &most)])));
            return;
        }
        trouble.set(None);
        progress.set(Some(0.0));
        let told = move |part: f64| {
            progress.try_set(Some(part));
        };
        let end = move |answer: Result<IgnoredAny, String>| {
            progress.try_set(None);
            match answer {
                Ok(_) => {
                    begun.try_run(());
                }
                Err(words) => {
                    trouble.try_set(Some(words));
                }
            }
        };
        let upload = address.with_value(|address| upload::begin(address, file, told, end));
        if upload.is_none() {
            progress.set(None);
            trouble.set(Some(t("refused.other").to_owned()));
        }
        under_way.set_value(upload);
    };
    let send = StoredValue::new_local(send);
    let choose = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let chosen = input.files().and_then(|files| files.item(0));
        // The same file can be chosen once more.
        input.set_value("");
        if let Some(file) = chosen {
            send.with_value(|send| send(&file));
        }
    };
    let dropped = move |event: DragEvent| {
        held.set(false);
        let Some(files) = event.data_transfer().and_then(|data| data.files()) else { return };
        // Else the browser would open the file in the console's place.
        event.prevent_default();
        if let Some(file) = files.item(0) {
            send.with_value(|send| send(&file));
        }
    };
    view! {
        <div
            class="import-file" class:import-held=move || held.get() role="group" aria-label=t("importing.file")
            on:dragover=move |event: DragEvent| {
                event.prevent_default();
                held.set(true);
            }
            on:dragleave=move |_| held.set(false) on:drop=dropped
        >
            <input
                type="file" class="unseen" node_ref=input tabindex="-1" aria-hidden="true" accept=KINDS on:change=choose
            />
            <button
                type="button" class="button" aria-describedby="import-file-note"
                on:click=move |_| if let Some(input) = input.get_untracked() { input.click() }
            >
                <Glyph icon=Icon::File/>
                {t("importing.choose")}
            </button>
            {move || progress.get().map(|part| view! {
                <progress class="chip-bar" max="1" value=part aria-label=t("importing.file")></progress>
            })}
            <p class="field-note" id="import-file-note" class:field-trouble=move || trouble.with(Option::is_some) role="status">
                {move || trouble.get().unwrap_or_else(|| hint.clone())}
            </p>
        </div>
    }
}
