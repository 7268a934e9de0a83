//! Commands that the server has not answered yet, in order; a message among them survives a reload of the page.

use baton_protocol::{
    ClientId, ConversationId, Refusal,
    agent::{AgentFrame, AgentVerb},
    file::Attachment,
    visitor::{VisitorFrame, VisitorVerb},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A command that can wait in an outbox.
pub trait Verb: Serialize + DeserializeOwned {
    /// What it is said with.
    type Frame;

    /// It carries a person's words, so it outlives the page. Anything else, such as a request for a live agent, would
    /// come as a surprise when the page is opened again.
    fn outlives_page(&self) -> bool;

    /// The frame that says it; none where the frame needs a conversation and there is none.
    fn frame(unsent: &Unsent<Self>) -> Option<Self::Frame>
    where
        Self: Sized;
}

/// A command without an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent<V> {
    /// The client's own name for it.
    pub id: ClientId,
    /// To which conversation; none for a visitor, who has but one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<ConversationId>,
    /// The command.
    pub what: V,
    /// The files that a message names, so that it can be shown before the server has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
    /// The server said no; it waits for a person's decision to try again or drop it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<Refusal>,
}

/// Unsent commands, oldest first. Whoever holds it says all that is [due](Self::due) after each welcome: the server does
/// a command once, however often its id comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outbox<V>(Vec<Unsent<V>>);

impl<V> Default for Outbox<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V: Verb> Outbox<V> {
    /// Keeps a command until it is answered. Gives the frame that says it.
    pub fn push(&mut self, id: ClientId, conversation: Option<ConversationId>, what: V) -> Option<V::Frame> {
        self.push_with(id, conversation, what, Vec::new())
    }

    /// The same for a message with files, which it names itself.
    pub fn push_with(
        &mut self,
        id: ClientId,
        conversation: Option<ConversationId>,
        what: V,
        files: Vec<Attachment>,
    ) -> Option<V::Frame> {
        let unsent = Unsent { id, conversation, what, files, failed: None };
        let frame = V::frame(&unsent);
        self.0.push(unsent);
        frame
    }

    /// The server has it. Gives back what it was, if it was here.
    pub fn acked(&mut self, id: ClientId) -> Option<Unsent<V>> {
        self.take(id)
    }

    /// The server said no; `false` where it is not here.
    pub fn refused(&mut self, id: ClientId, why: Refusal) -> bool {
        let Some(unsent) = self.find(id) else { return false };
        unsent.failed = Some(why);
        true
    }

    /// Tries a refused one again: the frame to say now.
    pub fn retry(&mut self, id: ClientId) -> Option<V::Frame> {
        let unsent = self.find(id)?;
        unsent.failed = None;
        V::frame(unsent)
    }

    /// Drops a command. Gives back what it was, if it was here.
    pub fn discard(&mut self, id: ClientId) -> Option<Unsent<V>> {
        self.take(id)
    }

    /// Drops every command that this does not hold for.
    pub fn retain(&mut self, keep: impl FnMut(&Unsent<V>) -> bool) {
        self.0.retain(keep);
    }

    /// All that is here, oldest first, refused ones included.
    pub fn unsent(&self) -> impl DoubleEndedIterator<Item = &Unsent<V>> {
        self.0.iter()
    }

    /// The frames to say after a welcome, oldest first.
    pub fn due(&self) -> impl Iterator<Item = V::Frame> {
        self.0.iter().filter(|unsent| unsent.failed.is_none()).filter_map(V::frame)
    }

    /// Nothing waits for an answer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is to outlive the page, for the browser's storage; none where there is nothing.
    #[must_use]
    pub fn to_json(&self) -> Option<String> {
        let kept: Vec<_> = self.0.iter().filter(|unsent| unsent.what.outlives_page()).collect();
        if kept.is_empty() { None } else { serde_json::to_string(&kept).ok() }
    }

    /// What an earlier page left; empty where it cannot be read.
    #[must_use]
    pub fn from_json(text: &str) -> Self {
        let mut kept: Vec<Unsent<V>> = serde_json::from_str(text).unwrap_or_default();
        kept.retain(|unsent| unsent.what.outlives_page());
        Self(kept)
    }

    fn find(&mut self, id: ClientId) -> Option<&mut Unsent<V>> {
        self.0.iter_mut().find(|unsent| unsent.id == id)
    }

    fn take(&mut self, id: ClientId) -> Option<Unsent<V>> {
        let at = self.0.iter().position(|unsent| unsent.id == id)?;
        Some(self.0.remove(at))
    }
}

impl Verb for VisitorVerb {
    type Frame = VisitorFrame;

    fn outlives_page(&self) -> bool {
        match self {
            Self::Send { .. } | Self::Contact(_) => true,
            Self::Request | Self::Cancel | Self::End | Self::Rate(_) | Self::Judge { .. } => false,
        }
    }

    fn frame(unsent: &Unsent<Self>) -> Option<VisitorFrame> {
        Some(VisitorFrame::Do { id: unsent.id, what: unsent.what.clone() })
    }
}

impl Verb for AgentVerb {
    type Frame = AgentFrame;

    fn outlives_page(&self) -> bool {
        match self {
            Self::Send { .. } | Self::Note { .. } => true,
            Self::Accept
            | Self::Ignore
            | Self::TakeOver
            | Self::Transfer { .. }
            | Self::Label { .. }
            | Self::Settle
            | Self::Complete
            | Self::End
            | Self::Reactivate => false,
        }
    }

    fn frame(unsent: &Unsent<Self>) -> Option<AgentFrame> {
        let conversation = unsent.conversation.clone()?;
        Some(AgentFrame::Do { id: unsent.id, conversation, what: unsent.what.clone() })
    }
}

#[cfg(test)]
mod tests;
