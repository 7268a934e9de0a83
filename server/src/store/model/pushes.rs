//! What the store keeps of browsers that ring while their console is closed.

use baton_protocol::AgentId;

use super::TokenHash;

/// A push subscription (RFC 8030, RFC 8291).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pushed {
    /// The push service's address for this browser.
    pub(crate) endpoint: String,
    /// The session that it was made in, and ends with.
    pub(crate) session: TokenHash,
    /// Whose it is.
    pub(crate) person: AgentId,
    /// The browser's public key, an uncompressed P-256 point.
    pub(crate) key: Vec<u8>,
    /// 16 random bytes.
    pub(crate) auth: Vec<u8>,
}
