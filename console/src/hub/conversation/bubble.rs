//! console: a message: whose it is, its words, where they came from, and how far they have got.

use std::collections::HashMap;

use baton_protocol::{
    Author, Event,
    event::{Extra, Message},
};
use leptos::prelude::*;

use super::{
    delivery::Reached,
    extra::{line, told},
    files::Files,
    place,
    quote::Quoted,
    teach::{TaughtSign, TeachButton},
    verdict::Verdict,
};
use crate::{
    blocks::Blocks,
    hub::face::AgentFace,
    icon::{Glyph, Icon},
    names,
    said::Choices,
    session::use_session,
    sources::Sources,
    when,
    words::t,
};

#[component]
pub(super) fn Bubble(
    event: Event,
    message: Message,
    first: bool,
    visitor: Signal<String>,
    /// The last message that shows how far it has got.
    last_told: Memo<u64>,
    /// What the visitor thinks of the AI agent's answers.
    verdicts: Memo<HashMap<u64, bool>>,
    /// I hold the chat, so I can answer this very message.
    mine: Signal<bool>,
) -> impl IntoView {
    let session = use_session();
    let Event { seq, at, by, .. } = event;
    let own = session
        .me
        .with_untracked(|me| matches!((&by, me), (Author::Agent(agent), Some(me)) if agent.id == me.id));
    let side = match &by {
        Author::Visitor => "bubble bubble-visitor",
        Author::Ai | Author::Clock => "bubble bubble-ai",
        Author::Agent(_) if own => "bubble bubble-agent bubble-own",
        Author::Agent(_) => "bubble bubble-agent",
    };
    let ai = by == Author::Ai;
    let agent = matches!(by, Author::Agent(_));
    let face = match &by {
        Author::Agent(agent) if first => Some((agent.name.clone(), agent.picture.clone())),
        Author::Agent(_) | Author::Visitor | Author::Ai | Author::Clock => None,
    };
    let name = move || {
        if own { t("author.me").to_owned() } else { visitor.with(|visitor| names::author(&by, visitor)) }
    };
    let beginning = (ai || agent).then(|| line(&message));
    let Message { text, blocks, sources, offers_person, quote, files, choices, extra, .. } = message;
    let gone = extra == Some(Extra::Unsent);
    let chat = session.chat;
    view! {
        <div class=side class:bubble-first=first id=place(seq)>
            <p class="bubble-name" class:unseen=!first>
                {ai.then(|| view! { <Glyph icon=Icon::Spark/> })}
                {face.map(|(name, picture)| view! { <AgentFace name picture tiny=true/> })}
                <span dir="auto">{name}</span>
            </p>
            <div class="bubble-row">
                <div class="bubble-body">
                    {quote.map(|seq| view! { <Quoted seq visitor/> })}
                    {if let Some(extra) = extra {
                        told(extra, text)
                    } else if !blocks.is_empty() {
                        view! { <Blocks blocks/> }.into_any()
                    } else if !text.is_empty() {
                        view! { <p class="bubble-text" dir="auto">{text}</p> }.into_any()
                    } else {
                        // Files need no words.
                        ().into_any()
                    }}
                    {(!files.is_empty()).then(|| view! { <Files files/> })}
                    {(!choices.is_empty()).then(|| view! { <Choices choices choose=None/> })}
                    {(!sources.is_empty()).then(|| view! { <Sources sources/> })}
                    {offers_person.then(|| view! { <p class="bubble-offers">{t("bubble.offers")}</p> })}
                </div>
                <time class="bubble-time" title=when::full(at)>{when::time(at)}</time>
                <Show when=move || mine.get() && !gone>
                    <button
                        type="button" class="icon-button bubble-answer"
                        aria-label=t("bubble.quote") title=t("bubble.quote")
                        on:click=move |_| {
                            chat.quote.set(Some(seq));
                            chat.compose(false);
                        }
                    >
                        <Glyph icon=Icon::Quote/>
                    </button>
                </Show>
                {(ai || agent).then(|| view! { <TeachButton seq ai/> })}
            </div>
            {(ai || agent).then(|| view! { <TaughtSign seq ai/> })}
            {ai.then(|| view! { <Verdict seq verdicts/> })}
            {beginning.map(|words| view! { <Reached seq own last=Some(last_told) words/> })}
        </div>
    }
}
