//! Following a visitor's conversation: what is new, or all of it where the client cannot continue.

use std::sync::Arc;

use baton_protocol::{Refusal, visitor::VisitorNews};

use super::{VisitorSession, Who};
use crate::{
    bus::Advance,
    desk::read::{in_pages, shown},
    store::model::{Head, Side},
};

impl VisitorSession {
    /// Tells of a conversation that has come further.
    pub(super) async fn advanced(
        &mut self,
        advance: &Advance,
        out: &mut Vec<VisitorNews>,
    ) -> Result<(), Refusal> {
        let head = &advance.head;
        match self.shown.clone() {
            Some((id, last)) if id == head.id => {
                let first = advance.events.first().map_or(u64::MAX, |event| event.seq);
                if head.seq <= last {
                    return Ok(());
                }
                let events = if first == last + 1 {
                    shown(&advance.events, Side::Visitor)
                } else {
                    match self.desk.events_after(head, Side::Visitor, last).await? {
                        Some(events) => events,
                        None => return self.snapshot(head, out).await,
                    }
                };
                if let Some(end) = events.last() {
                    self.shown = Some((id.clone(), end.seq));
                    out.extend(in_pages(head, &events).into_iter().map(VisitorNews::Events));
                }
                Ok(())
            }
            // Another conversation: a new one, or an old one that a live agent came back to.
            Some(_) | None => self.snapshot(head, out).await,
        }
    }

    async fn snapshot(&mut self, head: &Head, out: &mut Vec<VisitorNews>) -> Result<(), Refusal> {
        self.shown = Some((head.id.clone(), head.seq));
        out.push(VisitorNews::Snapshot(self.desk.snapshot(head, Side::Visitor).await?));
        Ok(())
    }

    /// Something was missed: the store knows what.
    pub(super) async fn catch_up(&mut self, out: &mut Vec<VisitorNews>) -> Result<(), Refusal> {
        let Who::Known { visitor, .. } = self.who else { return Ok(()) };
        if let Some(head) = self.desk.current(visitor).await? {
            let advance = Advance { head: Arc::clone(&head), events: Vec::new() };
            self.advanced(&advance, out).await?;
            out.push(VisitorNews::Marks(head.agent_marks));
            out.extend(self.desk.place(&head).map(VisitorNews::Queue));
        }
        Ok(())
    }
}
