//! console: how far a message has got: to a website's visitor, or to LINE, and what stands in its way.

use baton_client::browser;
use baton_protocol::{
    agent::Channel,
    line::{Delivery, LineTrouble, Resend},
    state::Marks,
};
use leptos::{prelude::*, task::spawn_local};
use serde::de::IgnoredAny;

use crate::{
    icon::{Glyph, Icon},
    refusals,
    session::{problem, use_session},
    words::{fill, t},
};

/// So many characters of a message are enough to tell it from others.
const BEGINNING: usize = 40;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// Nothing is in its way.
    Going(Icon, Words),
    /// It has not reached LINE, and is not only on its way.
    Stuck(Delivery),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    Sending,
    Sent,
    Delivered,
    Read,
}

/// Under a message, or a note that the visitor is told too.
#[component]
pub(super) fn Reached(
    seq: u64,
    /// I said it.
    own: bool,
    /// The last message that shows how far it has got; none where only what is in the way is shown.
    last: Option<Memo<u64>>,
    /// What it says.
    mut words: String,
) -> impl IntoView {
    let chat = use_session().chat;
    let channel = chat.card.with_untracked(|card| card.as_ref().map(|card| card.channel)).unwrap_or_default();
    if channel == Channel::Web && !own {
        return ().into_any();
    }
    if let Some((end, _)) = words.char_indices().nth(BEGINNING) {
        words.truncate(end);
    }
    let step = Memo::new(move |_| {
        let why = chat.undelivered.with(|list| {
            list.iter().find(|undelivered| undelivered.seq == seq).map(|undelivered| undelivered.why.clone())
        });
        let is_last = last.is_some_and(|last| last.get() == seq);
        step(channel, why, is_last, seq, chat.timeline.with(|timeline| timeline.theirs()))
            .filter(|step| last.is_some() || matches!(step, Step::Stuck(_)))
    });
    let note = last.is_none();
    (move || step.get().map(|step| view! { <Shown step seq note words=words.clone()/> })).into_any()
}

fn step(channel: Channel, why: Option<Delivery>, last: bool, seq: u64, theirs: Marks) -> Option<Step> {
    let sending = Step::Going(Icon::Mark, Words::Sending);
    match (channel, why) {
        (Channel::Line, Some(Delivery::Waiting)) => Some(sending),
        (Channel::Line, Some(why)) => Some(Step::Stuck(why)),
        (_, _) if !last => None,
        // LINE says nothing of what happens to a message after it has taken it.
        (Channel::Line, None) if theirs.delivered >= seq => Some(Step::Going(Icon::Marks, Words::Sent)),
        (Channel::Line, None) => Some(sending),
        (Channel::Web, _) if theirs.read >= seq => Some(Step::Going(Icon::Marks, Words::Read)),
        (Channel::Web, _) if theirs.delivered >= seq => Some(Step::Going(Icon::Marks, Words::Delivered)),
        (Channel::Web, _) => Some(Step::Going(Icon::Mark, Words::Sent)),
    }
}

#[component]
fn Shown(step: Step, seq: u64, note: bool, words: String) -> impl IntoView {
    match step {
        Step::Going(icon, said) => {
            let (words, read) = match said {
                Words::Sending => return view! { <p class="bubble-mark">{t("mark.sending")}</p> }.into_any(),
                Words::Sent => (t("mark.sent"), false),
                Words::Delivered => (t("mark.delivered"), false),
                Words::Read => (t("mark.read"), true),
            };
            view! { <p class="bubble-mark" class:bubble-read=read><Glyph icon/>{words}</p> }.into_any()
        }
        Step::Stuck(why) => {
            let waits = matches!(why, Delivery::Held(_));
            view! {
                <p class="bubble-mark bubble-stuck" class:bubble-waits=waits class:note-mark=note dir="auto">
                    <Glyph icon=if waits { Icon::Clock } else { Icon::Warning }/>
                    <span>{why_words(&why)}</span>
                </p>
                {(!waits).then(|| view! { <Retry seq note words/> })}
            }
            .into_any()
        }
    }
}

fn why_words(why: &Delivery) -> String {
    match why {
        Delivery::Waiting => t("mark.sending").to_owned(),
        Delivery::Held(LineTrouble::TokenRefused) => t("delivery.token").to_owned(),
        Delivery::Held(LineTrouble::QuotaUsedUp) => t("delivery.quota").to_owned(),
        Delivery::Held(LineTrouble::Unreachable) => t("delivery.unreachable").to_owned(),
        Delivery::Blocked => t("delivery.blocked").to_owned(),
        Delivery::Unsure => t("delivery.unsure").to_owned(),
        Delivery::Refused { why } => fill("delivery.refused", &[("why", why)]),
    }
}

/// Tries it again; what becomes of it, the server tells.
#[component]
fn Retry(seq: u64, note: bool, words: String) -> impl IntoView {
    let session = use_session();
    let busy = RwSignal::new(false);
    let again = move |_| {
        let Some(id) = session.chat.id.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        spawn_local(async move {
            let url = format!("/api/v1/conversations/{id}/resend");
            let answer = browser::post::<IgnoredAny>(&url, &Resend { seq }).await;
            busy.try_set(false);
            if let Err(error) = answer {
                let why = problem(error).why;
                let words = refusals::words(&why).unwrap_or_else(|| t("refused.other"));
                session.toasts.warn(words.to_owned());
            }
        });
    };
    let name = if words.is_empty() { t("row.file").to_owned() } else { words };
    view! {
        <p class="bubble-mend" class:note-mark=note>
            <button
                type="button" class="button button-small" aria-disabled=move || busy.get().to_string()
                aria-label=fill("delivery.retry", &[("words", &name)]) on:click=again
            >
                {t("action.retry")}
            </button>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(delivered: u64, read: u64) -> Marks {
        Marks { delivered, read }
    }

    #[test]
    fn a_website_shows_how_far_the_visitor_has_got_under_the_last_message() {
        let web = |last, theirs| step(Channel::Web, None, last, 5, theirs);
        assert_eq!(web(false, at(9, 9)), None);
        assert_eq!(web(true, at(4, 4)), Some(Step::Going(Icon::Mark, Words::Sent)));
        assert_eq!(web(true, at(5, 4)), Some(Step::Going(Icon::Marks, Words::Delivered)));
        assert_eq!(web(true, at(5, 5)), Some(Step::Going(Icon::Marks, Words::Read)));
    }

    #[test]
    fn what_line_has_taken_is_sent_and_never_read() {
        let line = |last, theirs| step(Channel::Line, None, last, 5, theirs);
        assert_eq!(line(true, at(4, 0)), Some(Step::Going(Icon::Mark, Words::Sending)));
        assert_eq!(line(true, at(5, 5)), Some(Step::Going(Icon::Marks, Words::Sent)));
        assert_eq!(line(false, at(5, 5)), None);
    }

    #[test]
    fn what_has_not_reached_line_says_so_under_every_message() {
        for last in [false, true] {
            let waiting = step(Channel::Line, Some(Delivery::Waiting), last, 5, at(9, 0));
            assert_eq!(waiting, Some(Step::Going(Icon::Mark, Words::Sending)));
            let why = Delivery::Held(LineTrouble::QuotaUsedUp);
            assert_eq!(step(Channel::Line, Some(why.clone()), last, 5, at(9, 0)), Some(Step::Stuck(why)));
        }
    }
}
