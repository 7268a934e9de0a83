//! console: where the snippet goes in the usual shop systems, a few steps each.

use leptos::prelude::*;

use crate::{settings::Copy, words::t};

#[component]
pub(super) fn Platforms(
    /// The site's key.
    site: String,
    /// Of this server.
    origin: String,
) -> impl IntoView {
    let group = format!("platforms-{site}");
    let steps = |name: &'static str, steps: &[&'static str]| {
        let steps = steps.iter().map(|step| view! { <li>{*step}</li> }).collect_view();
        // One at a time is open.
        view! {
            <details class="platform" name=group.clone()>
                <summary>{name}</summary>
                <ol class="steps">{steps}</ol>
            </details>
        }
    };
    let next = format!(
        "<Script src=\"{origin}/baton.js?site={site}\" data-site=\"{site}\" strategy=\"afterInteractive\" />"
    );
    drop((site, origin));
    view! {
        <div class="platforms" role="group" aria-label=t("snippet.where")>
            {steps(t("snippet.html"), &[t("snippet.html_one"), t("snippet.html_two"), t("snippet.html_three")])}
            {steps(
                t("snippet.shopify"),
                &[t("snippet.shopify_one"), t("snippet.shopify_two"), t("snippet.origin")],
            )}
            {steps(
                t("snippet.squarespace"),
                &[t("snippet.squarespace_one"), t("snippet.squarespace_two"), t("snippet.origin")],
            )}
            {steps(
                t("snippet.wordpress"),
                &[t("snippet.wordpress_one"), t("snippet.wordpress_two"), t("snippet.origin")],
            )}
            {steps(t("snippet.wix"), &[t("snippet.wix_one"), t("snippet.wix_two"), t("snippet.origin")])}
            {steps(
                t("snippet.webflow"),
                &[t("snippet.webflow_one"), t("snippet.webflow_two"), t("snippet.origin")],
            )}
            <details class="platform" name=group.clone()>
                <summary>{t("snippet.next")}</summary>
                <ol class="steps">
                    <li>{t("snippet.next_one")}</li>
                    <li>{t("snippet.next_two")}</li>
                    <li>{t("snippet.origin")}</li>
                </ol>
                <Copy name=t("snippet.next_name") text=Signal::stored(next)/>
            </details>
            {steps(
                t("snippet.tags"),
                &[t("snippet.tags_one"), t("snippet.tags_two"), t("snippet.origin")],
            )}
        </div>
    }
}
