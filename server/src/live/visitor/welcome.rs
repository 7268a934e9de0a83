//! The answer to a visitor's greeting, and what the client has missed.

use std::sync::Arc;

use baton_protocol::{
    Refusal,
    visitor::{Have, VisitorNews, Welcome},
};

use super::{VisitorSession, Who};
use crate::{
    desk::{answer::owed, read::in_pages},
    store::model::{Side, Site},
};

impl VisitorSession {
    pub(super) async fn welcome(
        &mut self,
        site: &Site,
        have: Option<Have>,
        token: Option<String>,
    ) -> Result<Vec<VisitorNews>, Refusal> {
        let desk = Arc::clone(&self.desk);
        self.available.mark_unchanged();
        let mut welcome = Welcome {
            token,
            epoch: desk.epoch.clone(),
            now: desk.clock.now(),
            site: desk.site_view(site),
            available: desk.available_at(self.site),
            conversation: None,
            verified: self.who.is_verified(),
            resumed: false,
        };
        let current = match self.who {
            Who::Known { visitor, .. } => desk.current(visitor).await?,
            Who::Stranger(_) => None,
        };
        let mut rest = Vec::new();
        if let Some(head) = &current {
            // Whoever greets may have missed anything: the log is asked, not memory.
            let have = have.filter(|have| have.epoch == desk.epoch && have.conversation == head.id);
            let missed = match &have {
                Some(have) => desk.events_after(head, Side::Visitor, have.after).await?,
                None => None,
            };
            self.shown = Some((head.id.clone(), head.seq));
            match missed {
                Some(events) => {
                    welcome.resumed = true;
                    rest.extend(in_pages(head, &events).into_iter().map(VisitorNews::Events));
                    rest.push(VisitorNews::Marks(head.agent_marks));
                }
                None => welcome.conversation = Some(desk.snapshot(head, Side::Visitor).await?),
            }
            rest.extend(desk.place(head).map(VisitorNews::Queue));
            if owed(head) {
                desk.respond(&head.id);
            }
        }
        rest.insert(0, VisitorNews::Welcome(welcome));
        Ok(rest)
    }
}
