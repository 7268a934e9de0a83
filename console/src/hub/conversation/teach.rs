//! console: the AI agent learns from a message: from one of its own by a better answer, from a live agent's as it is.

use baton_client::browser;
use baton_protocol::{
    Author, ConversationId, Event, What,
    people::Role,
    teaching::{Taught, Teach},
};
use leptos::{html::Dialog, prelude::*, task::spawn_local};
use serde::de::IgnoredAny;

use crate::{
    form::{Form, Outcome, Submit},
    icon::{Glyph, Icon},
    pair::{Pair, PairFields},
    session::{Session, use_session},
    sources::entry_address,
    words::t,
};

/// Beside a message: opens the dialog.
#[component]
pub(super) fn TeachButton(
    seq: u64,
    /// It is the AI agent's own.
    ai: bool,
) -> impl IntoView {
    let chat = use_session().chat;
    view! {
        <button
            type="button" class="icon-button bubble-answer" aria-label=name(ai) title=name(ai) aria-haspopup="dialog"
            on:click=move |_| chat.teaches.set(Some(seq))
        >
            <Glyph icon=Icon::Teach/>
        </button>
    }
}

fn name(ai: bool) -> &'static str {
    if ai { t("teach.correct") } else { t("teach.teach") }
}

/// Under a message that has taught something; for editors, the way to what it has.
#[component]
pub(super) fn TaughtSign(seq: u64, ai: bool) -> impl IntoView {
    let session = use_session();
    let entry = Memo::new(move |_| {
        session
            .chat
            .taught
            .with(|taught| taught.iter().find(|taught| taught.seq == seq).map(|taught| taught.entry))
    });
    move || {
        entry.get().map(|entry| {
            let words = if ai { t("teach.corrected") } else { t("teach.taught") };
            let words = if session.may(Role::Editor) {
                view! { <a href=entry_address(entry)>{words}</a> }.into_any()
            } else {
                words.into_any()
            };
            view! { <p class="bubble-mark bubble-taught"><Glyph icon=Icon::Teach/>{words}</p> }
        })
    }
}

/// What the open conversation has taught, and the dialog in which it teaches more.
#[component]
pub(super) fn Teaching() -> impl IntoView {
    let session = use_session();
    let chat = session.chat;
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(id) = chat.id.get() {
            look(session, id);
        }
    });
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if chat.teaches.with(Option::is_none) {
            dialog.close();
        } else if !dialog.open() && dialog.show_modal().is_err() {
            // It is not in the page any more.
            chat.teaches.set(None);
        }
    });
    view! {
        <dialog
            class="confirm teach" node_ref=dialog aria-labelledby="teach-title"
            on:close=move |_| chat.teaches.set(None)
        >
            {move || {
                let (seq, id) = (chat.teaches.get()?, chat.id.get_untracked()?);
                Some(view! { <Lesson seq id/> })
            }}
        </dialog>
    }
}

/// Asks what this conversation has taught; without an answer nothing is marked.
fn look(session: Session, id: ConversationId) {
    spawn_local(async move {
        let answer = browser::get::<Vec<Taught>>(&address(&id)).await;
        if let Ok(taught) = answer
            && session.chat.shows(&id)
        {
            session.chat.taught.set(taught);
        }
    });
}

fn address(id: &ConversationId) -> String {
    format!("/api/v1/conversations/{id}/teach")
}

#[component]
fn Lesson(seq: u64, id: ConversationId) -> impl IntoView {
    let session = use_session();
    let chat = session.chat;
    let form = Form::new("teach");
    let (ai, question, answer) = chat.timeline.with_untracked(|timeline| told(timeline.all(), seq));
    let before = chat.taught.with_untracked(|taught| taught.iter().find(|taught| taught.seq == seq).cloned());
    let pair = match before {
        Some(before) => Pair::new(&before.questions, before.answer),
        None => Pair::new(&question.into_iter().collect::<Vec<_>>(), answer),
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pair.lacks(form) {
            return;
        }
        let wish = Teach { seq, questions: pair.questions(), answer: pair.answer() };
        let id = id.clone();
        let url = address(&id);
        form.send(async move { browser::post::<IgnoredAny>(&url, &wish).await }, move |_| {
            session.toasts.say(if ai { t("teach.correct_done") } else { t("teach.teach_done") }.to_owned());
            look(session, id);
            chat.teaches.set(None);
        });
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            <h2 id="teach-title">{name(ai)}</h2>
            <p class="field-note">{if ai { t("teach.correct_text") } else { t("teach.teach_text") }}</p>
            <PairFields form pair/>
            <Outcome form/>
            <div class="confirm-actions">
                <button type="button" class="button" on:click=move |_| chat.teaches.set(None)>{t("action.cancel")}</button>
                <Submit form name=t("action.save")/>
            </div>
        </form>
    }
}

/// Whether this message is the AI agent's, what the visitor said last before it, and its own words.
fn told(events: &[Event], seq: u64) -> (bool, Option<String>, String) {
    let mut question = None;
    for event in events {
        let What::Message(message) = &event.what else { continue };
        if event.seq == seq {
            return (event.by == Author::Ai, question, message.text.clone());
        }
        if event.by == Author::Visitor && message.extra.is_none() && !message.text.trim().is_empty() {
            question = Some(message.text.clone());
        }
    }
    (false, None, String::new())
}

#[cfg(test)]
mod tests {
    use baton_protocol::{Timestamp, event::Message};

    use super::*;

    fn said(seq: u64, by: Author, text: &str) -> Event {
        let message = Message { text: text.into(), ..Message::default() };
        Event { seq, at: Timestamp(0), by, what: What::Message(message) }
    }

    #[test]
    fn a_message_answers_what_the_visitor_said_last_before_it() {
        let events = [
            said(1, Author::Visitor, "Hello"),
            said(2, Author::Ai, "Hi"),
            said(3, Author::Visitor, "Can I return it?"),
            said(4, Author::Visitor, " "),
            said(5, Author::Ai, "No"),
            said(6, Author::Visitor, "Really?"),
        ];
        assert_eq!(told(&events, 5), (true, Some("Can I return it?".into()), "No".into()));
        assert_eq!(told(&events, 2), (true, Some("Hello".into()), "Hi".into()));
        assert_eq!(told(&events, 9), (false, None, String::new()));
    }
}
