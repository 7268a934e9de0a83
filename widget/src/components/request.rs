//! widget: the button that asks for a live agent.

use leptos::prelude::*;

use super::icon::{Icon, PERSON};
use crate::{session::Session, words::t};

#[component]
pub(crate) fn RequestButton(session: Session) -> impl IntoView {
    view! {
        <button
            class="second request"
            type="button"
            aria-disabled=move || session.busy.get().to_string()
            on:click=move |_| session.request()
        >
            <Icon path=PERSON/>
            {t("request")}
        </button>
    }
}
