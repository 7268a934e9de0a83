//! Intake: events as LINE delivers them. They are stored first and answered at once; then each user's are worked on
//! one by one, in the order in which they happened.

use std::{sync::Arc, time::Duration};

use baton_line::webhook::{Delivery, happening};
use baton_protocol::{Refusal, Timestamp};
use tokio::time::sleep;

use super::Channel;
use crate::{
    desk::{lines::Account, unavailable},
    store::model::{Arrival, NewArrival, SiteId},
};

/// Between two tries of what the server could not do.
const AGAIN: Duration = Duration::from_secs(1);

/// What became of an event.
pub(super) enum Worked {
    /// It is settled.
    Done,
    /// It has been settled together with what it led to.
    Settled,
    /// It waits for another token.
    Later,
}

impl Channel {
    /// Keeps what LINE has delivered; what is known already is passed over. Durable when this returns.
    pub(crate) async fn arrive(
        self: &Arc<Self>,
        account: &Account,
        delivery: Delivery,
    ) -> Result<(), Refusal> {
        let mut users: Vec<String> = Vec::new();
        let mut events = Vec::with_capacity(delivery.events.len());
        for event in delivery.events {
            users.extend(event.user.clone());
            events.push(NewArrival {
                event: event.id,
                at: Timestamp(event.at),
                user: event.user,
                body: event.json,
            });
        }
        if events.is_empty() {
            return Ok(());
        }
        let now = self.desk.clock.now();
        self.desk.store.arrive(account.site, events, now).await.map_err(|error| unavailable(&error))?;
        users.sort_unstable();
        users.dedup();
        for user in users {
            self.work(account.site, user);
        }
        Ok(())
    }

    /// Works on this user's events, unless that is under way.
    pub(super) fn work(self: &Arc<Self>, site: SiteId, user: String) {
        let key = (site, user);
        if self.arriving.begin(key.clone()) {
            let channel = Arc::clone(self);
            tokio::spawn(async move { channel.work_on_all(&key).await });
        }
    }

    async fn work_on_all(self: Arc<Self>, key: &(SiteId, String)) {
        loop {
            match self.work_on_next(key).await {
                Ok(true) => {}
                Ok(false) => {
                    if self.arriving.end(key) {
                        return;
                    }
                }
                Err(refusal) => {
                    tracing::warn!(%refusal, "an event from LINE could not be worked on; it is tried again");
                    sleep(AGAIN).await;
                }
            }
        }
    }

    /// Works on the earliest event; false where there is none that can be worked on.
    async fn work_on_next(self: &Arc<Self>, (site, user): &(SiteId, String)) -> Result<bool, Refusal> {
        let Some(account) = self.desk.line(*site) else { return Ok(false) };
        let next = self.desk.store.arrivals(*site, user, 1).await.map_err(|error| unavailable(&error))?;
        let Some(arrival) = next.first() else { return Ok(false) };
        match self.work_on(&account, arrival).await? {
            Worked::Done => {
                let settled = self.desk.store.settle_arrival(arrival.id).await;
                settled.map_err(|error| unavailable(&error))?;
                Ok(true)
            }
            Worked::Settled => Ok(true),
            Worked::Later => Ok(false),
        }
    }

    async fn work_on(self: &Arc<Self>, account: &Account, arrival: &Arrival) -> Result<Worked, Refusal> {
        match happening(&arrival.body) {
            // Another part of the account answers now.
            Some(happening) if !happening.standby => self.heard(account, arrival, happening).await,
            Some(_) | None => Ok(Worked::Done),
        }
    }
}
