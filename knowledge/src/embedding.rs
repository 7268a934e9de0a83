//! The AI agent's borrowed ear: vectors of whole texts that come from elsewhere.

#[cfg(feature = "embeddings")]
mod folder;

#[cfg(feature = "embeddings")]
pub use folder::{Embeddings, EmbeddingsError};

/// Gives a text a vector; texts that mean the same have vectors of nearly the same direction.
///
/// It is asked for every question while an answer is waited for: in well under a millisecond.
pub trait Embed: Send + Sync {
    /// The vector of a text, [`Embed::dimensions`] numbers; all of them 0 where it knows none of its words. A vector of
    /// another length, or with a number that is none, is taken for that.
    fn embed(&self, text: &str) -> Vec<f32>;

    /// How many numbers a vector has.
    fn dimensions(&self) -> usize;

    /// Which vectors these are: what was learnt with others is passed over.
    fn fingerprint(&self) -> [u8; 32];
}
