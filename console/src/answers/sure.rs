//! console: how sure the AI agent must be before it answers, and what that means.

use leptos::prelude::*;

use crate::words::{fill, t};

#[component]
pub(super) fn Sure(sure: RwSignal<u8>) -> impl IntoView {
    let shown = move || fill("report.percent", &[("n", &sure.get().to_string())]);
    let means = move || {
        let sure = sure.get();
        let n = sure.to_string();
        match sure {
            ..70 => fill("sure.bold", &[("n", &n)]),
            70..90 => fill("sure.middle", &[("n", &n)]),
            _ => fill("sure.careful", &[("n", &n)]),
        }
    };
    view! {
        <div class="field sure">
            <label class="field-name" for="answers-sure">{t("sure.name")}</label>
            <span class="sure-row">
                <input
                    type="range" id="answers-sure" min="50" max="99" step="1" aria-describedby="answers-sure-note"
                    aria-valuetext=shown prop:value=move || sure.get().to_string()
                    on:input:target=move |event| {
                        if let Ok(value) = event.target().value().parse() {
                            sure.set(value);
                        }
                    }
                />
                <output class="sure-value" for="answers-sure">{shown}</output>
            </span>
            <p class="field-note" id="answers-sure-note">{means}</p>
        </div>
    }
}
