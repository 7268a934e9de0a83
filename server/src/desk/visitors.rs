//! Visitors: their record for live agents; all that is kept of one, to be handed over or erased.

use baton_protocol::{
    AgentId, Code, Event, Refusal, VisitorId,
    agent::{Erased, VisitorDetails, VisitorExport, VisitorRecord, WholeConversation},
    file::Attachment,
};

use super::{Desk, card::card, not_found, read::shown, unavailable};
use crate::{
    bus::{Hint, Topic},
    store::model::{ConversationKey, Erasure, Side},
};

/// Earlier conversations of one visitor.
const HISTORY: usize = 200;
/// Events that an export reads at once.
const AT_ONCE: usize = 500;

impl Desk {
    pub(super) async fn visitor_details(&self, id: VisitorId) -> Result<VisitorDetails, Refusal> {
        let visitor = self.store.visitor(id).await.map_err(|error| unavailable(&error))?;
        let visitor = visitor.ok_or_else(not_found)?;
        let identity = visitor.about.identity;
        let verified = visitor.proved.is_some();
        let (mut name, mut email, mut attributes) = (visitor.name, visitor.email, identity.attributes);
        let mut subject = None;
        if let Some(proved) = visitor.proved {
            // What is proved goes before what was said.
            name = proved.name.or(name);
            email = proved.email.or(email);
            attributes.extend(proved.attributes);
            subject = Some(proved.subject);
        }
        let line = self.store.line_user_of(id).await.map_err(|error| unavailable(&error))?;
        Ok(VisitorDetails {
            id,
            picture: line.as_ref().is_some_and(|user| user.picture.is_some()),
            gone: line.is_some_and(|user| user.gone.is_some()),
            name: name.or(identity.name),
            email: email.or(identity.email),
            verified,
            subject,
            attributes,
            locale: visitor.about.locale,
            time_zone: visitor.about.time_zone,
            user_agent: visitor.about.user_agent,
            page: visitor.about.page,
            first_seen: visitor.first_seen,
            last_seen: visitor.last_seen,
            online: self.bus.listens(Topic::Visitor(id)),
            conversations: visitor.conversations,
        })
    }

    /// A visitor's picture, for live agents who may see a conversation of theirs.
    pub(crate) async fn visitor_picture(&self, id: VisitorId, agent: AgentId) -> Result<Attachment, Refusal> {
        let found = async {
            let heads = self.store.heads_of(id, HISTORY).await?;
            let book = self.crew.book();
            if !heads.iter().any(|head| book.may_see(agent, head)) {
                return Ok(None);
            }
            let user = self.store.line_user_of(id).await?;
            match user.and_then(|user| user.picture) {
                Some(picture) => self.store.file(&picture).await,
                None => Ok(None),
            }
        };
        let file = found.await.map_err(|error| unavailable(&error))?;
        file.map(|file| file.shown).ok_or_else(not_found)
    }

    /// A visitor, and every conversation of theirs that this live agent may see, newest first.
    pub(crate) async fn visitor_record(
        &self,
        id: VisitorId,
        agent: AgentId,
    ) -> Result<VisitorRecord, Refusal> {
        let visitor = self.visitor_details(id).await?;
        let heads = self.store.heads_of(id, HISTORY).await.map_err(|error| unavailable(&error))?;
        let book = self.crew.book();
        let seen: Vec<_> = heads.into_iter().filter(|head| book.may_see(agent, head)).collect();
        if seen.is_empty() {
            return Err(not_found());
        }
        let conversations = seen.into_iter().map(|head| card(&self.newest(head), agent)).collect();
        Ok(VisitorRecord { visitor, conversations })
    }

    /// Everything that is kept of a visitor, private notes included.
    pub(crate) async fn export_visitor(&self, id: VisitorId, by: AgentId) -> Result<VisitorExport, Refusal> {
        let visitor = self.visitor_details(id).await?;
        let heads = self.store.heads_of(id, usize::MAX).await.map_err(|error| unavailable(&error))?;
        let mut conversations = Vec::with_capacity(heads.len());
        for head in heads {
            let events = shown(&self.every_event(head.key).await?, Side::Agents);
            conversations.push(WholeConversation { card: card(&self.newest(head), by), events });
        }
        self.note(by, "visitor.exported", &id.0.to_string()).await;
        Ok(VisitorExport { visitor, conversations })
    }

    /// A whole log, as it is stored.
    pub(super) async fn every_event(&self, key: ConversationKey) -> Result<Vec<Event>, Refusal> {
        let mut events: Vec<Event> = Vec::new();
        loop {
            let last = events.last().map_or(0, |event| event.seq);
            let more = self.store.events_after(key, last, AT_ONCE).await;
            let more = more.map_err(|error| unavailable(&error))?;
            if more.is_empty() {
                return Ok(events);
            }
            events.extend(more);
        }
    }

    /// Takes a visitor out of the store, with every conversation of theirs.
    pub(crate) async fn erase_visitor(&self, id: VisitorId, by: AgentId) -> Result<Erased, Refusal> {
        self.visitor_details(id).await?;
        let erased = self.store.erase_visitor(id).await.map_err(|error| unavailable(&error))?;
        let Some(Erasure { conversations, events, files }) = erased else {
            let message = "A chat with this visitor is open. End it first, then erase them.";
            return Err(Refusal::new(Code::WrongState, message));
        };
        self.bytes.remove(&files).await;
        if let Err(error) = self.store.forget_terms().await {
            tracing::warn!(%error, "words that only an erased visitor said are still offered as beginnings");
        }
        self.heads.forget(id, &conversations);
        self.summaries.forget(&conversations);
        self.bus.publish(Topic::Visitor(id), Hint::Erased);
        self.note(by, "visitor.erased", &id.0.to_string()).await;
        let files = files.len() as u64;
        Ok(Erased { visitor: id, conversations, events, files, at: self.clock.now() })
    }
}
