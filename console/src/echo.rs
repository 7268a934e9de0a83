//! console: a reply that the server has stored and whose event has not come back yet.

use baton_protocol::{ClientId, ConversationId, file::Attachment};

/// It is shown until the timeline reaches its number, so that no reply vanishes between its ack and its event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Echo {
    pub(crate) id: ClientId,
    pub(crate) conversation: ConversationId,
    pub(crate) seq: u64,
    pub(crate) text: String,
    pub(crate) files: Vec<Attachment>,
    /// It is a note that the visitor never sees.
    pub(crate) private: bool,
}
