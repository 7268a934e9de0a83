//! console: what a shop puts into its pages, and the chat's own page for where nothing can be put.

use leptos::prelude::*;

use super::{part::Part, platforms::Platforms};
use crate::{
    icon::{Glyph, Icon},
    settings::Copy,
    words::t,
};

#[component]
pub(super) fn Snippet(
    /// The site's key.
    key: String,
) -> impl IntoView {
    let origin = window().location().origin().unwrap_or_default();
    let (snippet, page) = (written(&origin, &key), format!("{origin}/w/{key}"));
    let id = format!("site-{key}-snippet");
    view! {
        <Part id title=t("snippet.title")>
            <p class="field-note">{t("snippet.text")}</p>
            <Copy name=t("snippet.name") text=Signal::stored(snippet)/>
            <Platforms site=key origin/>
            <p class="field-name">{t("snippet.page")}</p>
            <p class="field-note">{t("snippet.page_text")}</p>
            <div class="snippet-page">
                <Copy name=t("snippet.page") text=Signal::stored(page.clone()) rows="1"/>
                <a class="button" href=page target="_blank" rel="noopener">
                    <Glyph icon=Icon::Open/>
                    {t("snippet.open")}
                </a>
            </div>
        </Part>
    }
}

/// The address names the site as well: what writes the tag anew, as tag managers do, drops attributes that it does
/// not know.
fn written(origin: &str, key: &str) -> String {
    format!("<script async src=\"{origin}/baton.js?site={key}\" data-site=\"{key}\"></script>")
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn the_snippet_names_the_site_twice() {
        assert_eq!(
            written("https://chat.example", "demo"),
            "<script async src=\"https://chat.example/baton.js?site=demo\" data-site=\"demo\"></script>"
        );
    }
}
