//! console: the list of all conversations as it is loaded, a page at a time.

use baton_client::browser::{self, RequestError};
use baton_protocol::agent::{ConversationList, Summary};
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
    live: Memo<bool>,
    pub(super) cards: RwSignal<Vec<Summary>>,
    pub(super) next: RwSignal<Option<String>>,
    pub(super) load: RwSignal<Load>,
    /// What was asked for under another filter must not come into this list.
    asked: StoredValue<u32>,
}

impl Pages {
    /// Loads the first page, and again as `live` changes: only conversations that involved a live agent.
    pub(super) fn new(session: Session, live: Memo<bool>) -> Self {
        let pages = Self {
            session,
            live,
            cards: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            load: RwSignal::new(Load::Loading),
            asked: StoredValue::new(0),
        };
        Effect::new(move |_| {
            live.track();
            pages.cards.set(Vec::new());
            pages.next.set(None);
            pages.more();
        });
        pages
    }

    /// Loads the next page, or the first.
    pub(super) fn more(self) {
        let mine = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(mine);
        let url = address(self.live.get_untracked(), self.next.get_untracked().as_deref());
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

fn address(live: bool, after: Option<&str>) -> String {
    let mut url = format!("/api/v1/conversations?limit={PAGE}");
    if live {
        url.push_str("&filter=live_agent");
    }
    if let Some(after) = after {
        url.push_str("&after=");
        url.push_str(&String::from(js_sys::encode_uri_component(after)));
    }
    url
}
