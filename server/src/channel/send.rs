//! Send: one request to LINE, tried until LINE has answered it, and never twice.

use std::sync::Arc;

use baton_line::{api::Failed, say::Message as Said};
use baton_protocol::{
    Refusal,
    line::{Delivery, LineTrouble},
    state::Marks,
};

use super::{
    Channel,
    deliver::{FRESH, Step},
};
use crate::{
    desk::{lines::Account, unavailable},
    store::model::{LineCall, LineUser, Side},
};

/// LINE takes a reply's token for so many milliseconds, and says the same of one that is used up and of one that has
/// ended: within this time it can only be used up.
const GOOD: i64 = 55_000;
/// After so many tries without an answer, people are told that LINE cannot be reached.
const PATIENCE: u32 = 2;

impl Channel {
    /// Tries the request once.
    pub(super) async fn send(
        self: &Arc<Self>,
        account: &Account,
        user: &LineUser,
        call: &LineCall,
        tries: u32,
    ) -> Result<Step, Refusal> {
        let Ok(messages) = serde_json::from_str::<Vec<Said>>(&call.messages) else {
            return self.give_up(call.id, Delivery::Refused { why: "It cannot be read.".to_owned() }).await;
        };
        let now = self.desk.clock.now();
        // One that never left is not worth a token that has ended; one that may have arrived is asked about with it.
        let reply = call.reply.as_ref().filter(|(_, at)| call.tried || now <= at.plus(FRESH));
        self.note(call, reply.is_some(), true).await?;
        let answer = match reply {
            Some((token, _)) => self.line.reply(&account.token, token, &messages).await,
            None => self.line.push(&account.token, &user.user, &call.key, &messages).await,
        };
        match (answer, reply) {
            (Ok(()), _) => self.taken(account, call, reply.is_none()).await,
            (Err(Failed::BadReplyToken), Some((_, at))) if call.tried => {
                if now <= at.plus(GOOD) {
                    // Nobody else has it: an earlier try arrived.
                    self.taken(account, call, false).await
                } else {
                    self.give_up(call.id, Delivery::Unsure).await
                }
            }
            (Err(Failed::BadReplyToken), Some(_)) => {
                self.note(call, false, false).await?;
                Ok(Step::More)
            }
            (Err(Failed::NoAnswer(why)), _) => {
                tracing::warn!(%why, "LINE did not answer");
                if tries >= PATIENCE && account.about.trouble.is_none() {
                    self.trouble(account.site, Some(LineTrouble::Unreachable)).await;
                }
                Ok(Step::Later(None))
            }
            (Err(Failed::Slow { after }), _) => {
                self.note(call, reply.is_some(), call.tried).await?;
                Ok(Step::Later(after))
            }
            (Err(Failed::TokenRefused), _) => {
                self.note(call, reply.is_some(), call.tried).await?;
                self.trouble(account.site, Some(LineTrouble::TokenRefused)).await;
                Ok(Step::Nothing)
            }
            (Err(Failed::QuotaUsedUp), _) => {
                if call.tried {
                    self.note(call, reply.is_some(), true).await?;
                } else {
                    // It has not arrived: it may still go as a reply, for free, when the visitor writes.
                    self.desk.store.undo_call(call.id).await.map_err(|error| unavailable(&error))?;
                }
                self.trouble(account.site, Some(LineTrouble::QuotaUsedUp)).await;
                Ok(Step::Nothing)
            }
            (Err(refused @ (Failed::Refused { .. } | Failed::BadReplyToken)), _) => {
                tracing::warn!(%refused, "LINE did not take a message");
                self.give_up(call.id, Delivery::Refused { why: refused.why() }).await
            }
        }
    }

    async fn note(&self, call: &LineCall, as_reply: bool, may_have_arrived: bool) -> Result<(), Refusal> {
        let noted = self.desk.store.try_call(call.id, as_reply, may_have_arrived).await;
        noted.map_err(|error| unavailable(&error))
    }

    /// LINE has it.
    async fn taken(
        self: &Arc<Self>,
        account: &Account,
        call: &LineCall,
        pushed: bool,
    ) -> Result<Step, Refusal> {
        match account.about.trouble {
            Some(LineTrouble::Unreachable) => self.trouble(account.site, None).await,
            Some(LineTrouble::QuotaUsedUp) if pushed => self.trouble(account.site, None).await,
            Some(_) | None => {}
        }
        let out = self.desk.store.call_taken(call.id).await.map_err(|error| unavailable(&error))?;
        let mut told = Vec::new();
        for (key, seq) in out {
            let head = self.desk.store.head_by_key(key).await.map_err(|error| unavailable(&error))?;
            if let Some(head) = head {
                let head = self.desk.head(&head.id).await?;
                self.desk.mark(&head, Side::Visitor, Marks { delivered: seq, read: 0 }).await?;
            }
            if !told.contains(&key) {
                told.push(key);
            }
        }
        for key in told {
            self.desk.tell_undelivered(key).await;
        }
        Ok(Step::More)
    }

    /// It is not tried again by itself.
    pub(super) async fn give_up(&self, call: i64, why: Delivery) -> Result<Step, Refusal> {
        let keys = self.desk.store.call_failed(call, why).await.map_err(|error| unavailable(&error))?;
        for key in keys {
            self.desk.tell_undelivered(key).await;
        }
        Ok(Step::More)
    }
}
