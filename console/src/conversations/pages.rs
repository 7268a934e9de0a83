//! console: the list of all conversations as it is loaded, a page at a time.

use std::collections::HashMap;

use baton_client::browser::{self, RequestError};
use baton_protocol::{
    ConversationId,
    agent::{ConversationList, Hit, Summary},
};
use leptos::{prelude::*, task::spawn_local};

use crate::session::Session;

/// Cards asked for at once.
const PAGE: u32 = 50;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Load {
    Loading,
    Done,
    Failed,
}

/// A handle: copies are the same list.
#[derive(Clone, Copy)]
pub(super) struct Pages {
    session: Session,
    wanted: Memo<String>,
    pub(super) cards: RwSignal<Vec<Summary>>,
    /// Where a search has found its words.
    pub(super) hits: RwSignal<HashMap<ConversationId, Hit>>,
    pub(super) next: RwSignal<Option<String>>,
    pub(super) load: RwSignal<Load>,
    /// What was asked for under another filter must not come into this list.
    asked: StoredValue<u32>,
}

impl Pages {
    /// Loads the first page, and again as what is `wanted` changes.
    pub(super) fn new(session: Session, wanted: Memo<String>) -> Self {
        let pages = Self {
            session,
            wanted,
            cards: RwSignal::new(Vec::new()),
            hits: RwSignal::new(HashMap::new()),
            next: RwSignal::new(None),
            load: RwSignal::new(Load::Loading),
            asked: StoredValue::new(0),
        };
        Effect::new(move |_| {
            wanted.track();
            pages.cards.set(Vec::new());
            pages.hits.set(HashMap::new());
            pages.next.set(None);
            pages.more();
        });
        pages
    }

    /// Loads the next page, or the first.
    pub(super) fn more(self) {
        let mine = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(mine);
        let url = address(&self.wanted.get_untracked(), self.next.get_untracked().as_deref());
        self.load.set(Load::Loading);
        spawn_local(async move {
            let answer = browser::get::<ConversationList>(&url).await;
            // The page may be gone by now.
            if self.asked.try_get_value() == Some(mine) {
                self.take(answer);
            }
        });
    }

    fn take(self, answer: Result<ConversationList, RequestError>) {
        match answer {
            Ok(list) => {
                // A conversation that has moved up meanwhile comes twice.
                let known = |card: &Summary| {
                    self.cards.with_untracked(|cards| cards.iter().any(|known| known.id == card.id))
                };
                let ids = list.cards.iter().map(|card| card.id.clone());
                let hits: Vec<_> = ids.zip(list.hits).collect();
                self.hits.update(|known| known.extend(hits));
                let fresh: Vec<_> = list.cards.into_iter().filter(|card| !known(card)).collect();
                self.cards.update(|cards| cards.extend(fresh));
                self.next.set(list.next);
                self.load.set(Load::Done);
            }
            Err(RequestError::Refused { status: 401, .. }) => self.session.begin(),
            Err(_) => self.load.set(Load::Failed),
        }
    }
}

fn address(wanted: &str, after: Option<&str>) -> String {
    let mut url = format!("/api/v1/conversations?limit={PAGE}{wanted}");
    if let Some(after) = after {
        url.push_str("&after=");
        url.push_str(&String::from(js_sys::encode_uri_component(after)));
    }
    url
}
