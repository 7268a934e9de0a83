//! console: a question before something that cannot be taken back at once; it names what will happen.

use std::cell::Cell;

use leptos::{html::Dialog, prelude::*};

use crate::words::t;

thread_local! {
    /// Several can stand in one page, and each is named by its own words.
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

#[component]
pub(crate) fn Confirm(
    open: RwSignal<bool>,
    title: Signal<String>,
    #[prop(into)] text: Signal<String>,
    yes: &'static str,
    agree: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let number = COUNT.replace(COUNT.get().wrapping_add(1));
    let (title_id, text_id) = (format!("confirm-title-{number}"), format!("confirm-text-{number}"));
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if !open.get() {
            dialog.close();
        } else if !dialog.open() && dialog.show_modal().is_err() {
            // It is not in the page any more.
            open.set(false);
        }
    });
    view! {
        <dialog
            class="confirm" node_ref=dialog aria-labelledby=title_id aria-describedby=text_id
            on:close=move |_| open.set(false)
        >
            <h2 id=title_id.clone() dir="auto">{title}</h2>
            <p id=text_id.clone()>{text}</p>
            <div class="confirm-actions">
                <button type="button" class="button" on:click=move |_| open.set(false)>
                    {t("action.cancel")}
                </button>
                <button
                    type="button" class="button button-trouble"
                    on:click=move |_| {
                        open.set(false);
                        agree();
                    }
                >
                    {yes}
                </button>
            </div>
        </dialog>
    }
}
