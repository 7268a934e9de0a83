//! console: the strip under the bar that says when there is no connection.

use baton_client::Status;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::{
    icon::{Glyph, Icon},
    session::use_session,
    words::t,
};

/// A connection that is back sooner than this, in milliseconds, is not worth a word.
const WORTH_A_WORD_MS: u32 = 1_500;

#[component]
pub(crate) fn Strip() -> impl IntoView {
    let session = use_session();
    let troubled =
        move || matches!(session.status.get(), Status::Lost | Status::Offline | Status::Connecting);
    let long = RwSignal::new(false);
    let timer = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |_| {
        if troubled() {
            if timer.with_value(Option::is_none) {
                timer.set_value(Some(Timeout::new(WORTH_A_WORD_MS, move || long.set(true))));
            }
        } else {
            timer.set_value(None);
            long.set(false);
        }
    });
    let words = move || match session.status.get() {
        Status::Offline => t("strip.offline"),
        Status::Connecting if !session.welcomed.get() => t("strip.connecting"),
        Status::Connecting | Status::Lost | Status::Live | Status::SignedOut | Status::Closed => {
            t("strip.lost")
        }
    };
    view! {
        <div class="strip" role="status">
            <Show when=move || long.get() && troubled()>
                <p class="strip-words"><Glyph icon=Icon::Warning/>{words}</p>
            </Show>
        </div>
    }
}
