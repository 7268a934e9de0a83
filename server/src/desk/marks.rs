//! Marks and typing: how far each side has got, and that somebody writes.

use std::sync::Arc;

use baton_protocol::{Author, Refusal, agent::Channel, state::Marks};

use super::{Desk, unavailable};
use crate::{
    bus::{Hint, Marked, Topic, Typing},
    store::model::{Head, Side},
};

impl Desk {
    /// `side` has got this far. Numbers beyond the log's end, and `read` beyond `delivered`, are cut back.
    pub(crate) async fn mark(&self, head: &Head, side: Side, marks: Marks) -> Result<(), Refusal> {
        let delivered = marks.delivered.min(head.seq);
        let marks = Marks { delivered, read: marks.read.min(delivered) };
        let Some(marked) = self.heads.mark(&head.id, side, marks) else { return Ok(()) };
        self.store.mark(head.key, side, marks).await.map_err(|error| unavailable(&error))?;
        let hint = Hint::Marks(Arc::new(Marked {
            conversation: head.key,
            visitor: head.visitor,
            marks: marks_of(&marked, side),
        }));
        match side {
            Side::Visitor => self.bus.publish(Topic::Conversation(head.key), hint),
            Side::Agents => {
                if head.channel == Channel::Line {
                    self.bus.publish(Topic::Line, hint.clone());
                }
                self.bus.publish(Topic::Visitor(head.visitor), hint);
                if let Some(agent) = marked.body.state.agent() {
                    self.bus.publish(Topic::Agent(agent.id), Hint::Card(Arc::clone(&marked)));
                }
            }
        }
        Ok(())
    }

    /// Somebody writes in this conversation, or has stopped.
    pub(crate) fn typing(&self, head: &Head, by: Author, on: bool) {
        let to = match by {
            Author::Visitor => Topic::Conversation(head.key),
            Author::Agent(_) | Author::Ai | Author::Clock => Topic::Visitor(head.visitor),
        };
        let typing = Hint::Typing(Arc::new(Typing { conversation: head.key, visitor: head.visitor, by, on }));
        if head.channel == Channel::Line {
            self.bus.publish(Topic::Line, typing.clone());
        }
        self.bus.publish(to, typing);
    }
}

/// One side's marks.
pub(crate) fn marks_of(head: &Head, side: Side) -> Marks {
    match side {
        Side::Visitor => head.visitor_marks,
        Side::Agents => head.agent_marks,
    }
}
