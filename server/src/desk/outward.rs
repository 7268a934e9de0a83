//! Outward: what of a conversation in a messaging app has to go out to its visitor, and what they take back.

use std::sync::Arc;

use baton_conversation::Command;
use baton_protocol::{
    Author, ClientId, Event, Refusal, VisitorId, What,
    agent::Channel,
    event::Extra,
    line::{Delivery, Undelivered, UndeliveredList},
};

use super::{Desk, fold::shortened, unavailable};
use crate::{
    bus::{Hint, Topic},
    store::model::{ConversationKey, Head},
};

/// The numbers of the events that have to go out.
pub(super) fn going_out(channel: Channel, events: &[Event]) -> Vec<u64> {
    match channel {
        // A website's panel fetches what it has not.
        Channel::Web => Vec::new(),
        Channel::Line => events.iter().filter(|event| is_told(event)).map(|event| event.seq).collect(),
    }
}

/// The visitor is told of it: words of others, and what changes who answers them.
fn is_told(event: &Event) -> bool {
    match &event.what {
        What::Message(_) => event.by != Author::Visitor,
        What::Requested { .. }
        | What::Cancelled
        | What::Unanswered { .. }
        | What::Accepted { .. }
        | What::TakenOver
        | What::Transferred { .. }
        | What::AgentLost { .. }
        | What::Completed
        | What::Ended
        | What::Reactivated => true,
        What::Rung { .. }
        | What::Ignored
        | What::Contact(_)
        | What::Note(_)
        | What::Labelled { .. }
        | What::Settled
        | What::Rated(_)
        | What::Judged { .. }
        | What::Unsent { .. }
        | What::Hidden => false,
    }
}

impl Desk {
    /// What of the conversation has not reached the messaging app.
    pub(crate) async fn undelivered(&self, head: &Head) -> Result<Vec<Undelivered>, Refusal> {
        if head.channel != Channel::Line {
            return Ok(Vec::new());
        }
        let list = self.store.undelivered(head.key).await.map_err(|error| unavailable(&error))?;
        let waits = match self.lines.get(head.site).and_then(|line| line.about.trouble) {
            Some(trouble) => Delivery::Held(trouble),
            None => Delivery::Waiting,
        };
        let why = |why: Option<Delivery>| why.unwrap_or_else(|| waits.clone());
        Ok(list.into_iter().map(|(seq, known)| Undelivered { seq, why: why(known) }).collect())
    }

    /// Tells live agents who look at this conversation what of it has not reached the messaging app.
    pub(crate) async fn tell_undelivered(&self, key: ConversationKey) {
        if !self.bus.listens(Topic::Conversation(key)) {
            return;
        }
        let told = async {
            let found = self.store.head_by_key(key).await.map_err(|error| unavailable(&error))?;
            let Some(head) = found else { return Ok(()) };
            let list =
                UndeliveredList { conversation: head.id.clone(), list: self.undelivered(&head).await? };
            self.bus.publish(Topic::Conversation(key), Hint::Undelivered(Arc::new(list)));
            Ok::<_, Refusal>(())
        };
        if let Err(refusal) = told.await {
            tracing::warn!(%refusal, "live agents could not be told what was not delivered");
        }
    }

    /// The visitor takes the message of this name back, if it is theirs. Its words and files are gone.
    pub(crate) async fn unsend(
        self: &Arc<Self>,
        visitor: VisitorId,
        message: ClientId,
    ) -> Result<(), Refusal> {
        let found = self.store.said(message).await.map_err(|error| unavailable(&error))?;
        let Some((_, conversation, event)) = found else { return Ok(()) };
        let head = self.head(&conversation).await?;
        let gone =
            |what: &What| matches!(what, What::Message(message) if message.extra == Some(Extra::Unsent));
        if head.visitor != visitor || event.by != Author::Visitor || gone(&event.what) {
            return Ok(());
        }
        let seq = event.seq;
        let said = shortened(event.what.words().unwrap_or_default());
        self.act_with(
            &conversation,
            |_| Ok(Command::Unsend(seq)),
            |commit| {
                commit.unsent = Some(seq);
                let body = &mut commit.head.body;
                if let Some(last) =
                    body.last.as_mut().filter(|last| last.at == event.at && last.by == event.by)
                {
                    last.text.clear();
                }
                // What was asked before a request is quoted on its card.
                if !body.question.is_empty() && body.question == said {
                    body.question.clear();
                }
            },
        )
        .await?;
        let files: Vec<_> = event.what.files().iter().map(|file| file.id.clone()).collect();
        self.bytes.remove(&files).await;
        Ok(())
    }
}
