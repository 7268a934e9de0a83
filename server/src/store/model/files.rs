//! What the store keeps of pictures and files.

use baton_protocol::{AgentId, FileId, Timestamp, VisitorId, file::Attachment};

use super::ConversationKey;

/// A file as it is known; its bytes lie beside the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredFile {
    pub(crate) shown: Attachment,
    /// In whose conversations it belongs; none for a picture that everybody sees.
    pub(crate) visitor: Option<VisitorId>,
    /// Where it was sent, or is to be.
    pub(crate) conversation: Option<ConversationKey>,
    /// The live agent who uploaded it.
    pub(crate) agent: Option<AgentId>,
    /// A message names it, or a site shows it.
    pub(crate) sent: bool,
    pub(crate) at: Timestamp,
}

/// What was taken out with a visitor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Erasure {
    pub(crate) conversations: Vec<baton_protocol::ConversationId>,
    pub(crate) events: u64,
    /// Their bytes are still to be removed.
    pub(crate) files: Vec<FileId>,
}
