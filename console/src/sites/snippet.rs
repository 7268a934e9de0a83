//! console: what a shop puts into its pages, and where, for each of the usual shop systems.

use baton_protocol::site::Position;
use leptos::prelude::*;

use crate::{settings::Copy, words::t};

/// The launcher's colour where the snippet names none.
const USUAL_ACCENT: &str = "#2456d3";

#[component]
pub(super) fn Snippet(key: String, accent: String, position: Position) -> impl IntoView {
    let snippet = written(&window().location().origin().unwrap_or_default(), &key, &accent, position);
    drop((key, accent));
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

/// The launcher is drawn before the chat's page is asked for, so what it looks like stands in the snippet.
fn written(origin: &str, key: &str, accent: &str, position: Position) -> String {
    let mut more = String::new();
    if position == Position::Left {
        more.push_str(" data-position=\"left\"");
    }
    // A colour and nothing else: the snippet is pasted as markup.
    let colour =
        accent.strip_prefix('#').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if colour && !accent.eq_ignore_ascii_case(USUAL_ACCENT) {
        more.push_str(&format!(" data-accent=\"{accent}\""));
    }
    format!("<script async src=\"{origin}/baton.js\" data-site=\"{key}\"{more}></script>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_unusual_stands_in_the_snippet() {
        let snippet = |accent, position| written("https://chat.example", "demo", accent, position);
        let plain = "<script async src=\"https://chat.example/baton.js\" data-site=\"demo\"></script>";
        assert_eq!(snippet("#2456D3", Position::Right), plain);
        assert_eq!(snippet("\" onload=\"x", Position::Right), plain);
        assert!(
            snippet("#2f6f4f", Position::Left).contains(" data-position=\"left\" data-accent=\"#2f6f4f\">")
        );
    }
}
