//! The clock's part: requests that nobody took in time, and chats whose live agent is gone.

use std::{sync::Arc, time::Duration};

use baton_conversation::Command;
use baton_protocol::Timestamp;

use super::Desk;

/// How often the clock looks. Short beside every time that it ends.
const LOOK: Duration = Duration::from_millis(250);

impl Desk {
    /// Ends what is due, for as long as the server runs.
    pub(crate) async fn run_clock(self: Arc<Self>) {
        let mut looks = tokio::time::interval(LOOK);
        looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            looks.tick().await;
            self.tick(self.clock.now()).await;
        }
    }

    async fn tick(self: &Arc<Self>, now: Timestamp) {
        for id in self.presence.due(now) {
            if let Err(refusal) = self.act(&id, |_| Ok(Command::Tick)).await {
                tracing::warn!(%refusal, "a request could not be ended; the clock tries again");
            }
        }
        let grace = i64::try_from(self.rules.grace.as_millis()).unwrap_or(i64::MAX);
        for (agent, id) in self.presence.lost(now, grace) {
            let lost = self.act(&id, |_| Ok(Command::AgentLost { agent, reach: self.reach() })).await;
            if let Err(refusal) = lost {
                tracing::warn!(%refusal, "a lost chat could not ring again; the clock tries again");
            }
        }
    }
}
