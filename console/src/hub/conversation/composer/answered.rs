//! console: the message that the reply being written answers, and the way to answer none.

use leptos::prelude::*;

use crate::{
    hub::conversation::quote::quoted,
    icon::{Glyph, Icon},
    names,
    session::use_session,
    words::{fill, t},
};

#[component]
pub(super) fn Answered() -> impl IntoView {
    let chat = use_session().chat;
    let words = Memo::new(move |_| {
        let seq = chat.quote.get().filter(|_| !chat.private.get())?;
        let visitor =
            chat.card.with(|card| names::visitor(card.as_ref().and_then(|card| card.name.as_deref())));
        Some(quoted(chat.timeline, seq, &visitor))
    });
    move || {
        words.get().map(|words| {
            let (title, text) = match words {
                Some((name, text)) => (fill("quote.answers", &[("name", &name)]), text),
                None => (t("quote.earlier").to_owned(), String::new()),
            };
            view! {
                <div class="answered">
                    <p class="answered-words">
                        <span class="quoted-name" dir="auto">{title}</span>
                        <span class="quoted-text" dir="auto">{text}</span>
                    </p>
                    <button
                        type="button" class="icon-button" aria-label=t("quote.drop")
                        on:click=move |_| chat.quote.set(None)
                    >
                        <Glyph icon=Icon::Close/>
                    </button>
                </div>
            }
        })
    }
}
