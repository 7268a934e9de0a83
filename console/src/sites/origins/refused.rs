//! console: the pages that asked for a site's chat and are not among its origins, to be allowed or dismissed.

use baton_client::browser;
use baton_protocol::site::{OriginChoice, RefusedOrigin, SiteRecord};
use leptos::{html::Div, prelude::*};
use serde::de::IgnoredAny;

use super::super::SITES;
use crate::{
    fetched::Fetched,
    form::{Form, Outcome},
    session::use_session,
    when,
    words::{fill, plural, t},
};

#[component]
pub(super) fn Refused(
    /// The site's key.
    site: String,
    any: Signal<bool>,
    allowed: Callback<(String, SiteRecord)>,
) -> impl IntoView {
    let session = use_session();
    let form = Form::new(format!("site-{site}-refused"));
    let title = format!("site-{site}-refused-title");
    let address = StoredValue::new(format!("{SITES}/{site}/refused"));
    drop(site);
    let list = Fetched::<Vec<RefusedOrigin>>::new(address.get_value());
    let place = NodeRef::<Div>::new();
    let settled = move |origin: &str, words: String| {
        list.value.update(|list| {
            if let Some(list) = list {
                list.retain(|one| one.origin != origin);
            }
        });
        session.toasts.say(words);
        // The button that was pressed is gone.
        if let Some(place) = place.get_untracked() {
            let _ = place.focus();
        }
    };
    let allow = Callback::new(move |origin: String| {
        let choice = OriginChoice { origin };
        let request = async move {
            let site = browser::post::<SiteRecord>(&address.get_value(), &choice).await;
            site.map(|site| (choice.origin, site))
        };
        form.send(request, move |(origin, site)| {
            settled(&origin, fill("refused_origin.allowed", &[("origin", &origin)]));
            allowed.run((origin, site));
        });
    });
    let dismiss = Callback::new(move |origin: String| {
        let choice = OriginChoice { origin };
        let request = async move {
            browser::remove::<IgnoredAny>(&address.get_value(), &choice).await.map(|_| choice.origin)
        };
        form.send(request, move |origin| {
            settled(&origin, fill("refused_origin.dismissed", &[("origin", &origin)]));
        });
    });
    view! {
        <div class="refused" role="group" tabindex="-1" aria-labelledby=title node_ref=place>
            <p class="field-name" id=title.clone()>{t("refused_origin.title")}</p>
            {list.waiting()}
            <Show when=move || list.value.with(|list| list.as_ref().is_some_and(Vec::is_empty))>
                <p class="field-note">{t("refused_origin.none")}</p>
            </Show>
            <ul class="refused-list">
                <For each=move || list.value.get().unwrap_or_default() key=|one| one.origin.clone() let:one>
                    <Row one any allow dismiss/>
                </For>
            </ul>
            <Outcome form/>
        </div>
    }
}

#[component]
fn Row(
    one: RefusedOrigin,
    any: Signal<bool>,
    allow: Callback<String>,
    dismiss: Callback<String>,
) -> impl IntoView {
    let minute = use_session().clock.minute;
    let RefusedOrigin { origin, last, times, .. } = one;
    let count = u32::try_from(times).unwrap_or(u32::MAX);
    let origin = StoredValue::new(origin);
    let named = move |words: &str| format!("{words}: {}", origin.get_value());
    view! {
        <li class="refused-origin">
            <code class="refused-name" dir="ltr">{origin.get_value()}</code>
            <span class="entry-more" title=when::full(last)>
                {plural(count, "refused_origin.times.one", "refused_origin.times.many")}" · "
                {move || fill("refused_origin.last", &[("age", &when::age(last, minute.get()))])}
            </span>
            <span class="refused-acts">
                // Where any page may, to allow this one would be to shut out every other.
                <Show when=move || !any.get()>
                    <button
                        type="button" class="button button-small" aria-label=named(t("refused_origin.allow"))
                        on:click=move |_| allow.run(origin.get_value())
                    >
                        {t("refused_origin.allow")}
                    </button>
                </Show>
                <button
                    type="button" class="button button-small button-quiet"
                    aria-label=named(t("toast.dismiss"))
                    on:click=move |_| dismiss.run(origin.get_value())
                >
                    {t("toast.dismiss")}
                </button>
            </span>
        </li>
    }
}
