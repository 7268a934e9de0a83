//! console: how the AI agent speaks, with a sentence of each way.

use baton_protocol::site::Tone;
use leptos::prelude::*;

use crate::words::t;

#[component]
pub(super) fn ToneChoice(tone: RwSignal<Tone>) -> impl IntoView {
    let choice = move |this: Tone, name: &'static str, example: &'static str| {
        view! {
            <label class="check tone">
                <input
                    type="radio" name="tone" prop:checked=move || tone.get() == this
                    on:change=move |_| tone.set(this)
                />
                <span>{name}<span class="tone-example">{example}</span></span>
            </label>
        }
    };
    view! {
        <fieldset class="checks">
            <legend>{t("agent.tone")}</legend>
            {choice(Tone::Friendly, t("agent.friendly"), t("agent.friendly_example"))}
            {choice(Tone::Brief, t("agent.brief"), t("agent.brief_example"))}
        </fieldset>
    }
}
