//! widget: where the visitor writes.

use baton_protocol::limits::MESSAGE_CHARS;
use leptos::{ev, prelude::*};

use super::icon::{Icon, SEND};
use crate::{
    session::{Part, Session},
    words::{count, t},
};

/// What is left is shown from here on.
const NEAR: i64 = 200;
/// What `keyCode` is while an input method has the key. Safari ends a composition before the key that ended it.
const COMPOSING: u32 = 229;

#[component]
pub(crate) fn Composer(session: Session) -> impl IntoView {
    let text = move || session.see(Part::Text, |seen| seen.text.clone());
    let left = move || {
        session.see(Part::Text, |seen| MESSAGE_CHARS as i64 - seen.text.trim().chars().count() as i64)
    };
    let limit = move || match left() {
        left if left > NEAR => String::new(),
        left if left < 0 => count("over", left.unsigned_abs() as u32),
        left => count("left", left as u32),
    };
    let pressed = move |event: ev::KeyboardEvent| {
        let composing = event.is_composing() || event.key_code() == COMPOSING;
        if event.key() == "Enter" && !event.shift_key() && !composing {
            event.prevent_default();
            session.send();
        }
    };
    view! {
        <p class="problem" role="alert">{move || session.see(Part::Rows, |seen| seen.problem.clone())}</p>
        <div class="composer">
            <div class="field" data-text=text>
                <textarea
                    class="message"
                    rows="1"
                    dir="auto"
                    enterkeyhint="send"
                    aria-label=t("message")
                    placeholder=t("message.place")
                    on:input=move |event| session.typed(event_target_value(&event))
                    on:keydown=pressed
                    on:blur=move |_| session.types_now(false)
                ></textarea>
            </div>
            <button
                class="send"
                aria-label=t("send")
                hidden=move || session.see(Part::Text, |seen| seen.text.trim().is_empty())
                disabled=move || left() < 0
                on:click=move |_| session.send()
            >
                <Icon path=SEND/>
            </button>
        </div>
        <p class=move || if left() < 0 { "limit over" } else { "limit" } role="status">{limit}</p>
    }
}
