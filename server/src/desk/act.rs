//! Act: the one way in which a conversation moves. Load, decide, commit, announce; somebody else first: again.

use std::sync::Arc;

use baton_conversation::{Command, decide, decide::Decision};
use baton_protocol::{Author, Code, ConversationId, Event, Refusal, What};

use super::{Desk, fold::fold, unavailable};
use crate::store::model::{Commit, Committed, Head};

/// How often somebody else may be first before the caller is told to try again.
const ATTEMPTS: usize = 256;

/// What an operation led to.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    pub(crate) conversation: ConversationId,
    /// The number of its first event; of the conversation's last where there was nothing to do.
    pub(crate) seq: u64,
}

impl Desk {
    /// Does what `wish` makes of the conversation as it now is.
    pub(crate) async fn act(
        self: &Arc<Self>,
        id: &ConversationId,
        wish: impl Fn(&Head) -> Result<Command, Refusal> + Send + Sync,
    ) -> Result<Done, Refusal> {
        self.act_with(id, wish, |_| {}).await
    }

    /// The same, with a last touch on the unit of work.
    pub(super) async fn act_with(
        self: &Arc<Self>,
        id: &ConversationId,
        wish: impl Fn(&Head) -> Result<Command, Refusal> + Send + Sync,
        touch: impl Fn(&mut Commit) + Send + Sync,
    ) -> Result<Done, Refusal> {
        let mut head = self.head(id).await?;
        let mut sure = false;
        for _ in 0..ATTEMPTS {
            let now = self.clock.now();
            let decided = wish(&head).and_then(|command| decide(&head.body.state, command, now));
            let decision: Decision = match decided {
                Ok(decision) => decision,
                // A copy in memory may be stale; nobody is refused for that.
                Err(_) if !sure => {
                    head = self.stored_head(id).await?;
                    sure = true;
                    continue;
                }
                Err(refusal) => return self.refused(&head, refusal, &wish).await,
            };
            if decision.is_empty() {
                return Ok(Done { conversation: head.id.clone(), seq: head.seq });
            }
            let mut commit = fold(&head, decision, now);
            touch(&mut commit);
            let (next, events) = (commit.head.clone(), commit.events.clone());
            match self.store.commit(commit).await.map_err(|error| unavailable(&error))? {
                Committed::Stored(_) => {
                    let done = Done { conversation: head.id.clone(), seq: head.seq + 1 };
                    self.announce(Some(&head), next, events);
                    return Ok(done);
                }
                Committed::Duplicate { id: stored_in, event: stored, .. } => {
                    return match events.first() {
                        Some(Event { by, what, .. }) if stored_in == head.id => {
                            same(stored_in, &stored, by, what)
                        }
                        Some(_) | None => Err(reused()),
                    };
                }
                Committed::Conflict => {
                    head = self.stored_head(id).await?;
                    sure = true;
                }
            }
        }
        Err(Refusal::new(
            Code::Unavailable,
            "Too much happens in this conversation at once; please try again.",
        ))
    }

    /// A refused message may be one that was stored before its ack was lost: then it is done, not refused.
    async fn refused(
        &self,
        head: &Head,
        refusal: Refusal,
        wish: &(impl Fn(&Head) -> Result<Command, Refusal> + Send + Sync),
    ) -> Result<Done, Refusal> {
        let (by, what) = match wish(head) {
            Ok(Command::VisitorSays(message)) => (Author::Visitor, What::Message(message)),
            Ok(Command::AgentSays(agent, message)) => (Author::Agent(agent), What::Message(message)),
            Ok(Command::LeaveContact(contact)) => (Author::Visitor, What::Contact(contact)),
            Ok(Command::Note(agent, note)) => (Author::Agent(agent), What::Note(note)),
            Ok(_) | Err(_) => return Err(refusal),
        };
        match self.said(&head.id, &by, &what).await? {
            Some(done) => Ok(done),
            None => Err(refusal),
        }
    }

    /// Where these words stand already, if they were stored in this conversation before.
    async fn said(
        &self,
        conversation: &ConversationId,
        by: &Author,
        what: &What,
    ) -> Result<Option<Done>, Refusal> {
        let Some(client_id) = what.client_id() else { return Ok(None) };
        let found = self.store.said(client_id).await.map_err(|error| unavailable(&error))?;
        let Some((_, stored_in, stored)) = found else { return Ok(None) };
        if stored_in == *conversation { same(stored_in, &stored, by, what).map(Some) } else { Err(reused()) }
    }
}

/// A duplicate is the first result again, if it really is the same words by the same author.
pub(super) fn same(
    stored_in: ConversationId,
    stored: &Event,
    by: &Author,
    what: &What,
) -> Result<Done, Refusal> {
    let same_author = match (&stored.by, by) {
        (Author::Agent(one), Author::Agent(other)) => one.id == other.id,
        (one, other) => one == other,
    };
    let bare = |what: &What| {
        let mut what = what.clone();
        what.rename(None);
        what
    };
    if same_author && bare(&stored.what) == bare(what) {
        Ok(Done { conversation: stored_in, seq: stored.seq })
    } else {
        Err(reused())
    }
}

/// The client id belongs to something else.
pub(super) fn reused() -> Refusal {
    Refusal::new(Code::ClientIdReused, "This message's id was used for another message.")
}
