//! console: a question whose answer changes: what is said today beside what would be said.

use baton_protocol::publishing::Differs;
use leptos::prelude::*;

use crate::{said::SaidView, words::t};

#[component]
pub(super) fn DiffersView(differs: Differs) -> impl IntoView {
    let Differs { question, before, after } = differs;
    view! {
        <li class="check-row">
            <p class="check-question" dir="auto">{question}</p>
            <div class="check-pair">
                <div><p class="check-name">{t("check.today")}</p><SaidView said=before/></div>
                <div><p class="check-name">{t("check.would_be")}</p><SaidView said=after/></div>
            </div>
        </li>
    }
}
