//! console: my replies that are on their way, and those that were refused.

use baton_protocol::{ClientId, ConversationId, Refusal, agent::AgentVerb, file::Attachment};
use leptos::prelude::*;

use super::files::Files;
use crate::{
    refusals,
    session::{Session, use_session},
    words::t,
};

#[derive(Clone, Debug, PartialEq, Eq)]
struct Waiting {
    id: ClientId,
    text: String,
    files: Vec<Attachment>,
    private: bool,
    failed: Option<Refusal>,
}

/// Below the log, in the order in which they were written.
#[component]
pub(super) fn Unsent(id: ConversationId) -> impl IntoView {
    let session = use_session();
    let list = Memo::new(move |_| waiting(session, &id));
    view! {
        <For
            each=move || list.get()
            key=|waiting| (waiting.id, waiting.failed.is_some())
            let:waiting
        >
            <Pending waiting/>
        </For>
    }
}

/// Whether anything of this conversation is on its way.
fn waiting(session: Session, conversation: &ConversationId) -> Vec<Waiting> {
    let arrived = |id: ClientId| {
        session
            .chat
            .timeline
            .with(|timeline| timeline.all().iter().rev().any(|event| event.what.client_id() == Some(id)))
    };
    let last = session.chat.timeline.with(|timeline| timeline.last_seq());
    let echoes = session.echoes.with(|echoes| {
        let here = echoes.iter().filter(|echo| echo.conversation == *conversation && echo.seq > last);
        here.map(|echo| Waiting {
            id: echo.id,
            text: echo.text.clone(),
            files: echo.files.clone(),
            private: echo.private,
            failed: None,
        })
        .collect::<Vec<_>>()
    });
    let unsent = session.outbox.with(|outbox| {
        let here = outbox.unsent().filter(|unsent| unsent.conversation.as_ref() == Some(conversation));
        here.filter_map(|unsent| {
            let (text, private) = words(&unsent.what)?;
            Some(Waiting {
                id: unsent.id,
                text: text.clone(),
                files: unsent.files.clone(),
                private,
                failed: unsent.failed.clone(),
            })
        })
        .collect::<Vec<_>>()
    });
    echoes.into_iter().chain(unsent).filter(|waiting| !arrived(waiting.id)).collect()
}

/// The words that a command carries, and whether they are private.
fn words(what: &AgentVerb) -> Option<(&String, bool)> {
    match what {
        AgentVerb::Send { text, .. } => Some((text, false)),
        AgentVerb::Note { text } => Some((text, true)),
        AgentVerb::Accept
        | AgentVerb::Ignore
        | AgentVerb::TakeOver
        | AgentVerb::Transfer { .. }
        | AgentVerb::Label { .. }
        | AgentVerb::Settle
        | AgentVerb::Complete
        | AgentVerb::End
        | AgentVerb::Reactivate => None,
    }
}

#[component]
fn Pending(waiting: Waiting) -> impl IntoView {
    let session = use_session();
    let Waiting { id, text, files, private, failed } = waiting;
    let why =
        failed.as_ref().map(|why| refusals::words(why).unwrap_or_else(|| t("refused.other")).to_owned());
    let refused = why.is_some();
    view! {
        <div
            class="bubble bubble-agent bubble-own bubble-pending"
            class:bubble-private=private
            class:bubble-failed=refused
        >
            <div class="bubble-row">
                <div class="bubble-body">
                    {(!text.is_empty()).then(|| view! { <p class="bubble-text" dir="auto">{text}</p> })}
                    {(!files.is_empty()).then(|| view! { <Files files/> })}
                </div>
            </div>
            {match why {
                None => view! { <p class="bubble-mark">{t("mark.sending")}</p> }.into_any(),
                Some(why) => view! {
                    <p class="bubble-mark bubble-trouble" role="alert">{t("mark.failed")}" "{why}</p>
                    <p class="bubble-mend">
                        <button type="button" class="button button-small" on:click=move |_| session.retry(id)>
                            {t("action.retry")}
                        </button>
                        <button
                            type="button" class="button button-small button-quiet"
                            on:click=move |_| session.discard(id)
                        >
                            {t("action.discard")}
                        </button>
                    </p>
                }.into_any(),
            }}
        </div>
    }
}
