//! The search over messages, in any language: a background task keeps the index in step with the log, and a query is
//! cut into tokens in the same way.

mod tokens;

use std::{borrow::Cow, sync::Arc, time::Duration};

use baton_protocol::{
    AgentId, Event, Refusal,
    agent::{ConversationList, Hit},
};
use tokens::{index_text, marked, phrases};

use super::{Desk, card::card, unavailable};
use crate::store::model::{ConversationKey, ListFilter};

/// Between two looks for messages that the index does not have.
const LOOK: Duration = Duration::from_millis(500);
/// So many messages are taken in at once: some milliseconds of the writer's time.
const GROUP: usize = 500;

impl Desk {
    /// Keeps the index in step, for as long as the server runs.
    pub(crate) async fn run_search(self: Arc<Self>) {
        let mut looks = tokio::time::interval(LOOK);
        looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            looks.tick().await;
            loop {
                match self.store.catch_up(GROUP, words).await {
                    Ok(GROUP) => {}
                    Ok(_) => break,
                    Err(error) => {
                        tracing::warn!(%error, "the search is behind; it tries again");
                        break;
                    }
                }
            }
        }
    }

    /// A page of the conversations in which somebody said this, newest first; each with its newest message that fits.
    pub(crate) async fn search(
        &self,
        agent: AgentId,
        query: &str,
        filter: ListFilter,
        after: Option<ConversationKey>,
        limit: usize,
    ) -> Result<ConversationList, Refusal> {
        let Some(phrases) = phrases(query) else {
            return Ok(ConversationList { cards: Vec::new(), hits: Vec::new(), next: None });
        };
        let filter = self.visible_to(agent, filter);
        let found = self.store.search(phrases.clone(), filter, after, limit).await;
        let found = found.map_err(|error| unavailable(&error))?;
        let next = (found.len() == limit).then(|| found.last().map(|found| found.head.key.0.to_string()));
        let mut list = ConversationList { cards: Vec::new(), hits: Vec::new(), next: next.flatten() };
        for found in found {
            let text = said(&found.event).unwrap_or_default();
            list.hits.push(Hit { seq: found.event.seq, text: marked(&text, &phrases) });
            list.cards.push(card(&self.newest(found.head), agent));
        }
        Ok(list)
    }
}

/// What the index is given of an event.
fn words(event: &Event) -> Option<String> {
    said(event).map(|text| index_text(&text)).filter(|text| !text.is_empty())
}

/// The words of an event, and the names of the files that go with them.
fn said(event: &Event) -> Option<Cow<'_, str>> {
    let words = event.what.words()?;
    let files = event.what.files();
    if files.is_empty() {
        return Some(Cow::Borrowed(words));
    }
    let names = files.iter().map(|file| file.name.as_str());
    Some(Cow::Owned([words].into_iter().chain(names).collect::<Vec<_>>().join("\n")))
}
