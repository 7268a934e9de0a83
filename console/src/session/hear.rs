//! console: what each piece of news from the server changes.

use baton_client::{Applied, Heard, Status};
use baton_protocol::{
    Author, ClientId, Code, ConversationId, Refusal, StateView, What,
    agent::{AgentFrame, AgentNews, AgentVerb, AgentWelcome, Opened, Summary},
    line::UndeliveredList,
    state::Events,
};
use leptos::prelude::*;

use super::Session;
use crate::{
    echo::Echo,
    names, refusals,
    toasts::Offer,
    words::{fill, t},
};

impl Session {
    pub(super) fn hear(self, heard: Heard<AgentNews>) {
        match heard {
            Heard::Status(status) => {
                self.status.set(status);
                if status == Status::SignedOut {
                    self.leave();
                }
            }
            Heard::News(news) => self.take(news),
        }
    }

    fn take(self, news: AgentNews) {
        match news {
            AgentNews::Welcome(welcome) => self.welcome(welcome),
            AgentNews::Summary(card) => self.summary(card),
            AgentNews::Opened(opened) => self.opened(*opened),
            AgentNews::Events(events) => self.events(events),
            AgentNews::Page(page) => {
                self.chat.fetching.set(false);
                self.chat.heard(|timeline| timeline.older(page));
            }
            AgentNews::Ack { id, conversation, seq } => self.acked(id, conversation, seq),
            AgentNews::Refused { id, conversation, why } => self.refused(id, conversation, why),
            AgentNews::Available(count) => self.available.set(count),
            AgentNews::Crew(crew) => self.crew.set(crew),
            AgentNews::Switch(on) => self.switch.set(on),
            AgentNews::Typing { conversation, by, on } => {
                let now = self.clock.now.get_untracked();
                self.typing.update(|typing| typing.heard(conversation, by, on, now));
            }
            AgentNews::Draft { conversation, blocks } => {
                if self.chat.shows(&conversation) {
                    self.chat.draft.set(blocks);
                }
            }
            AgentNews::Marks { conversation, marks } => {
                if self.chat.shows(&conversation) {
                    self.chat.timeline.update(|timeline| timeline.they_marked(marks));
                }
            }
            AgentNews::Undelivered(UndeliveredList { conversation, list }) => {
                if self.chat.shows(&conversation) {
                    self.chat.undelivered.set(list);
                }
            }
        }
    }

    fn welcome(self, welcome: AgentWelcome) {
        let AgentWelcome { me, switch, available, epoch, now, cards, crew } = welcome;
        self.clock.set(now);
        self.switch.set(switch);
        self.available.set(available);
        self.crew.set(crew);
        let again = self.welcomed.get_untracked();
        let mut rung = Vec::new();
        self.cards.update(|known| rung = known.reset(me.id, cards));
        self.me.set(Some(me));
        self.welcomed.set(true);
        self.ring(rung, again);
        self.typing.update(crate::typists::Typists::clear);
        self.chat.fetching.set(false);
        self.chat.draft.set(Vec::new());
        self.chat.timeline.update(|timeline| timeline.epoch(&epoch));
        self.epoch.set_value(epoch);
        let held = self.chat.timeline.with_untracked(|timeline| timeline.conversation().is_some());
        if let Some(id) = self.chat.id.get_untracked().filter(|_| !held) {
            self.chat.loaded.set(false);
            self.say(AgentFrame::Open(id));
        }
        for frame in self.outbox.with_untracked(|outbox| outbox.due().collect::<Vec<_>>()) {
            self.say(frame);
        }
    }

    fn summary(self, card: Summary) {
        if self.chat.shows(&card.id) {
            self.chat.card.set(Some(card.clone()));
        }
        let before = self.cards.with_untracked(|cards| cards.get(&card.id).map_or(0, |known| known.unread));
        if card.unread > before && untrack(|| self.holds(&card.state)) && !self.chat.shows(&card.id) {
            let name = names::visitor(card.name.as_deref());
            self.spoken.set(fill("spoken.message", &[("name", &name)]));
        }
        let left =
            self.cards.with_untracked(|cards| cards.get(&card.id).is_some_and(|known| known.left.is_some()));
        if card.left.is_some() && !left {
            let name = names::visitor(card.name.as_deref());
            self.spoken.set(fill("spoken.left", &[("name", &name)]));
        }
        let mut begins = false;
        self.cards.update(|cards| begins = cards.take(card.clone()));
        if begins {
            self.ring(vec![card], true);
        }
    }

    fn opened(self, opened: Opened) {
        let Opened { card, snapshot, visitor, site, brief, undelivered } = opened;
        if !self.chat.shows(&card.id) {
            return;
        }
        self.chat.brief.set(brief);
        self.epoch.with_value(|epoch| {
            self.chat.heard(|timeline| {
                timeline.epoch(epoch);
                timeline.snapshot(snapshot);
            });
        });
        self.chat.card.set(Some(card));
        self.chat.visitor.set(Some(visitor));
        self.chat.site.set(site);
        self.chat.undelivered.set(undelivered);
        self.chat.missing.set(None);
        self.chat.loaded.set(true);
    }

    fn events(self, events: Events) {
        if !self.chat.shows(&events.conversation) {
            return;
        }
        let speaks = |by: &Author| {
            events.events.iter().any(|event| event.by == *by && matches!(event.what, What::Message(_)))
        };
        // The finished message takes the draft's place, and after an accept the AI agent is silent.
        if speaks(&Author::Ai) || matches!(events.state, StateView::Live { .. }) {
            self.chat.draft.set(Vec::new());
        }
        if speaks(&Author::Visitor) {
            let now = self.clock.now.get_untracked();
            let conversation = events.conversation.clone();
            self.typing.update(|typing| typing.heard(conversation, Author::Visitor, false, now));
        }
        if self.chat.heard(|timeline| timeline.events(events)) == Some(Applied::Gap) {
            self.refresh();
        }
    }

    fn acked(self, id: ClientId, conversation: ConversationId, seq: u64) {
        let mut done = None;
        self.outbox.update(|outbox| done = outbox.acked(id));
        self.keep_outbox();
        let Some(done) = done else { return };
        match done.what {
            AgentVerb::Send { text, .. } => {
                let echo = Echo { id, conversation, seq, text, files: done.files, private: false };
                self.echoes.update(|echoes| echoes.push(echo));
            }
            AgentVerb::Note { text } => {
                let echo = Echo { id, conversation, seq, text, files: Vec::new(), private: true };
                self.echoes.update(|echoes| echoes.push(echo));
            }
            AgentVerb::Accept | AgentVerb::TakeOver | AgentVerb::Reactivate => {
                let name = untrack(|| self.name_of(&conversation));
                self.toasts.say(fill("toast.connected", &[("name", &name)]));
                self.go.set(Some(format!("/console/hub/{conversation}")));
            }
            AgentVerb::Complete => {
                let name = untrack(|| self.name_of(&conversation));
                let text = fill("toast.completed", &[("name", &name)]);
                self.toasts.offer(text, Offer::Reactivate(conversation));
            }
            AgentVerb::Transfer { .. } => self.toasts.say(t("toast.transferred").to_owned()),
            AgentVerb::Settle => self.toasts.say(t("toast.settled").to_owned()),
            AgentVerb::Ignore | AgentVerb::Label { .. } | AgentVerb::End => {}
        }
    }

    fn refused(self, id: Option<ClientId>, conversation: Option<ConversationId>, why: Refusal) {
        let Some(id) = id else {
            self.chat.fetching.set(false);
            if conversation.is_some_and(|conversation| self.chat.shows(&conversation)) {
                self.chat.missing.set(Some(why));
            }
            return;
        };
        let message = self.outbox.with_untracked(|outbox| {
            let words = |what: &AgentVerb| matches!(what, AgentVerb::Send { .. } | AgentVerb::Note { .. });
            outbox.unsent().any(|unsent| unsent.id == id && words(&unsent.what))
        });
        if message {
            self.outbox.update(|outbox| {
                outbox.refused(id, why);
            });
            self.keep_outbox();
            return;
        }
        let mut dropped = None;
        self.outbox.update(|outbox| dropped = outbox.discard(id));
        if dropped.is_some() {
            self.toasts.warn(self.reason(conversation.as_ref(), &why));
        }
    }

    /// In the reader's language who was first, where that is known; else the server's own sentence.
    fn reason(self, conversation: Option<&ConversationId>, why: &Refusal) -> String {
        let holder = conversation.filter(|_| why.code == Code::Taken).and_then(|id| self.holder(id));
        match holder {
            Some(name) => fill("toast.taken", &[("name", &name)]),
            None => refusals::words(why).unwrap_or_else(|| t("refused.other")).to_owned(),
        }
    }

    /// The live agent who holds this conversation.
    fn holder(self, id: &ConversationId) -> Option<String> {
        let listed = self.cards.with_untracked(|cards| cards.get(id).map(|card| card.state.clone()));
        let shown = || {
            let shown = self.chat.shows(id);
            shown.then(|| self.chat.timeline.with_untracked(|timeline| timeline.state().clone()))
        };
        listed.as_ref().and_then(names::holder).or_else(|| shown().as_ref().and_then(names::holder))
    }
}
