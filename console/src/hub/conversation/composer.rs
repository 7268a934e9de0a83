//! console: where a reply or a private note is written. Enter sends, Shift and Enter starts a new line.

mod answered;

use baton_protocol::{ConversationId, limits};
use leptos::{ev::KeyboardEvent, html::Textarea, prelude::*};

use self::answered::Answered;
use super::{
    canned::{CannedList, Shelf},
    draft::{Typing, kept},
};
use crate::{
    icon::{Glyph, Icon},
    session::use_session,
    words::{fill, t},
};

/// From so many characters before the limit on, the rest is counted.
const COUNT_FROM: usize = 500;

#[component]
pub(super) fn Composer(id: ConversationId) -> impl IntoView {
    let session = use_session();
    let chat = session.chat;
    let area = NodeRef::<Textarea>::new();
    let text = kept(session, &id);
    let typing = Typing::new(session, id.clone());
    let shelf = Shelf::new(session, text);
    Effect::new(move |_| {
        text.track();
        if let Some(area) = area.get() {
            grow(&area);
        }
    });
    let begun = chat.write.get_untracked();
    Effect::new(move |_| {
        let wished = chat.write.get() != begun;
        // On a touch screen the keyboard would cover what is to be read first.
        let touch =
            window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|query| query.matches());
        if let Some(area) = area.get().filter(|_| wished || !touch) {
            // The reader has just opened or accepted this chat, or wants to write: what comes next is the answer.
            let _ = area.focus();
        }
    });
    on_cleanup(move || typing.stop());

    let private = move || chat.private.get();
    let length = Memo::new(move |_| text.with(|text| text.chars().count()));
    let too_long = move || length.get() > limits::MESSAGE_CHARS;
    let can_send = move || text.with(|text| !text.trim().is_empty()) && !too_long();
    let send = move || {
        if !untrack(can_send) {
            return;
        }
        typing.stop();
        if chat.private.get_untracked() {
            session.note(&id, text.get_untracked());
        } else {
            session.reply(&id, text.get_untracked(), chat.quote.get_untracked());
            chat.quote.set(None);
        }
        // A note may follow a note: what was private never becomes a reply by itself.
        text.set(String::new());
    };
    let press = {
        let send = send.clone();
        move |event: KeyboardEvent| {
            // While an input method composes, Enter belongs to it; 229 is how some browsers say so.
            if event.is_composing() || event.key_code() == 229 {
                return;
            }
            if shelf.press(&event.key()) {
                event.prevent_default();
            } else if event.key() == "Enter" && !event.shift_key() {
                event.prevent_default();
                send();
            } else if event.key() == "Escape" {
                event.prevent_default();
                if let Some(area) = area.get_untracked() {
                    let _ = area.blur();
                }
            }
        }
    };
    let name = move || if private() { t("private.name") } else { t("composer.reply") };
    let hint = move || if private() { t("private.placeholder") } else { t("composer.placeholder") };
    view! {
        <form
            class="composer" class:composer-private=private
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <CannedList shelf/>
            <Answered/>
            <textarea
                class="composer-text" node_ref=area rows="1" dir="auto"
                aria-label=name placeholder=hint
                aria-describedby="composer-rest" aria-invalid=move || too_long().to_string()
                aria-autocomplete="list" aria-controls="canned-list"
                aria-activedescendant=move || shelf.active()
                prop:value=text
                on:keydown=press
                on:input:target=move |event| {
                    text.set(event.target().value());
                    if !chat.private.get_untracked() {
                        typing.on();
                    }
                }
            ></textarea>
            <button
                type="submit" class="icon-button composer-send"
                aria-label=t("composer.send") aria-disabled=move || (!can_send()).to_string()
            >
                <Glyph icon=Icon::Send/>
            </button>
            <Foot length/>
        </form>
    }
}

/// For whom it is, and how much room is left.
#[component]
fn Foot(length: Memo<usize>) -> impl IntoView {
    let chat = use_session().chat;
    let private = move || chat.private.get();
    let rest = move || {
        let length = length.get();
        (length + COUNT_FROM > limits::MESSAGE_CHARS).then(|| {
            fill(
                "composer.length",
                &[("n", &length.to_string()), ("limit", &limits::MESSAGE_CHARS.to_string())],
            )
        })
    };
    view! {
        <div class="composer-foot">
            <button
                type="button" class="button button-small button-quiet composer-mode"
                aria-pressed=move || private().to_string()
                on:click=move |_| chat.compose(!chat.private.get_untracked())
            >
                <Glyph icon=Icon::Lock/>
                {t("private.toggle")}
            </button>
            <p
                id="composer-rest" class="composer-rest"
                class:field-trouble=move || { length.get() > limits::MESSAGE_CHARS }
            >
                {move || rest().or_else(|| private().then(|| t("private.hint").to_owned()))}
            </p>
        </div>
    }
}

/// As high as its text, up to what the style sheet allows; only from there on it scrolls.
fn grow(area: &web_sys::HtmlTextAreaElement) {
    let style = web_sys::HtmlElement::style(area);
    // None can fail: all are plain values of a known property.
    let _ = style.set_property("height", "auto");
    let wanted = area.scroll_height() + area.offset_height() - area.client_height();
    let _ = style.set_property("height", &format!("{wanted}px"));
    let full = area.offset_height() < wanted;
    let _ = style.set_property("overflow-y", if full { "auto" } else { "hidden" });
}
