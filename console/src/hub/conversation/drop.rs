//! console: files that are dropped onto the conversation go with the next reply, where it is mine to write.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{DataTransfer, DragEvent, Element, File, FileList, Node};

use crate::{session::Session, words::t};

/// A handle: copies are the same zone.
#[derive(Clone, Copy)]
pub(super) struct DropZone {
    session: Session,
    mine: Signal<bool>,
    /// Files are held over it.
    held: RwSignal<bool>,
}

impl DropZone {
    pub(super) fn new(session: Session, mine: Signal<bool>) -> Self {
        Self { session, mine, held: RwSignal::new(false) }
    }

    pub(super) fn over(self, event: &DragEvent) {
        let Some(data) = event.data_transfer().filter(has_files) else { return };
        // Else the browser would open the file in the console's place.
        event.prevent_default();
        let takes = self.mine.get_untracked();
        data.set_drop_effect(if takes { "copy" } else { "none" });
        if self.held.get_untracked() != takes {
            self.held.set(takes);
        }
    }

    pub(super) fn left(self, event: &DragEvent) {
        // To go from one part of the zone to another is not to leave it.
        let zone = event.current_target().and_then(|zone| zone.dyn_into::<Element>().ok());
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        let inside = zone.is_some_and(|zone| to.is_some_and(|to| zone.contains(Some(&to))));
        if !inside {
            self.held.set(false);
        }
    }

    pub(super) fn dropped(self, event: &DragEvent) {
        let Some(data) = event.data_transfer().filter(has_files) else { return };
        event.prevent_default();
        self.held.set(false);
        if self.mine.get_untracked() {
            add(self.session, files(data.files()));
        }
    }
}

/// Where the files would go, for whoever holds them.
#[component]
pub(super) fn DropHint(drops: DropZone) -> impl IntoView {
    let private = drops.session.chat.private;
    view! {
        <Show when=move || drops.held.get()>
            <div class="drop" aria-hidden="true">
                <p class="drop-words">
                    {move || if private.get() { t("files.private") } else { t("files.drop") }}
                </p>
            </div>
        </Show>
    }
}

/// Puts files beside the reply of the open conversation, and says which of them cannot go.
pub(super) fn add(session: Session, files: Vec<File>) {
    let chat = session.chat;
    let Some(id) = chat.id.get_untracked().filter(|_| !files.is_empty()) else { return };
    if chat.private.get_untracked() {
        return chat.trouble.set(Some(t("files.private").to_owned()));
    }
    let refused = session.tray.add(&id, files);
    chat.trouble.set(Some(refused.join(" ")).filter(|words| !words.is_empty()));
}

pub(super) fn files(list: Option<FileList>) -> Vec<File> {
    list.map(|list| (0..list.length()).filter_map(|at| list.item(at)).collect()).unwrap_or_default()
}

fn has_files(data: &DataTransfer) -> bool {
    data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
}
