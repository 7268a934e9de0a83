//! console: short notes that something has happened, in a corner of the page for a few seconds.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::{
    icon::{Glyph, Icon},
    popups::PopUps,
    words::t,
};

/// How long a note stays, in milliseconds.
const STAYS_MS: u32 = 6_000;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Toast {
    id: u32,
    text: String,
    trouble: bool,
}

/// A handle: copies show the same.
#[derive(Clone, Copy)]
pub(crate) struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    pub(crate) fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    pub(crate) fn say(self, text: String) {
        self.add(text, false);
    }

    /// Something was not done.
    pub(crate) fn warn(self, text: String) {
        self.add(text, true);
    }

    fn add(self, text: String, trouble: bool) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.list.update(|list| list.push(Toast { id, text, trouble }));
        Timeout::new(STAYS_MS, move || self.drop(id)).forget();
    }

    fn drop(self, id: u32) {
        self.list.update(|list| list.retain(|toast| toast.id != id));
    }
}

#[component]
pub(crate) fn ToastCorner(toasts: Toasts) -> impl IntoView {
    view! {
        <div class="toasts">
            <PopUps/>
            <div class="toasts-notes" role="status" aria-live="polite">
                <For each=move || toasts.list.get() key=|toast| toast.id let:toast>
                    <div class="toast" class:toast-trouble=toast.trouble>
                        <Glyph icon=if toast.trouble { Icon::Warning } else { Icon::Check }/>
                        <span dir="auto">{toast.text}</span>
                        <button
                            type="button"
                            class="icon-button"
                            aria-label=t("toast.dismiss")
                            on:click=move |_| toasts.drop(toast.id)
                        >
                            <Glyph icon=Icon::Close/>
                        </button>
                    </div>
                </For>
            </div>
        </div>
    }
}
