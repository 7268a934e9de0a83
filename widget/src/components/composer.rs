//! widget: where the visitor writes.

use baton_protocol::limits::MESSAGE_CHARS;
use leptos::{ev, html::Textarea, prelude::*};

use super::icon::{Icon, SEND};
use crate::{
    session::Session,
    words::{count, t},
};

/// What is left is shown from here on.
const NEAR: usize = 200;
/// What `keyCode` is while an input method has the key. Safari ends a composition before the key that ended it.
const COMPOSING: u32 = 229;

#[component]
pub(crate) fn Composer(session: Session) -> impl IntoView {
    let area = NodeRef::<Textarea>::new();
    // What is typed flows from the field to the session; the other way only what the field does not have already,
    // because to set a field's value ends an input method's composition.
    Effect::new(move || {
        let Some(area) = area.get() else { return };
        session.text.with(|text| {
            if area.value() != *text {
                area.set_value(text);
            }
        });
    });
    Effect::new(move || {
        // On a touch screen the focus would bring up the keyboard over half of the panel.
        if session.focus.get() > 0
            && !touches()
            && let Some(area) = area.get_untracked()
        {
            area.focus().ok();
        }
    });
    let pressed = move |event: ev::KeyboardEvent| {
        let composing = event.is_composing() || event.key_code() == COMPOSING;
        if event.key() == "Enter" && !event.shift_key() && !composing {
            event.prevent_default();
            session.send();
        }
    };
    let left = move || session.text.with(|text| MESSAGE_CHARS as i64 - text.trim().chars().count() as i64);
    let limit = move || match left() {
        0.. if left() > NEAR as i64 => String::new(),
        0.. => count("left", left() as u32),
        _ => count("over", left().unsigned_abs() as u32),
    };
    let empty = move || session.text.with(|text| text.trim().is_empty());
    let problem = move || session.problem.get();
    view! {
        <p class="problem" role="alert">{problem}</p>
        <form
            class="composer"
            on:submit=move |event| {
                event.prevent_default();
                session.send();
            }
        >
            <div class="field" data-text=move || session.text.get()>
                <textarea
                    rows="1"
                    dir="auto"
                    enterkeyhint="send"
                    aria-label=t("message")
                    placeholder=t("message.place")
                    node_ref=area
                    on:input=move |event| session.write(event_target_value(&event))
                    on:keydown=pressed
                    on:blur=move |_| session.types_now(false)
                ></textarea>
            </div>
            <button class="send" type="submit" aria-label=t("send") hidden=empty disabled=move || left() < 0>
                <Icon path=SEND/>
            </button>
        </form>
        <p class="limit" role="status" class:over=move || left() < 0>{limit}</p>
    }
}

fn touches() -> bool {
    window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|media| media.matches())
}
