//! console: short notes that something has happened, in a corner of the page for a few seconds.

use baton_protocol::{ConversationId, knowledge::Written, site::Versioned};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::{
    icon::{Glyph, Icon},
    popups::PopUps,
    session::use_session,
    words::t,
};

/// How long a note stays, in milliseconds.
const STAYS_MS: u32 = 6_000;
/// How long one stays that offers something.
const OFFERS_MS: u32 = 20_000;

/// What a note offers to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Offer {
    /// To come back to a conversation that was just completed.
    Reactivate(ConversationId),
    /// To be available again.
    Available,
    /// To put this entry back into the draft; its address, and what it was.
    PutBack(String, Box<Versioned<Written>>),
    /// To publish a version again; the address that does it.
    Restore(String),
}

impl Offer {
    fn words(&self) -> &'static str {
        match self {
            Self::Reactivate(_) => t("action.reactivate"),
            Self::Available => t("idle.back"),
            Self::PutBack(..) | Self::Restore(_) => t("action.undo"),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Toast {
    id: u32,
    text: String,
    trouble: bool,
    offer: Option<Offer>,
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
        self.add(text, false, None);
    }

    /// Something was not done.
    pub(crate) fn warn(self, text: String) {
        self.add(text, true, None);
    }

    /// Something has happened that can be taken back.
    pub(crate) fn offer(self, text: String, offer: Offer) {
        self.add(text, false, Some(offer));
    }

    /// As [`offer`](Self::offer), until somebody has seen it.
    pub(crate) fn keep(self, text: String, offer: Offer) {
        self.push(text, false, Some(offer));
    }

    fn add(self, text: String, trouble: bool, offer: Option<Offer>) {
        let stays = if offer.is_some() { OFFERS_MS } else { STAYS_MS };
        let id = self.push(text, trouble, offer);
        Timeout::new(stays, move || self.drop(id)).forget();
    }

    fn push(self, text: String, trouble: bool, offer: Option<Offer>) -> u32 {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.list.update(|list| list.push(Toast { id, text, trouble, offer }));
        id
    }

    fn drop(self, id: u32) {
        self.list.update(|list| list.retain(|toast| toast.id != id));
    }
}

#[component]
pub(crate) fn ToastCorner(toasts: Toasts) -> impl IntoView {
    let session = use_session();
    view! {
        <div class="toasts">
            <PopUps/>
            <div class="toasts-notes" role="status" aria-live="polite">
                <For each=move || toasts.list.get() key=|toast| toast.id let:toast>
                    <div class="toast" class:toast-trouble=toast.trouble>
                        <Glyph icon=if toast.trouble { Icon::Warning } else { Icon::Check }/>
                        <span dir="auto">{toast.text}</span>
                        {toast.offer.map(|offer| {
                            let words = offer.words();
                            view! {
                                <button
                                    type="button" class="button button-small"
                                    on:click=move |_| {
                                        session.accept_offer(&offer);
                                        toasts.drop(toast.id);
                                    }
                                >
                                    {words}
                                </button>
                            }
                        })}
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
