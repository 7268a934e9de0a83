//! console: the sites that embed the chat: where they may, how they look, whom they ring and when.

mod before;
mod embed;
mod entry;
mod hours;
mod identity;
mod line;
mod look;
mod opening;
mod origins;
mod part;
mod platforms;
mod snippet;
mod texts;

use baton_client::browser;
use baton_protocol::{
    people::Role,
    site::{NewSite, SiteRecord},
};
use leptos::prelude::*;

use self::entry::Entry;
use crate::{
    fetched::Fetched,
    form::{Form, Outcome, Submit, TextField},
    settings::Sheet,
    words::t,
};

const SITES: &str = "/api/v1/sites";

#[component]
pub(crate) fn SitesPage() -> impl IntoView {
    view! { <Sheet role=Role::Admin title=t("page.sites")><Sites/></Sheet> }
}

#[component]
fn Sites() -> impl IntoView {
    let sites = Fetched::<Vec<SiteRecord>>::new(SITES);
    let reload = Callback::new(move |()| sites.again());
    view! {
        <section class="panel entries" aria-label=t("page.sites")>
            {sites.waiting()}
            <For each=move || sites.value.get().unwrap_or_default() key=|site| site.key.clone() let:site>
                <Entry site/>
            </For>
        </section>
        <New reload/>
    }
}

#[component]
fn New(reload: Callback<()>) -> impl IntoView {
    let form = Form::new("new-site");
    let key = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = NewSite { key: key.get_untracked(), name: name.get_untracked() };
        let request = async move { browser::post::<SiteRecord>(SITES, &wanted).await };
        form.send(request, move |_| {
            key.set(String::new());
            name.set(String::new());
            form.done(t("sites.added"));
            reload.run(());
        });
    };
    view! {
        <section class="panel" aria-labelledby="site-new">
            <h2 id="site-new">{t("sites.new")}</h2>
            <form class="form" on:submit=submit novalidate>
                <div class="form-pair">
                    <TextField form field="name" name=t("field.name") text=name/>
                    <TextField form field="key" name=t("field.key") text=key hint=t("sites.key_hint")/>
                </div>
                <Outcome form/>
                <div class="form-actions"><Submit form name=t("sites.add")/></div>
            </form>
        </section>
    }
}
