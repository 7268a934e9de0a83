//! console: where a reply, with its files, or a private note is written. Enter sends, Shift and Enter starts a new line.

mod answered;
mod area;
mod attach;
mod chips;
mod emoji;
mod letter;

use baton_protocol::{ConversationId, limits};
use leptos::{ev::KeyboardEvent, html::Textarea, prelude::*};

use self::{
    answered::Answered,
    area::{grow_with, insert, pasted},
    attach::Attach,
    chips::Chips,
    emoji::Emoji,
    letter::Letter,
};
use super::{
    canned::{CannedList, Shelf},
    draft::{Typing, kept},
    drop::add,
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
    grow_with(area, text);
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

    session.tray.open(&id);
    let letter = Letter::new(session, id.clone(), text);
    let private = move || chat.private.get();
    let kind = Memo::new(move |_| private());
    Effect::new(move |_| {
        // What stood in the way of a reply says nothing about a note.
        kind.track();
        chat.trouble.set(None);
    });
    let send = move || {
        typing.stop();
        letter.send();
    };
    let put = move |sign: &'static str| {
        if let Some(area) = area.get_untracked() {
            text.set(insert(&area, sign));
        }
    };
    let press = move |event: KeyboardEvent| {
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
            <Show when=move || !private()>
                <Chips id=id.clone()/>
            </Show>
            <p class="chips-trouble" role="alert">{move || chat.trouble.get()}</p>
            <textarea
                class="composer-text" node_ref=area rows="1" dir="auto"
                aria-label=name placeholder=hint
                aria-describedby="composer-rest" aria-invalid=move || letter.too_long().to_string()
                aria-autocomplete="list" aria-controls="canned-list"
                aria-activedescendant=move || shelf.active()
                prop:value=text
                on:keydown=press
                on:paste=move |event| {
                    let files = pasted(&event);
                    if !files.is_empty() {
                        event.prevent_default();
                        add(session, files);
                    }
                }
                on:input:target=move |event| {
                    text.set(event.target().value());
                    if !chat.private.get_untracked() {
                        typing.on();
                    }
                }
            ></textarea>
            <button
                type="submit" class="icon-button composer-send"
                aria-label=t("composer.send") aria-disabled=move || (!letter.can_go()).to_string()
            >
                <Glyph icon=Icon::Send/>
            </button>
            <Foot letter>
                <Show when=move || !private()><Attach/></Show>
                <Emoji take=put/>
            </Foot>
        </form>
    }
}

/// For whom it is, and how much room is left.
#[component]
fn Foot(letter: Letter, children: Children) -> impl IntoView {
    let chat = use_session().chat;
    let private = move || chat.private.get();
    let rest = move || {
        let length = letter.length.get();
        (length + COUNT_FROM > limits::MESSAGE_CHARS).then(|| {
            fill(
                "composer.length",
                &[("n", &length.to_string()), ("limit", &limits::MESSAGE_CHARS.to_string())],
            )
        })
    };
    view! {
        <div class="composer-foot">
            {children()}
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
                class:field-trouble=move || letter.too_long()
            >
                {move || rest().or_else(|| private().then(|| t("private.hint").to_owned()))}
            </p>
            <p class="composer-due" role="status">{move || letter.due.get().then(|| t("files.due"))}</p>
        </div>
    }
}
