//! The model's patience: how long and how much is waited for.

use std::time::Duration;

/// Deadlines and sizes of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From the start to the first proved sentence, a retry included.
    pub first: Duration,
    /// From the start to the end of the answer.
    pub whole: Duration,
    /// Between two pieces of a stream.
    pub silence: Duration,
    /// For a summary, from start to end.
    pub summary: Duration,
    /// The longest wait that a provider may ask for before a retry; one who asks for more is not asked again.
    pub pause: Duration,
    /// Output tokens (estimated while they come) after which an answer is rambling.
    pub tokens: u64,
    /// Characters after which an answer is rambling.
    pub characters: usize,
    /// Bytes of a streamed answer with everything around its words. A token takes up to 400 bytes on the wire.
    pub streamed: usize,
    /// Bytes of an answer that comes in one piece.
    pub plain: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(6),
            whole: Duration::from_secs(25),
            silence: Duration::from_secs(5),
            summary: Duration::from_secs(8),
            pause: Duration::from_secs(2),
            tokens: 1_200,
            characters: 6_000,
            streamed: 1024 * 1024,
            plain: 256 * 1024,
        }
    }
}
