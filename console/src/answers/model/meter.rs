//! console: what a model has used this month, and how it is.

use baton_protocol::answering::ModelView;
use leptos::prelude::*;

use crate::{
    session::use_session,
    when,
    words::{fill, t},
};

#[component]
pub(super) fn MeterView(model: ModelView) -> impl IntoView {
    let now = use_session().clock.minute;
    let ModelView { budget, meter, resting, failure, .. } = model;
    let used = meter.input.saturating_add(meter.output);
    let words = if budget == 0 {
        fill("model.used", &[("n", &grouped(used))])
    } else {
        fill("model.used_of", &[("n", &grouped(used)), ("all", &grouped(budget))])
    };
    let calls = fill("model.calls", &[("n", &grouped(meter.calls)), ("answers", &grouped(meter.answers))]);
    // Beyond 2^53 tokens a bar is full anyway.
    let bar = (budget != 0).then(|| view! {
        <progress class="chip-bar" max=budget.to_string() value=used.min(budget).to_string() aria-label=t("model.meter")></progress>
    });
    let spent = budget != 0 && used >= budget;
    view! {
        <div class="model-meter">
            <p>{words}</p>
            {bar}
            <p class="field-note">{calls}</p>
            {spent.then(|| view! { <p class="warning">{t("model.spent")}</p> })}
            {resting.map(|until| view! {
                <p class="warning">{move || fill("model.resting", &[("when", &when::coming(until, now.get()))])}</p>
            })}
            {failure.map(|why| view! { <p class="field-note" dir="auto">{fill("model.failure", &[("why", &why)])}</p> })}
        </div>
    }
}

/// A number with thin room between its thousands.
pub(crate) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at != 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_stand_apart() {
        for (n, text) in
            [(0, "0"), (999, "999"), (1_000, "1\u{202f}000"), (1_234_567, "1\u{202f}234\u{202f}567")]
        {
            assert_eq!(grouped(n), text);
        }
    }
}
