//! console: the line above the composer that says why messages to LINE wait.

use baton_protocol::line::{Delivery, LineTrouble};
use leptos::prelude::*;

use crate::{
    icon::{Glyph, Icon},
    session::use_session,
    words::t,
};

#[component]
pub(super) fn Held() -> impl IntoView {
    let chat = use_session().chat;
    let held = Memo::new(move |_| {
        chat.undelivered.with(|list| {
            list.iter().find_map(|undelivered| match undelivered.why {
                Delivery::Held(trouble) => Some(trouble),
                Delivery::Waiting | Delivery::Blocked | Delivery::Unsure | Delivery::Refused { .. } => None,
            })
        })
    });
    view! {
        <p class="held" role="status">
            {move || held.get().map(|trouble| {
                let words = match trouble {
                    LineTrouble::TokenRefused => t("held.token"),
                    LineTrouble::QuotaUsedUp => t("held.quota"),
                    LineTrouble::Unreachable => t("held.unreachable"),
                };
                view! { <Glyph icon=Icon::Clock/><span>{words}</span> }
            })}
        </p>
    }
}
