//! console: a text to copy, with its button.

use leptos::{html::Textarea, prelude::*};

use crate::words::{fill, t};

#[component]
pub(crate) fn Copy(
    name: &'static str,
    #[prop(into)] text: Signal<String>,
    #[prop(default = "2")] rows: &'static str,
) -> impl IntoView {
    let told = fill("copy.copy_this", &[("name", name)]);
    let area = NodeRef::<Textarea>::new();
    let copied = RwSignal::new(false);
    let copy = move |_| {
        let Some(area) = area.get_untracked() else { return };
        // Without TLS there is no clipboard to write to, but what is selected can be copied by hand.
        area.select();
        if window().is_secure_context() {
            let _ = window().navigator().clipboard().write_text(&text.get_untracked());
            copied.set(true);
        }
    };
    view! {
        <div class="copy">
            <textarea class="input area copy-text" node_ref=area rows=rows readonly dir="ltr" aria-label=name prop:value=text></textarea>
            <button type="button" class="button" aria-label=told on:click=copy>{t("copy.copy")}</button>
            <span class="outcome-done" role="status">{move || copied.get().then(|| t("copy.copied"))}</span>
        </div>
    }
}
