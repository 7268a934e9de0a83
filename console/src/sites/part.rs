//! console: a part of a site's settings, under its own heading.

use leptos::prelude::*;

#[component]
pub(super) fn Part(
    /// Of its heading.
    id: String,
    title: &'static str,
    children: Children,
) -> impl IntoView {
    let heading = id.clone();
    view! {
        <section class="part" aria-labelledby=heading>
            <h2 id=id>{title}</h2>
            {children()}
        </section>
    }
}
