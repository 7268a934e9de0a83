//! console: how sure the AI agent must be before it answers, and what that means.

use leptos::prelude::*;

use crate::{
    form::Slider,
    words::{fill, t},
};

#[component]
pub(super) fn Sure(sure: RwSignal<u8>) -> impl IntoView {
    let shown = Signal::derive(move || fill("report.percent", &[("n", &sure.get().to_string())]));
    let note = Signal::derive(move || {
        let sure = sure.get();
        let n = sure.to_string();
        match sure {
            ..70 => fill("sure.bold", &[("n", &n)]),
            70..90 => fill("sure.middle", &[("n", &n)]),
            _ => fill("sure.careful", &[("n", &n)]),
        }
    });
    view! { <Slider id="answers-sure".to_owned() name=t("sure.name") value=sure least=50 most=99 shown note/> }
}
