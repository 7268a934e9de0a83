//! console: which sound a request makes in this browser, or none.

use leptos::prelude::*;

use crate::{
    bell::{self, Tone},
    words::t,
};

#[component]
pub(super) fn Sound() -> impl IntoView {
    let tone = RwSignal::new(bell::tone());
    let choice = move |this: Tone, name: &'static str| {
        view! {
            <label class="check">
                <input
                    type="radio" name="sound" prop:checked=move || tone.get() == this
                    on:change=move |_| {
                        tone.set(this);
                        bell::choose(this);
                    }
                />
                <span>{name}</span>
            </label>
        }
    };
    view! {
        <section class="panel" aria-labelledby="sound">
            <h2 id="sound">{t("sound.title")}</h2>
            <fieldset class="checks">
                <legend class="unseen">{t("sound.title")}</legend>
                {choice(Tone::Ring, t("sound.ring"))}
                {choice(Tone::Soft, t("sound.soft"))}
                {choice(Tone::Off, t("sound.off"))}
            </fieldset>
        </section>
    }
}
