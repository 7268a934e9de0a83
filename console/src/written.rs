//! console: a text in Markdown as it is being written, and how the chat will show it.

use baton_client::browser;
use baton_protocol::rich::Block;
use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    blocks::Blocks,
    form::{AreaField, Form},
    refusals,
    session::problem,
    words::t,
};

/// The server reads Markdown into typed nodes; nothing here reads it into markup.
const READER: &str = "/api/v1/markdown";
/// After so many milliseconds without another letter the preview follows.
const PAUSE_MS: u32 = 250;

#[component]
pub(crate) fn WrittenField(
    form: Form,
    field: &'static str,
    name: &'static str,
    text: RwSignal<String>,
    rows: &'static str,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    view! {
        <div class="written">
            <AreaField form field name text rows hint=t("pair.markdown")/>
            <button
                type="button" class="button button-small written-toggle" aria-pressed=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {t("preview.title")}
            </button>
            {move || shown.get().then(|| view! { <Shown text/> })}
        </div>
    }
}

#[component]
fn Shown(text: RwSignal<String>) -> impl IntoView {
    let blocks = RwSignal::new(None::<Result<Vec<Block>, String>>);
    let waits = StoredValue::new_local(None::<Timeout>);
    let read = move |written: String| {
        spawn_local(async move {
            let answer = browser::post::<Vec<Block>>(READER, &written).await;
            // Only what still stands there is worth showing.
            if text.try_with_untracked(|text| *text == written) != Some(true) {
                return;
            }
            blocks.try_set(Some(answer.map_err(|error| {
                let why = problem(error).why;
                refusals::words(&why).unwrap_or_else(|| t("refused.other")).to_owned()
            })));
        });
    };
    Effect::new(move |before: Option<()>| {
        let written = text.get();
        let pause = if before.is_some() { PAUSE_MS } else { 0 };
        waits.set_value(Some(Timeout::new(pause, move || read(written))));
    });
    view! {
        <div class="said written-shown" role="region" aria-label=t("preview.title")>
            {move || match blocks.get() {
                None => ().into_any(),
                Some(Err(words)) => view! { <p class="field-trouble">{words}</p> }.into_any(),
                Some(Ok(blocks)) if blocks.is_empty() => {
                    view! { <p class="field-note">{t("written.empty")}</p> }.into_any()
                }
                Some(Ok(blocks)) => view! { <Blocks blocks/> }.into_any(),
            }}
        </div>
    }
}
