//! console: how a site gets its LINE official account, in three steps.

use leptos::prelude::*;

use crate::{settings::Copy, words::t};

#[component]
pub(super) fn Steps(webhook: Signal<String>) -> impl IntoView {
    view! {
        <p class="field-note">{t("line.text")}</p>
        <ol class="steps">
            <li>{t("line.step_one")}</li>
            <li>{t("line.step_two")}</li>
            <li>{t("line.step_three")}</li>
        </ol>
        <Webhook webhook/>
    }
}

/// What is entered in LINE's console.
#[component]
pub(super) fn Webhook(webhook: Signal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <p class="field-name">{t("line.webhook")}</p>
            <Copy name=t("line.webhook") text=webhook/>
        </div>
    }
}
