//! console: a better answer to what was asked: it becomes a pair, and a test that keeps it.

use baton_client::browser;
use baton_protocol::{
    answering::Ask,
    knowledge::Entry,
    publishing::{Expects, TestWish},
};
use leptos::prelude::*;
use serde::de::IgnoredAny;

use super::Game;
use crate::{
    form::{Form, Outcome, Submit},
    pair::{Pair, PairFields},
    session::use_session,
    words::t,
};

#[component]
pub(super) fn Correct(
    game: Game,
    ask: Ask,
    /// The answer that is not good enough.
    answer: String,
    correcting: RwSignal<bool>,
) -> impl IntoView {
    let session = use_session();
    let form = Form::new("correct");
    let pair = Pair::new(std::slice::from_ref(&ask.text), answer);
    // Where the pair is stored and the test was not, only the test is tried again.
    let stored = StoredValue::new(None::<Entry>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pair.lacks(form) {
            return;
        }
        let written = pair.written();
        let (pairs, tests) = (game.studio.url("/knowledge"), game.studio.url("/tests"));
        let (question, locale) = (ask.text.clone(), ask.locale.clone());
        let request = async move {
            let entry = match stored.get_value() {
                Some(entry) if entry.written == written => entry,
                _ => browser::post::<Entry>(&pairs, &written).await?,
            };
            let expects = Expects::Entry(entry.id);
            stored.try_set_value(Some(entry));
            browser::post::<IgnoredAny>(&tests, &TestWish { question, locale, expects }).await
        };
        form.send(request, move |_| {
            session.toasts.say(t("playground.corrected").to_owned());
            game.studio.draft.again();
            correcting.set(false);
            game.published.set(false);
            game.again();
        });
    };
    view! {
        <form class="form entry-form" on:submit=submit novalidate aria-label=t("teach.correct")>
            <PairFields form pair/>
            <Outcome form/>
            <div class="form-actions">
                <Submit form name=t("action.save")/>
                <button type="button" class="button button-quiet" on:click=move |_| correcting.set(false)>
                    {t("action.cancel")}
                </button>
            </div>
        </form>
    }
}
