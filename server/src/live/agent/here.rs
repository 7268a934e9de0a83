//! A live agent's presence, for as long as a session lives, and a little longer for one that polls.

use std::{sync::Arc, time::Duration};

use baton_protocol::AgentId;

use crate::desk::Desk;

/// A live agent is connected.
pub(super) struct Here {
    desk: Arc<Desk>,
    agent: AgentId,
    linger: Duration,
}

impl Here {
    /// Counts as one connection more; `linger` is how long it counts after it is gone.
    pub(super) fn arrive(desk: Arc<Desk>, agent: AgentId, switch: bool, linger: Duration) -> Self {
        let changed = desk.presence.connects(agent, switch);
        desk.follow(changed);
        Self { desk, agent, linger }
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        let (desk, agent, linger) = (Arc::clone(&self.desk), self.agent, self.linger);
        let leave = move || {
            let changed = desk.presence.leaves(agent, desk.clock.now());
            desk.follow(changed);
        };
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) if !linger.is_zero() => {
                runtime.spawn(async move {
                    tokio::time::sleep(linger).await;
                    leave();
                });
            }
            Ok(_) | Err(_) => leave(),
        }
    }
}
