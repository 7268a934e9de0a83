//! Names and secrets that nobody can guess.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use baton_protocol::{ClientId, ConversationId, FileId, Timestamp};
use sha2::{Digest, Sha256};

use crate::store::model::TokenHash;

/// Where random bytes come from.
pub(crate) trait Random: Send + Sync {
    /// Fills `bytes`; fails where the system has no randomness, in which case nothing may be issued.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness>;
}

/// The system has no random bytes to give.
#[derive(Debug, thiserror::Error)]
#[error("the system's random number generator does not answer")]
pub(crate) struct NoRandomness;

/// The operating system's generator.
#[derive(Debug)]
pub(crate) struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        getrandom::fill(bytes).map_err(|_| NoRandomness)
    }
}

/// A new 256-bit token, as text for its owner.
pub(crate) fn token(random: &dyn Random) -> Result<String, NoRandomness> {
    let mut bytes = [0; 32];
    random.fill(&mut bytes)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

/// What is kept of a token. `None` where the text cannot be one of ours, so that junk never reaches the store.
pub(crate) fn token_hash(token: &str) -> Option<TokenHash> {
    let shaped = token.len() == 43
        && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    shaped.then(|| TokenHash(Sha256::digest(token.as_bytes()).into()))
}

/// A new recovery code, 80 random bits, for people to write down.
pub(crate) fn recovery_code(random: &dyn Random) -> Result<String, NoRandomness> {
    let mut bytes = [0; 10];
    random.fill(&mut bytes)?;
    let part = |pair: &[u8]| pair.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    Ok(bytes.chunks(2).map(part).collect::<Vec<_>>().join("-"))
}

/// What is kept of a text that somebody has to know.
pub(crate) fn text_hash(text: &str) -> TokenHash {
    TokenHash(Sha256::digest(text.as_bytes()).into())
}

/// A new conversation's public name: 128 random bits.
pub(crate) fn conversation_id(random: &dyn Random) -> Result<ConversationId, NoRandomness> {
    ConversationId::parse(&name(random)?).ok_or(NoRandomness)
}

/// A new name for a command that comes without one.
pub(crate) fn client_id(random: &dyn Random, now: Timestamp) -> Result<ClientId, NoRandomness> {
    let mut bytes = [0; 10];
    random.fill(&mut bytes)?;
    Ok(ClientId::new(u64::try_from(now.0).unwrap_or_default(), bytes))
}

/// A new file's name: 128 random bits.
pub(crate) fn file_id(random: &dyn Random) -> Result<FileId, NoRandomness> {
    FileId::parse(&name(random)?).ok_or(NoRandomness)
}

fn name(random: &dyn Random) -> Result<String, NoRandomness> {
    let mut bytes = [0; 16];
    random.fill(&mut bytes)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}
