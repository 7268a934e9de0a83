//! console: an admin takes out, or erases, all that is kept of a visitor.

use baton_client::browser;
use baton_protocol::VisitorId;
use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;

use crate::{
    confirm::Confirm,
    refusals,
    session::{problem, use_session},
    words::{fill, t},
};

/// What was erased.
#[derive(Deserialize)]
struct Receipt {
    conversations: u64,
    events: u64,
    #[serde(default)]
    files: u64,
}

#[component]
pub(super) fn Erase(visitor: VisitorId, title: String) -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    let address = format!("/api/v1/visitors/{}", visitor.0);
    let file = format!("{address}/export");
    let address = StoredValue::new(address);
    let erase = move || {
        spawn_local(async move {
            match browser::remove::<Receipt>(&address.get_value(), &()).await {
                Ok(Receipt { conversations, events, files }) => {
                    session.toasts.say(fill(
                        "erase.done",
                        &[
                            ("conversations", &conversations.to_string()),
                            ("events", &events.to_string()),
                            ("files", &files.to_string()),
                        ],
                    ));
                    session.go.set(Some("/console/hub".to_owned()));
                }
                Err(error) => {
                    let why = problem(error).why;
                    session
                        .toasts
                        .warn(refusals::words(&why).unwrap_or_else(|| t("refused.other")).to_owned());
                }
            }
        });
    };
    view! {
        <div class="erase">
            <a class="button button-small" href=file download rel="external">{t("erase.export")}</a>
            <button type="button" class="button button-small button-trouble" on:click=move |_| open.set(true)>
                {t("erase.erase")}
            </button>
        </div>
        <Confirm
            open
            title=Signal::stored(title)
            text=t("erase.text").to_owned()
            yes=t("erase.yes")
            agree=erase
        />
    }
}
