//! console: a question before something that cannot be taken back at once; it names what will happen.

use leptos::{html::Dialog, prelude::*};

use crate::words::t;

#[component]
pub(super) fn Confirm(
    open: RwSignal<bool>,
    title: Signal<String>,
    text: &'static str,
    yes: &'static str,
    agree: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
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
            class="confirm" node_ref=dialog aria-labelledby="confirm-title" aria-describedby="confirm-text"
            on:close=move |_| open.set(false)
        >
            <h2 id="confirm-title" dir="auto">{title}</h2>
            <p id="confirm-text">{text}</p>
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
