//! console: what the page knows: one struct of signals that every component reads, and the line that feeds it.

mod act;
mod hear;
mod people;
mod undo;

pub(crate) use people::{awaits_setup, problem};

use baton_client::{Agent, Line, Outbox, Status, browser::Storage};
use baton_protocol::{
    ConversationId,
    agent::{AgentFrame, AgentHello, AgentVerb, Crew},
    people::Me,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    bell, cards::Cards, chat::Chat, clock::Clock, echo::Echo, push, toasts::Toasts, tray::Tray,
    typists::Typists,
};

/// Where the outbox is kept in the tab's storage; followed by whose it is.
const OUTBOX: &str = "baton.console.unsent.";

/// How far the sign-in has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The server has not said yet who I am.
    Asking,
    /// The server could not be reached.
    Unreachable,
    /// Nobody is signed in.
    SignedOut,
    /// I am.
    SignedIn,
}

/// Everything that changes. A handle: copies show the same.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    pub(crate) stage: RwSignal<Stage>,
    pub(crate) me: RwSignal<Option<Me>>,
    pub(crate) status: RwSignal<Status>,
    /// A welcome has come since the page was loaded.
    pub(crate) welcomed: RwSignal<bool>,
    pub(crate) switch: RwSignal<bool>,
    pub(crate) available: RwSignal<u32>,
    pub(crate) cards: RwSignal<Cards>,
    /// Who works here, and who of them is available.
    pub(crate) crew: RwSignal<Crew>,
    /// The conversation that this page shows.
    pub(crate) chat: Chat,
    pub(crate) typing: RwSignal<Typists>,
    pub(crate) outbox: RwSignal<Outbox<AgentVerb>>,
    pub(crate) echoes: RwSignal<Vec<Echo>>,
    pub(crate) toasts: Toasts,
    /// Requests that have begun to ring while this page was open, oldest first.
    pub(crate) rung: RwSignal<Vec<ConversationId>>,
    pub(crate) clock: Clock,
    /// What a screen reader is told next.
    pub(crate) spoken: RwSignal<String>,
    /// Where the page should go next; the shell goes there.
    pub(crate) go: RwSignal<Option<String>>,
    /// Moves on as the AI agent's draft is changed from elsewhere than the page that shows it.
    pub(crate) redrafted: RwSignal<u32>,
    /// The files that are to go with replies.
    pub(crate) tray: Tray,
    line: StoredValue<Option<Line<Agent>>, LocalStorage>,
    tab: StoredValue<Storage, LocalStorage>,
    epoch: StoredValue<String>,
}

impl Session {
    /// To be called once, inside the page's root.
    pub(crate) fn new() -> Self {
        Self {
            stage: RwSignal::new(Stage::Asking),
            me: RwSignal::new(None),
            status: RwSignal::new(Status::Connecting),
            welcomed: RwSignal::new(false),
            switch: RwSignal::new(false),
            available: RwSignal::new(0),
            cards: RwSignal::new(Cards::default()),
            crew: RwSignal::new(Crew::default()),
            chat: Chat::new(),
            typing: RwSignal::new(Typists::default()),
            outbox: RwSignal::new(Outbox::default()),
            echoes: RwSignal::new(Vec::new()),
            toasts: Toasts::new(),
            rung: RwSignal::new(Vec::new()),
            clock: Clock::start(),
            spoken: RwSignal::new(String::new()),
            go: RwSignal::new(None),
            redrafted: RwSignal::new(0),
            tray: Tray::new(Storage::tab()),
            line: StoredValue::new_local(None),
            tab: StoredValue::new_local(Storage::tab()),
            epoch: StoredValue::new(String::new()),
        }
    }

    /// The tab's own storage: it survives a reload, and two tabs do not overwrite each other's.
    pub(crate) fn tab(self) -> Storage {
        self.tab.get_value()
    }

    /// Starts the live connection of the person who has just turned out to be signed in.
    pub(crate) fn enter(self, me: Me) {
        let kept = self.tab().get(&outbox_key(&me)).unwrap_or_default();
        self.outbox.set(Outbox::from_json(&kept));
        self.me.set(Some(me));
        self.stage.set(Stage::SignedIn);
        self.status.set(Status::Connecting);
        let line = Line::open("", move || self.hello(), || None, move |heard| self.hear(heard));
        self.line.set_value(Some(line));
    }

    /// Nobody is signed in any more. What was typed stays in the tab for the same person's return.
    fn leave(self) {
        if let Some(line) = self.line.try_update_value(Option::take).flatten() {
            line.close();
        }
        // Whoever has signed out is not rung.
        spawn_local(push::end());
        self.stage.set(Stage::SignedOut);
        self.welcomed.set(false);
        self.me.set(None);
        self.cards.set(Cards::default());
        self.crew.set(Crew::default());
        self.rung.set(Vec::new());
        self.echoes.set(Vec::new());
        self.outbox.set(Outbox::default());
        self.tray.clear();
        self.chat.shut();
    }

    fn hello(self) -> AgentHello {
        AgentHello {
            have: self.chat.timeline.with_untracked(|timeline| timeline.have()).into_iter().collect(),
        }
    }

    /// Lost while there is no connection; what must not be lost goes through the outbox.
    pub(crate) fn say(self, frame: AgentFrame) {
        self.line.with_value(|line| {
            if let Some(line) = line {
                line.say(frame);
            }
        });
    }

    fn refresh(self) {
        self.line.with_value(|line| {
            if let Some(line) = line {
                line.refresh();
            }
        });
    }

    fn keep_outbox(self) {
        let Some(key) = self.me.with_untracked(|me| me.as_ref().map(outbox_key)) else { return };
        match self.outbox.with_untracked(Outbox::to_json) {
            Some(text) => self.tab().set(&key, &text),
            None => self.tab().remove(&key),
        }
    }

    /// What to call the visitor of this conversation.
    pub(crate) fn name_of(self, id: &ConversationId) -> String {
        let listed =
            self.cards.with(|cards| cards.get(id).map(|card| crate::names::visitor(card.name.as_deref())));
        listed
            .or_else(|| {
                self.chat.card.with(|card| {
                    card.as_ref()
                        .filter(|card| card.id == *id)
                        .map(|card| crate::names::visitor(card.name.as_deref()))
                })
            })
            .unwrap_or_else(|| crate::names::visitor(None))
    }

    /// These requests have begun to ring me: be heard, and where the page was already open, be seen.
    fn ring(self, cards: Vec<baton_protocol::agent::Summary>, pop_up: bool) {
        for card in cards {
            if pop_up {
                self.rung.update(|rung| {
                    rung.retain(|known| *known != card.id);
                    rung.push(card.id.clone());
                });
            }
            bell::ring(&card, self.go);
        }
    }
}

fn outbox_key(me: &Me) -> String {
    format!("{OUTBOX}{}", me.id.0)
}

/// The page's session.
pub(crate) fn use_session() -> Session {
    expect_context::<Session>()
}
