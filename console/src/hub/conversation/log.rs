//! console: the log of the open conversation, which stays where its reader is.

mod jump;
mod place;

use baton_protocol::{Author, ConversationId, agent::Channel};
use leptos::{html::Div, prelude::*};

use self::{jump::jump_when_asked, place::Place};
use super::{
    bubble::Bubble,
    note::Note,
    private::Private,
    rows::{Row, rows},
    unsent::Unsent,
    verdict::verdicts,
};
use crate::{
    blocks::Blocks,
    conversations::Bones,
    icon::{Glyph, Icon},
    names,
    session::use_session,
    shell::Visible,
    when,
    words::{fill, t},
};

#[component]
pub(super) fn Log(id: ConversationId, #[prop(into)] mine: Signal<bool>) -> impl IntoView {
    let session = use_session();
    let chat = session.chat;
    let Visible(visible) = expect_context::<Visible>();
    let scroller = NodeRef::<Div>::new();
    let content = NodeRef::<Div>::new();
    let first = Memo::new(move |_| chat.timeline.with(|timeline| timeline.first_seq()));
    let last = Memo::new(move |_| chat.timeline.with(|timeline| timeline.last_seq()));
    let place = Place::new(scroller, content, first, last);

    let visitor = Signal::derive(move || {
        chat.card.with(|card| names::visitor(card.as_ref().and_then(|card| card.name.as_deref())))
    });
    let list = Memo::new(move |_| chat.timeline.with(|timeline| rows(timeline.all(), when::local_day)));
    let last_told = Memo::new(move |_| {
        let me = session.me.with(|me| me.as_ref().map(|me| me.id));
        let line = chat.card.with(|card| card.as_ref().is_some_and(|card| card.channel == Channel::Line));
        chat.timeline.with(|timeline| {
            // What goes to LINE is followed whoever said it; on a website, how far my own words have got.
            let own = |by: &Author| match by {
                Author::Agent(agent) => line || Some(agent.id) == me,
                Author::Ai => line,
                Author::Visitor | Author::Clock => false,
            };
            let last = timeline.all().iter().rev().find(|event| own(&event.by) && is_message(&event.what));
            last.map_or(0, |event| event.seq)
        })
    });
    let writes = {
        let id = id.clone();
        Memo::new(move |_| {
            let now = session.clock.now.get();
            let by = session.typing.with(|typing| typing.at(&id, now).cloned());
            by.filter(|by| *by != Author::Ai).map(|by| visitor.with(|visitor| names::author(&by, visitor)))
        })
    };
    let verdicts = Memo::new(move |_| chat.timeline.with(|timeline| verdicts(timeline.all())));
    jump_when_asked(session, place);
    let drafts = move || !chat.draft.with(Vec::is_empty);

    Effect::new(move |_| {
        chat.timeline.track();
        session.mark(visible.get() && place.at_end.get());
    });
    view! {
        <div class="log-frame">
            <div
                class="log" node_ref=scroller role="log" aria-label=t("log.name") tabindex="0"
                aria-busy=move || (!chat.loaded.get()).to_string()
                on:scroll=move |_| if place.scrolled() { session.older() }
            >
                <div class="log-rows" node_ref=content>
                <Show when=move || chat.fetching.get()>
                    <p class="log-older">{t("log.older")}</p>
                </Show>
                <Show when=move || chat.loaded.get() fallback=Bones>
                    <For
                        each=move || list.get()
                        key=|(key, _)| *key
                        children=move |(_, row)| match row {
                            Row::Day(at) => {
                                let minute = session.clock.minute;
                                view! { <p class="log-day"><span>{move || when::day(at, minute.get())}</span></p> }.into_any()
                            }
                            Row::Bubble { event, message, first } => {
                                view! { <Bubble event message first visitor last_told verdicts mine/> }.into_any()
                            }
                            Row::Private { event, text } => view! { <Private event text/> }.into_any(),
                            Row::Note(event) => view! { <Note event visitor/> }.into_any(),
                        }
                    />
                    <Show when=drafts>
                        <div class="bubble bubble-ai bubble-first bubble-draft" aria-live="off">
                            <p class="bubble-name"><Glyph icon=Icon::Spark/>{t("author.ai")}" · "{t("bubble.writes")}</p>
                            <div class="bubble-row">
                                <div class="bubble-body">{move || view! { <Blocks blocks=chat.draft.get()/> }}</div>
                            </div>
                        </div>
                    </Show>
                    <Unsent id=id.clone()/>
                </Show>
                <p class="log-writes" aria-live="off">
                    {move || writes.get().map(|name| fill("log.writes", &[("name", &name)]))}
                </p>
                </div>
            </div>
            <Show when=move || place.news.get()>
                <button type="button" class="button log-pill" on:click=move |_| place.to_end()>
                    <Glyph icon=Icon::Down/>
                    {t("log.news")}
                </button>
            </Show>
        </div>
    }
}

fn is_message(what: &baton_protocol::What) -> bool {
    matches!(what, baton_protocol::What::Message(_))
}
