//! console: where the open conversation stands for me, which decides what I can do with it.

use baton_protocol::{StateView, Timestamp};
use leptos::prelude::*;

use crate::session::Session;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// It is not here yet.
    Loading,
    /// It rings me.
    RingsMe {
        since: Timestamp,
    },
    /// It rings others.
    RingsOthers {
        since: Timestamp,
    },
    /// The AI agent has it.
    Ai,
    /// I have it.
    Mine,
    /// Another live agent has it.
    Theirs(String),
    Completed,
    Ended,
}

impl Stand {
    /// Follows the session's signals.
    pub(super) fn of(session: Session) -> Self {
        if !session.chat.loaded.get() {
            return Self::Loading;
        }
        let state = session.chat.timeline.with(|timeline| timeline.state().clone());
        match state {
            StateView::Ai => Self::Ai,
            StateView::Requested { since } => {
                let rings = session.chat.id.with(|id| {
                    let listed = session
                        .cards
                        .with(|cards| id.as_ref().and_then(|id| cards.get(id)).map(|card| card.rings_me));
                    listed.unwrap_or_else(|| {
                        session.chat.card.with(|card| card.as_ref().is_some_and(|card| card.rings_me))
                    })
                });
                if rings { Self::RingsMe { since } } else { Self::RingsOthers { since } }
            }
            StateView::Live { agent } => {
                if session.me.with(|me| me.as_ref().is_some_and(|me| me.id == agent.id)) {
                    Self::Mine
                } else {
                    Self::Theirs(agent.name)
                }
            }
            StateView::Completed => Self::Completed,
            StateView::Ended => Self::Ended,
        }
    }
}
