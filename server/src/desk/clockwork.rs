//! The clock's part: requests that nobody took in time, and chats whose live agent is gone.

use std::{sync::Arc, time::Duration};

use baton_conversation::Command;
use baton_protocol::Timestamp;

use super::Desk;
use crate::{
    bus::{Hint, Topic},
    store::model::Head,
};

/// How often the clock looks. Short beside every time that it ends.
const LOOK: Duration = Duration::from_millis(250);

impl Desk {
    /// Ends what is due, for as long as the server runs.
    pub(crate) async fn run_clock(self: Arc<Self>) {
        let mut looks = tokio::time::interval(LOOK);
        looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut open = self.open_sites();
        loop {
            looks.tick().await;
            self.tick(self.clock.now()).await;
            let now_open = self.open_sites();
            for (site, _) in now_open.iter().filter(|(site, is)| open.get(site) != Some(*is)) {
                self.bus.publish(Topic::Site(*site), Hint::Site);
            }
            open = now_open;
        }
    }

    async fn tick(self: &Arc<Self>, now: Timestamp) {
        for id in self.presence.due(now) {
            if let Err(refusal) = self.act(&id, |_| Ok(Command::Tick)).await {
                tracing::warn!(%refusal, "a request could not be ended; the clock tries again");
            }
        }
        let spread = i64::try_from(self.rules.spread.as_millis()).unwrap_or(i64::MAX);
        for id in self.presence.quiet(now.plus(-spread)) {
            if let Err(refusal) = self.spread(&id).await {
                tracing::warn!(%refusal, "a request could not ring more live agents; the clock tries again");
            }
        }
        let grace = i64::try_from(self.rules.grace.as_millis()).unwrap_or(i64::MAX);
        for (agent, id) in self.presence.lost(now, grace) {
            let lost = |head: &Head| {
                let reach = self.reach_again(head);
                Ok(Command::AgentLost { agent, reach })
            };
            let lost = self.act(&id, lost).await;
            if let Err(refusal) = lost {
                tracing::warn!(%refusal, "a lost chat could not ring again; the clock tries again");
            }
        }
    }
}
