//! Past chats: a visitor's own conversations, and their transcripts.

use baton_protocol::{
    Code, ConversationId, Refusal, VisitorId,
    past::{PastChat, PastChats},
    state::Page,
};

use super::{
    Desk, not_found, people::WrongField, read::shown, teams::wrong, transcript::Transcript, unavailable,
};
use crate::{
    desk::visitor_does::plausible_email,
    store::model::{Head, Side},
};

/// Conversations in a visitor's list.
const LISTED: usize = 50;

impl Desk {
    /// The visitor's conversations, newest first.
    pub(crate) async fn past_chats(&self, visitor: VisitorId) -> Result<PastChats, Refusal> {
        let heads = self.store.heads_of(visitor, LISTED).await.map_err(|error| unavailable(&error))?;
        let chat = |head: Head| {
            let head = self.newest(head);
            PastChat {
                id: head.id.clone(),
                opened: head.opened,
                state: head.body.state.view(),
                last: head.body.last.clone(),
            }
        };
        Ok(PastChats { conversations: heads.into_iter().map(chat).collect() })
    }

    /// A page of one of the visitor's conversations, before event `before`.
    pub(crate) async fn past_page(
        &self,
        visitor: VisitorId,
        id: &ConversationId,
        before: Option<u64>,
    ) -> Result<Page, Refusal> {
        let head = self.owned(visitor, id).await?;
        self.page(&head, Side::Visitor, before.unwrap_or(u64::MAX)).await
    }

    /// One of the visitor's conversations as a text to keep; `words` are the chat's own in the reader's language.
    pub(crate) async fn transcript(
        &self,
        visitor: VisitorId,
        id: &ConversationId,
        words: &serde_json::Map<String, serde_json::Value>,
    ) -> Result<String, Refusal> {
        let head = self.owned(visitor, id).await?;
        let settings = &self.desked(head.site)?.site.settings;
        let stored = self.store.visitor(visitor).await.map_err(|error| unavailable(&error))?;
        let zone = stored.map(|visitor| visitor.about.time_zone).unwrap_or_default();
        let (shop, ai) = (settings.name.as_str(), settings.ai_name.as_str());
        let mut transcript = Transcript::begin(shop, ai, &zone, words);
        for event in shown(&self.every_event(head.key).await?, Side::Visitor) {
            transcript.add(&event);
        }
        Ok(transcript.text())
    }

    /// Sends a transcript by e-mail.
    pub(crate) async fn mail_transcript(
        &self,
        visitor: VisitorId,
        id: &ConversationId,
        words: &serde_json::Map<String, serde_json::Value>,
        to: &str,
    ) -> Result<(), WrongField> {
        let Some(mail) = &self.away.mail else {
            return Err(Refusal::new(Code::Unavailable, "This server cannot send e-mail.").into());
        };
        let text = self.transcript(visitor, id, words).await?;
        let subject = text.lines().next().unwrap_or_default().to_owned();
        mail.send(to.trim(), &subject, text).await.map_err(|error| {
            tracing::warn!(%error, "a transcript could not be sent");
            Refusal::new(Code::Unavailable, "The e-mail could not be sent now; please try again.").into()
        })
    }

    /// The visitor's own conversation; everybody else's does not exist.
    async fn owned(&self, visitor: VisitorId, id: &ConversationId) -> Result<std::sync::Arc<Head>, Refusal> {
        let head = self.head(id).await?;
        if head.visitor == visitor { Ok(head) } else { Err(not_found()) }
    }
}

/// An address that a letter can be sent to.
pub(crate) fn check_address(email: &str) -> Result<(), WrongField> {
    if plausible_email(email.trim()) {
        Ok(())
    } else {
        Err(wrong("email", "Please give an e-mail address such as name@example.com."))
    }
}
