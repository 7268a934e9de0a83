//! console: a new import: of a page or a sitemap by its address, or of a file.

mod file;

use baton_client::browser;
use baton_protocol::knowledge::{Every, From, Import, ImportWish};
use leptos::prelude::*;
use serde::de::IgnoredAny;

use self::file::FileImport;
use super::import::{EVERY, every_key, every_words, read_every};
use crate::{
    fetched::Fetched,
    form::{Check, Form, Outcome, Pick, Submit, TextField},
    studio::Studio,
    words::t,
};

/// How the field names what is at an address.
const PAGE: &str = "page";
const SITEMAP: &str = "sitemap";

#[component]
pub(super) fn Importing(imports: Fetched<Vec<Import>>, studio: Studio, done: Callback<()>) -> impl IntoView {
    let begun = Callback::new(move |()| {
        imports.again();
        done.run(());
    });
    view! {
        <section class="panel" aria-labelledby="import-title">
            <h2 id="import-title">{t("importing.title")}</h2>
            <Pages studio begun done/>
            <FileImport studio begun/>
        </section>
    }
}

#[component]
fn Pages(studio: Studio, begun: Callback<()>, done: Callback<()>) -> impl IntoView {
    let form = Form::new("import");
    let address = RwSignal::new(String::new());
    let kind = RwSignal::new(PAGE.to_owned());
    let every = RwSignal::new(every_key(Every::Never).to_owned());
    let publish = RwSignal::new(false);
    Effect::new(move |_| {
        let guess = if address.with(|address| is_sitemap(address)) { SITEMAP } else { PAGE };
        kind.set(guess.to_owned());
    });
    let kinds = Signal::stored(vec![
        (PAGE.to_owned(), t("importing.page").to_owned()),
        (SITEMAP.to_owned(), t("importing.sitemap").to_owned()),
    ]);
    let rhythms = Signal::stored(
        EVERY.map(|every| (every_key(every).to_owned(), every_words(every).to_owned())).to_vec(),
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let address = address.with_untracked(|address| address.trim().to_owned());
        if address.is_empty() {
            form.refuse("address", t("importing.no_address"));
            return;
        }
        let from = if kind.with_untracked(|kind| kind == SITEMAP) {
            From::Sitemap { address }
        } else {
            From::Page { address }
        };
        let every = every.with_untracked(|every| read_every(every));
        let wish = ImportWish { from, every, publish: publish.get_untracked() };
        let url = studio.url("/imports");
        form.send(async move { browser::post::<IgnoredAny>(&url, &wish).await }, move |_| begun.run(()));
    };
    view! {
        <form class="form" on:submit=submit novalidate aria-label=t("importing.web")>
            <TextField
                form field="address" name=t("importing.address") text=address kind="url"
                placeholder="https://shop.example/sitemap.xml" hint=t("importing.address_hint")
            />
            <div class="form-pair">
                <Pick form field="kind" name=t("importing.what") value=kind options=kinds/>
                <Pick form field="every" name=t("imports.every") value=every options=rhythms/>
            </div>
            <Check name=t("importing.publish") on=publish/>
            <Outcome form/>
            <div class="form-actions">
                <Submit form name=t("importing.begin")/>
                <button type="button" class="button button-quiet" on:click=move |_| done.run(())>{t("action.cancel")}</button>
            </div>
        </form>
    }
}

/// It looks like the address of a list of pages.
fn is_sitemap(address: &str) -> bool {
    let path = address.trim().split(['?', '#']).next().unwrap_or_default().to_lowercase();
    path.ends_with(".xml")
        || path.ends_with(".xml.gz")
        || path.rsplit('/').next().is_some_and(|last| last.contains("sitemap"))
}

#[cfg(test)]
mod tests {
    use super::is_sitemap;

    #[test]
    fn a_sitemap_is_known_by_its_address() {
        for address in [
            "https://shop.example/sitemap.xml",
            "https://shop.example/sitemap_index",
            "https://shop.example/a/Sitemap-1.XML.gz?x=1",
        ] {
            assert!(is_sitemap(address), "{address}");
        }
        for address in
            ["", "https://shop.example/", "https://sitemap.example/returns", "https://shop.example/?a=.xml"]
        {
            assert!(!is_sitemap(address), "{address}");
        }
    }
}
