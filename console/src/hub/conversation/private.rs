//! console: a private note in the log, which no visitor ever sees and nobody may take for a reply.

use baton_protocol::Event;
use leptos::prelude::*;

use super::place;
use crate::{
    icon::{Glyph, Icon},
    names,
    session::use_session,
    when,
    words::t,
};

#[component]
pub(super) fn Private(event: Event, text: String) -> impl IntoView {
    let session = use_session();
    let Event { seq, at, by, .. } = event;
    let own = matches!(&by, baton_protocol::Author::Agent(agent)
        if session.me.with_untracked(|me| me.as_ref().is_some_and(|me| me.id == agent.id)));
    let name = if own { t("author.me").to_owned() } else { names::author(&by, "") };
    view! {
        <div class="bubble bubble-agent bubble-first bubble-private" id=place(seq)>
            <p class="bubble-name">
                <Glyph icon=Icon::Lock/>
                <span dir="auto">{name}</span>
                <span class="private-sign">{t("private.sign")}</span>
            </p>
            <div class="bubble-row">
                <div class="bubble-body"><p class="bubble-text" dir="auto">{text}</p></div>
                <time class="bubble-time" title=when::full(at)>{when::time(at)}</time>
            </div>
        </div>
    }
}
