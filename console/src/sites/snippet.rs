//! console: what a shop puts into its pages, and where, for each of the usual shop systems.

use leptos::prelude::*;

use crate::{settings::Copy, words::t};

#[component]
pub(super) fn Snippet(key: String) -> impl IntoView {
    let origin = window().location().origin().unwrap_or_default();
    let snippet = format!("<script async src=\"{origin}/baton.js\" data-site=\"{key}\"></script>");
    drop(key);
    let steps = |name: &'static str, steps: [&'static str; 3]| {
        view! {
            <details>
                <summary>{name}</summary>
                <ol class="steps">{steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ol>
            </details>
        }
    };
    view! {
        <Copy name=t("snippet.name") text=Signal::stored(snippet)/>
        {steps(t("snippet.html"), [t("snippet.html_one"), t("snippet.html_two"), t("snippet.html_three")])}
        {steps(t("snippet.shopify"), [t("snippet.shopify_one"), t("snippet.shopify_two"), t("snippet.shopify_three")])}
        {steps(
            t("snippet.squarespace"),
            [t("snippet.squarespace_one"), t("snippet.squarespace_two"), t("snippet.squarespace_three")],
        )}
    }
}
