//! console: what is asked in the playground, and of what.

use leptos::prelude::*;

use super::Game;
use crate::{
    answers::languages::KNOWN,
    form::{Check, Outcome, Pick, Submit, TextField},
    when,
    words::{fill, t},
};

#[component]
pub(super) fn Question(game: Game, #[prop(into)] model: Signal<bool>) -> impl IntoView {
    let form = game.form;
    let languages = Signal::stored({
        let unsaid = [(String::new(), t("playground.any_language").to_owned())];
        unsaid.into_iter().chain(KNOWN.map(|tag| (tag.to_owned(), when::own_name(tag)))).collect::<Vec<_>>()
    });
    let version = move |this: bool, name: &'static str| {
        view! {
            <label class="check">
                <input
                    type="radio" name="playground-version" prop:checked=move || game.published.get() == this
                    on:change=move |_| game.published.set(this)
                />
                <span>{name}</span>
            </label>
        }
    };
    let earlier = move || game.before.with(|before| before.join(" · "));
    view! {
        <section class="panel" aria-label=t("playground.ask_something")>
            <form
                class="form entry-form" novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    game.ask();
                }
            >
                <TextField form field="text" name=t("playground.ask_something") text=game.text hint=t("playground.hint")/>
                <fieldset class="checks">
                    <legend>{t("playground.which")}</legend>
                    {version(false, t("playground.draft"))}
                    {version(true, t("playground.published"))}
                </fieldset>
                <Show when=move || model.get()>
                    <Check name=t("playground.with_model") on=game.model/>
                </Show>
                <div class="form-pair">
                    <Pick form field="locale" name=t("visitor.language") value=game.locale options=languages/>
                </div>
                <Show when=move || game.before.with(|before| !before.is_empty())>
                    <p class="playground-before">
                        <span dir="auto">{move || fill("playground.before", &[("questions", &earlier())])}</span>
                        <button type="button" class="button button-small" on:click=move |_| game.start_over()>
                            {t("playground.start_over")}
                        </button>
                    </p>
                </Show>
                <Outcome form/>
                <div class="form-actions"><Submit form name=t("playground.ask")/></div>
            </form>
        </section>
    }
}
