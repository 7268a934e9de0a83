//! console: one site in the list, and all that belongs to it once it is opened.

use baton_client::browser;
use baton_protocol::site::SiteRecord;
use leptos::{prelude::*, task::spawn_local};

use super::{SITES, embed::Embed, line::LinePart, snippet::Snippet};

#[component]
pub(super) fn Entry(site: SiteRecord) -> impl IntoView {
    let key = site.key.clone();
    let name = RwSignal::new(site.embed.name.clone());
    // The form is made anew with a newer version, and is left alone where it saved that version itself.
    let record = RwSignal::new(site);
    let saved = Callback::new(move |site: SiteRecord| {
        name.set(site.embed.name.clone());
        record.update_untracked(|record| *record = site);
    });
    let reload = Callback::new(move |()| {
        spawn_local(async move {
            let Ok(sites) = browser::get::<Vec<SiteRecord>>(SITES).await else { return };
            let key = record.try_with_untracked(|record| record.key.clone());
            if let Some(newer) = sites.into_iter().find(|site| Some(&site.key) == key.as_ref()) {
                name.set(newer.embed.name.clone());
                record.set(newer);
            }
        });
    });
    // What was typed outlives that it is closed again.
    let opened = RwSignal::new(false);
    view! {
        <details
            class="entry"
            on:toggle:target=move |event| if event.target().open() && !opened.get_untracked() { opened.set(true) }
        >
            <summary>
                <span class="entry-name" dir="auto">{name}</span>
                <span class="entry-more"><code>{key.clone()}</code></span>
            </summary>
            {move || opened.get().then(|| view! {
                <div class="entry-body">
                    <Snippet key=key.clone()/>
                    <LinePart key=key.clone()/>
                    {move || view! { <Embed site=record.get() reload saved/> }}
                </div>
            })}
        </details>
    }
}
