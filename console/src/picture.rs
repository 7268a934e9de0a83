//! console: a picture that is uploaded as it is chosen: a face, or a shop's logo.

use baton_client::browser::Upload;
use baton_protocol::{FileId, file::Attachment, limits};
use leptos::{html::Input, prelude::*};
use web_sys::File;

use crate::{
    size, upload,
    words::{fill, t},
};

/// Where everybody gets it.
pub(crate) fn address(id: &FileId) -> String {
    format!("/api/v1/pictures/{id}")
}

/// A picture on its way. A handle: copies are the same.
#[derive(Clone, Copy)]
struct Arriving {
    /// Where it is uploaded to.
    to: StoredValue<String>,
    picture: RwSignal<Option<FileId>>,
    under_way: StoredValue<Option<Upload>, LocalStorage>,
    progress: RwSignal<Option<f64>>,
    trouble: RwSignal<Option<String>>,
}

impl Arriving {
    fn new(to: String, picture: RwSignal<Option<FileId>>) -> Self {
        Self {
            to: StoredValue::new(to),
            picture,
            under_way: StoredValue::new_local(None),
            progress: RwSignal::new(None),
            trouble: RwSignal::new(None),
        }
    }

    fn begin(self, file: &File) {
        if file.size() > limits::FACE_BYTES as f64 {
            self.trouble.set(Some(fill("picture.large", &[("size", &most())])));
            return;
        }
        self.trouble.set(None);
        self.progress.set(Some(0.0));
        let told = move |part: f64| {
            self.progress.try_set(Some(part));
        };
        let end = move |answer: Result<Attachment, String>| {
            self.progress.try_set(None);
            match answer {
                Ok(file) if file.picture.is_some() => {
                    self.picture.try_set(Some(file.id));
                }
                Ok(_) => {
                    self.trouble.try_set(Some(t("picture.wrong").to_owned()));
                }
                Err(words) => {
                    self.trouble.try_set(Some(words));
                }
            }
        };
        let begun = self.to.with_value(|to| upload::begin(to, file, told, end));
        if begun.is_none() {
            self.progress.set(None);
            self.trouble.set(Some(t("refused.other").to_owned()));
        }
        self.under_way.set_value(begun);
    }
}

/// The largest that is taken, in words.
fn most() -> String {
    size::written(limits::FACE_BYTES as u64)
}

#[component]
pub(crate) fn PictureField(
    /// What its ids begin with.
    id: String,
    /// Where it is uploaded to.
    to: String,
    name: &'static str,
    /// What it is, for those who do not see it.
    shows: &'static str,
    picture: RwSignal<Option<FileId>>,
    /// It is shown to nobody before it is saved; none where it is stored as it is chosen.
    #[prop(optional_no_strip)]
    saved: Option<Memo<Option<FileId>>>,
    /// It keeps its shape, as a logo does; else it fills a circle.
    #[prop(optional)]
    whole: bool,
    remove: Callback<()>,
    /// What stands in its place.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let note = format!("{id}-note");
    drop(id);
    let input = NodeRef::<Input>::new();
    let arriving = Arriving::new(to, picture);
    let Arriving { progress, trouble, .. } = arriving;
    let hint = fill("picture.hint", &[("size", &most())]);
    let choose = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let chosen = input.files().and_then(|files| files.item(0));
        // The same picture can be chosen once more.
        input.set_value("");
        if let Some(file) = chosen {
            arriving.begin(&file);
        }
    };
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let unsaved = move || saved.is_some_and(|saved| picture.get() != saved.get());
    view! {
        <fieldset class="checks picture-field" aria-describedby=note>
            <legend>{name}</legend>
            <span class="picture-frame" class:picture-whole=whole>
                {move || match picture.get() {
                    Some(id) => view! { <img width="56" height="56" src=address(&id) alt=shows/> }.into_any(),
                    None => children.as_ref().map(|children| children()).into_any(),
                }}
            </span>
            <input
                type="file" class="unseen" node_ref=input tabindex="-1" aria-hidden="true"
                accept="image/png,image/jpeg,image/webp,image/gif" on:change=choose
            />
            <button type="button" class="button" aria-describedby=note.clone() on:click=open>
                {t("picture.choose")}
            </button>
            <Show when=move || picture.with(Option::is_some)>
                <button type="button" class="button button-quiet" on:click=move |_| remove.run(())>
                    {t("picture.remove")}
                </button>
            </Show>
            {move || progress.get().map(|part| view! {
                <progress class="chip-bar" max="1" value=part aria-label=name></progress>
            })}
            <p class="field-note" id=note.clone() class:field-trouble=move || trouble.with(Option::is_some) role="status">
                {move || match trouble.get() {
                    Some(words) => words,
                    None if unsaved() => t("picture.unsaved").to_owned(),
                    None => hint.clone(),
                }}
            </p>
        </fieldset>
    }
}
