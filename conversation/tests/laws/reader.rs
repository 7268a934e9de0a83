//! Conversation room, tests: what a reader of the log alone knows, written a second time and more plainly.

use std::collections::BTreeSet;

use baton_protocol::{
    AgentId, Author, Event, StateView, Timestamp, What,
    event::{AgentRef, Target, Why},
};

use crate::world::Turn;

/// A conversation as its log tells it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reader {
    /// The live agent who holds the chat.
    pub(crate) holder: Option<AgentRef>,
    /// The open request.
    pub(crate) request: Option<Asked>,
    /// Handed back, and nothing said since.
    pub(crate) completed: bool,
    /// Closed, and not taken up again.
    pub(crate) ended: bool,
}

/// An open request as the log tells it.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) since: Timestamp,
    pub(crate) until: Timestamp,
    pub(crate) rung: BTreeSet<AgentId>,
    pub(crate) ignored: BTreeSet<AgentId>,
    pub(crate) transfer: bool,
    /// Passed on to one live agent: nobody else is rung.
    pub(crate) alone: bool,
    pub(crate) lost: bool,
}

impl Reader {
    /// Takes in one entry.
    pub(crate) fn read(&mut self, event: &Event) {
        let author = match &event.by {
            Author::Agent(agent) => Some(agent.clone()),
            Author::Visitor | Author::Ai | Author::Clock => None,
        };
        let asked = |ring: &[AgentId], until| Asked {
            since: event.at,
            until,
            rung: ring.iter().copied().collect(),
            ignored: BTreeSet::new(),
            transfer: false,
            alone: false,
            lost: false,
        };
        match &event.what {
            What::Message(_) if event.by == Author::Visitor => self.completed = false,
            What::Message(_)
            | What::Contact(_)
            | What::Note(_)
            | What::Labelled { .. }
            | What::Settled
            | What::Rated(_)
            | What::Judged { .. }
            | What::Unsent { .. }
            | What::Hidden => {}
            What::Requested { ring, until, .. } => *self = Self::asks(asked(ring, *until)),
            What::Transferred { to, ring, until, .. } => {
                let alone = matches!(to, Some(Target::Agent(_)));
                *self = Self::asks(Asked { transfer: true, alone, ..asked(ring, *until) });
            }
            What::AgentLost { ring, until } => {
                *self = Self::asks(Asked { lost: true, ..asked(ring, *until) });
            }
            What::Rung { ring } => {
                if let Some(request) = &mut self.request {
                    request.rung.extend(ring);
                }
            }
            What::Ignored => {
                for (request, agent) in self.request.iter_mut().zip(author) {
                    request.rung.remove(&agent.id);
                    request.ignored.insert(agent.id);
                }
            }
            What::Cancelled | What::Unanswered { why: Why::Timeout | Why::AllIgnored | Why::Nobody } => {
                self.request = None;
            }
            What::Accepted { .. } | What::TakenOver | What::Reactivated => {
                *self = Self { holder: author, ..Self::default() };
            }
            What::Completed => *self = Self { completed: true, ..Self::default() },
            What::Ended => *self = Self { ended: true, ..Self::default() },
        }
    }

    fn asks(request: Asked) -> Self {
        Self { request: Some(request), ..Self::default() }
    }

    /// The state as clients would see it.
    pub(crate) fn view(&self) -> StateView {
        match (&self.holder, &self.request) {
            (Some(agent), _) => StateView::Live { agent: agent.clone() },
            (None, Some(request)) => StateView::Requested { since: request.since },
            (None, None) if self.ended => StateView::Ended,
            (None, None) if self.completed => StateView::Completed,
            (None, None) => StateView::Ai,
        }
    }
}

/// Each turn, with what the log said before it.
pub(crate) fn turns(turns: &[Turn]) -> Vec<(Reader, &Turn)> {
    let mut reader = Reader::default();
    let mut read = Vec::with_capacity(turns.len());
    for turn in turns {
        read.push((reader.clone(), turn));
        turn.outcome.iter().flatten().for_each(|event| reader.read(event));
    }
    read
}

/// Each entry, with what the log said before it.
pub(crate) fn entries(turns: &[Turn]) -> Vec<(Reader, &Event)> {
    let mut reader = Reader::default();
    let mut read = Vec::new();
    for event in turns.iter().flat_map(|turn| turn.outcome.iter().flatten()) {
        read.push((reader.clone(), event));
        reader.read(event);
    }
    read
}
