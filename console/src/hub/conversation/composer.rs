//! console: where a reply is written. Enter sends, Shift and Enter starts a new line.

use baton_protocol::{ConversationId, agent::AgentFrame, limits};
use gloo_timers::callback::Timeout;
use leptos::{ev::KeyboardEvent, html::Textarea, prelude::*};

use crate::{
    icon::{Glyph, Icon},
    session::{Session, use_session},
    words::{fill, t},
};

/// Where a draft is kept in the tab's storage; followed by the conversation.
const DRAFT: &str = "baton.console.draft.";
/// News that I write goes out at most this often, in milliseconds; so long a rest means that I have stopped.
const TYPING_MS: u32 = 3_000;
/// From so many characters before the limit on, the rest is counted.
const COUNT_FROM: usize = 500;

#[component]
pub(super) fn Composer(id: ConversationId) -> impl IntoView {
    let session = use_session();
    let area = NodeRef::<Textarea>::new();
    let key = format!("{DRAFT}{id}");
    let text = RwSignal::new(session.tab().get(&key).unwrap_or_default());
    let typing = Typing::new(session, id.clone());
    Effect::new(move |_| {
        text.with(
            |text| if text.is_empty() { session.tab().remove(&key) } else { session.tab().set(&key, text) },
        );
        if let Some(area) = area.get() {
            grow(&area);
        }
    });
    Effect::new(move |_| {
        // On a touch screen the keyboard would cover what is to be read first.
        let touch =
            window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|query| query.matches());
        if let Some(area) = area.get().filter(|_| !touch) {
            // The reader has just opened or accepted this chat: what comes next is the answer.
            let _ = area.focus();
        }
    });
    on_cleanup(move || typing.stop());

    let length = Memo::new(move |_| text.with(|text| text.chars().count()));
    let too_long = move || length.get() > limits::MESSAGE_CHARS;
    let can_send = move || text.with(|text| !text.trim().is_empty()) && !too_long();
    let send = move || {
        if untrack(can_send) {
            typing.stop();
            session.reply(&id, text.get_untracked());
            text.set(String::new());
        }
    };
    let press = {
        let send = send.clone();
        move |event: KeyboardEvent| {
            // While an input method composes, Enter belongs to it; 229 is how some browsers say so.
            let composing = event.is_composing() || event.key_code() == 229;
            if event.key() == "Enter" && !event.shift_key() && !composing {
                event.prevent_default();
                send();
            } else if event.key() == "Escape" && !composing {
                event.prevent_default();
                if let Some(area) = area.get_untracked() {
                    let _ = area.blur();
                }
            }
        }
    };
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
        <form
            class="composer"
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <textarea
                class="composer-text" node_ref=area rows="1" dir="auto"
                aria-label=t("composer.reply") placeholder=t("composer.placeholder")
                aria-describedby="composer-rest" aria-invalid=move || too_long().to_string()
                prop:value=text
                on:keydown=press
                on:input:target=move |event| {
                    text.set(event.target().value());
                    typing.on();
                }
            ></textarea>
            <button
                type="submit" class="icon-button composer-send"
                aria-label=t("composer.send") aria-disabled=move || (!can_send()).to_string()
            >
                <Glyph icon=Icon::Send/>
            </button>
            <p id="composer-rest" class="composer-rest" class:field-trouble=too_long>{rest}</p>
        </form>
    }
}

/// As high as its text, up to what the style sheet allows.
fn grow(area: &web_sys::HtmlTextAreaElement) {
    let style = web_sys::HtmlElement::style(area);
    // Neither can fail: both are plain values of a known property.
    let _ = style.set_property("height", "auto");
    let _ = style.set_property("height", &format!("{}px", area.scroll_height()));
}

/// Tells the visitor that I am writing, not oftener than needed.
#[derive(Clone, Copy)]
struct Typing {
    session: Session,
    id: StoredValue<ConversationId>,
    told: RwSignal<Option<i64>>,
    rest: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Typing {
    fn new(session: Session, id: ConversationId) -> Self {
        Self {
            session,
            id: StoredValue::new(id),
            told: RwSignal::new(None),
            rest: StoredValue::new_local(None),
        }
    }

    fn on(self) {
        let now = baton_client::browser::now().0;
        if self.told.get_untracked().is_none_or(|told| now - told >= i64::from(TYPING_MS)) {
            self.told.set(Some(now));
            self.say(true);
        }
        self.rest.set_value(Some(Timeout::new(TYPING_MS, move || self.stop())));
    }

    fn stop(self) {
        // Gone with the composer already, where the page is being left.
        let Some(told) = self.told.try_update_untracked(Option::take) else { return };
        let _ = self.rest.try_update_value(Option::take);
        if told.is_some() {
            self.say(false);
        }
    }

    fn say(self, on: bool) {
        self.session.say(AgentFrame::Typing { conversation: self.id.get_value(), on });
    }
}
