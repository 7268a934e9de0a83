//! widget: one calm line while the server cannot be reached.

use baton_client::Status;
use leptos::prelude::*;

use crate::{
    session::{Part, Session},
    words::t,
};

#[component]
pub(crate) fn Strip(session: Session) -> impl IntoView {
    let status = move || session.see(Part::Status, |seen| seen.status);
    let words = move || match status() {
        Some(Status::Live) => String::new(),
        Some(Status::Offline) => t("strip.offline"),
        Some(Status::SignedOut | Status::Closed) => t("strip.closed"),
        None | Some(Status::Connecting | Status::Lost) => t("strip.lost"),
    };
    view! { <p class="strip" role="status" hidden=move || status() == Some(Status::Live)>{words}</p> }
}
