//! widget: one calm line while the server cannot be reached.

use baton_client::Status;
use leptos::prelude::*;

use crate::{session::Session, words::t};

#[component]
pub(crate) fn Strip(session: Session) -> impl IntoView {
    let words = move || match session.status.get() {
        Status::Offline => t("strip.offline"),
        Status::Connecting | Status::Lost => t("strip.lost"),
        Status::SignedOut | Status::Closed => t("strip.closed"),
        Status::Live => String::new(),
    };
    view! {
        <p class="strip" role="status" class:shown=move || session.status.get() != Status::Live>{words}</p>
    }
}
