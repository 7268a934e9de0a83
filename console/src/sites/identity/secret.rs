//! console: a site's secret: made, shown once, replaced.

use baton_client::browser;
use baton_protocol::site::{NewSecret, SecretView};
use leptos::prelude::*;

use super::super::SITES;
use crate::{
    confirm::Confirm,
    fetched::Fetched,
    form::{Form, Outcome},
    session::use_session,
    settings::Copy,
    when,
    words::{fill, t},
};

/// What is known of a site's secret. A handle: copies know the same.
#[derive(Clone, Copy)]
pub(super) struct Known(Fetched<SecretView>);

impl Known {
    pub(super) fn of(site: &str) -> Self {
        Self(Fetched::new(address(site)))
    }

    /// It is known that there is none; follows.
    pub(super) fn lacking(self) -> bool {
        self.0.value.with(|view| view.is_some_and(|view| view.made.is_none()))
    }
}

fn address(site: &str) -> String {
    format!("{SITES}/{site}/secret")
}

#[component]
pub(super) fn Secret(
    /// The site's key.
    site: String,
    known: Known,
) -> impl IntoView {
    let Known(known) = known;
    let now = use_session().clock.minute;
    let form = Form::new(format!("site-{site}-secret"));
    let address = StoredValue::new(address(&site));
    drop(site);
    let shown = RwSignal::new(None::<String>);
    let asking = RwSignal::new(false);
    let make = move || {
        let request = async move { browser::post::<NewSecret>(&address.get_value(), &()).await };
        form.send(request, move |NewSecret { secret }| {
            shown.set(Some(secret));
            known.again();
        });
    };
    let stands = move |view: SecretView| {
        let made = view.made.map_or_else(
            || t("secret.none").to_owned(),
            |made| fill("secret.made", &[("when", &when::full(made))]),
        );
        let former = view.former_until.filter(|until| *until > now.get());
        let former = former.map(|until| fill("secret.former", &[("when", &when::full(until))]));
        view! { <p>{made}{former.map(|former| format!(" {former}"))}</p> }
    };
    let is_made = move || known.value.with(|view| view.is_some_and(|view| view.made.is_some()));
    view! {
        <div class="secret">
            <p class="field-name">{t("secret.name")}</p>
            {known.waiting()}
            {move || known.value.get().map(stands)}
            <div class="secret-new" role="status">
                {move || shown.get().map(|secret| view! {
                    <p class="warning">{t("secret.once")}</p>
                    <Copy name=t("secret.name") text=Signal::stored(secret)/>
                })}
            </div>
            <Outcome form/>
            <Show when=move || known.value.with(Option::is_some)>
                <div class="form-actions">
                    <button
                        type="button" class="button" aria-disabled=move || form.busy.get().to_string()
                        on:click=move |_| if untrack(is_made) { asking.set(true) } else { make() }
                    >
                        {move || if is_made() { t("secret.again") } else { t("secret.make") }}
                    </button>
                </div>
            </Show>
            <Confirm
                open=asking title=Signal::stored(t("secret.again_title").to_owned())
                text=t("secret.again_text").to_owned() yes=t("secret.again") agree=make
            />
        </div>
    }
}
