//! console: what the tests say to the draft, and which answers would change.

use baton_protocol::publishing::{Broken, Check, Expects};
use leptos::prelude::*;

use super::differs::DiffersView;
use crate::{
    said::SaidView,
    words::{fill, plural, t},
};

#[component]
pub(super) fn CheckView(check: Check) -> impl IntoView {
    let Check { tests, broken, failing, mended, differs, asked, .. } = check;
    let held = broken.is_empty().then(|| match tests {
        0 => t("check.no_tests").to_owned(),
        tests => plural(tests, "check.held.one", "check.held.many"),
    });
    let count = |list: usize| u32::try_from(list).unwrap_or(u32::MAX);
    let breaks = plural(count(broken.len()), "publish.breaks.one", "publish.breaks.many");
    let fails = plural(count(failing.len()), "check.failing.one", "check.failing.many");
    let changed = if differs.is_empty() {
        plural(asked, "check.same.one", "check.same.many")
    } else {
        fill("check.differ", &[("n", &differs.len().to_string()), ("all", &asked.to_string())])
    };
    view! {
        <div class="check-summary">
            {held.map(|words| view! { <p class="outcome-done">{words}</p> })}
            {(!broken.is_empty()).then(|| view! {
                <h3 class="check-breaks">{breaks}</h3>
                <BrokenList list=broken/>
            })}
            {(mended != 0).then(|| view! {
                <p class="outcome-done">{plural(mended, "check.mended.one", "check.mended.many")}</p>
            })}
            {(!failing.is_empty()).then(|| view! {
                <details class="check-failing">
                    <summary>{fails}</summary>
                    <BrokenList list=failing/>
                </details>
            })}
            <h3>{changed}</h3>
            <ul class="check-list">
                {differs.into_iter().map(|differs| view! { <DiffersView differs/> }).collect_view()}
            </ul>
        </div>
    }
}

#[component]
fn BrokenList(list: Vec<Broken>) -> impl IntoView {
    let rows = list.into_iter().map(|Broken { question, expects, title, said, .. }| {
        view! {
            <li class="check-row">
                <p class="check-question" dir="auto">{question}</p>
                <p class="field-note" dir="auto">{expects_words(expects, title.as_deref())}</p>
                <p class="check-name">{t("check.would")}</p>
                <SaidView said/>
            </li>
        }
    });
    view! { <ul class="check-list">{rows.collect_view()}</ul> }
}

/// What a test expects, in words; with the expected entry's title, where it still exists.
pub(super) fn expects_words(expects: Expects, title: Option<&str>) -> String {
    match (expects, title) {
        (Expects::Entry(_), Some(title)) => fill("expects.entry", &[("title", title)]),
        (Expects::Entry(id), None) => fill("expects.entry_gone", &[("n", &id.0.to_string())]),
        (Expects::Unknown, _) => t("expects.unknown").to_owned(),
        (Expects::AskBack, _) => t("expects.ask_back").to_owned(),
        (Expects::Person, _) => t("expects.person").to_owned(),
    }
}
