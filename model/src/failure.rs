//! The model's failures, each as a sentence that an admin can act on.

use thiserror::Error;

/// Why a provider did not deliver. Holds no key, no address and no words of a visitor.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Failure {
    /// No connection.
    #[error("The provider cannot be reached. Check the base address and that the server is running.")]
    Unreachable,
    /// A status of 300 to 499 other than 429.
    #[error("{}", refused(*.0))]
    Refused(u16),
    /// Status 429.
    #[error("The provider gets more requests than it allows. Raise the limit there, or wait.")]
    TooMany,
    /// A status from 500 on.
    #[error("The provider has a fault of its own (status {0}). Wait, or choose another provider.")]
    Broken(u16),
    /// An error in the middle of a stream, without a status.
    #[error("The provider reported an error while it answered. Wait, or choose another model.")]
    Fault,
    /// No byte came in time.
    #[error("The provider did not say anything in time. Choose a faster model, or check the server.")]
    Silent,
    /// Bytes came, but no finished sentence in time.
    #[error("The model answers too slowly. Choose a faster one.")]
    Slow,
    /// The stream ended before the answer did.
    #[error("The provider broke off in the middle of an answer. Check the server and what lies before it.")]
    Cut,
    /// What came is not the protocol.
    #[error("What the provider sent cannot be read. Check the kind of provider and the base address.")]
    Rubbish,
    /// More bytes than an answer can have.
    #[error("The provider sent far more than an answer. Check the base address.")]
    TooLarge,
    /// More words than an answer should have, or than the model may use.
    #[error("The model talks on without an end. Choose another model, or raise its tokens.")]
    TooLong,
    /// The provider's own filter stopped the answer.
    #[error("The provider's filter withheld the answer.")]
    Withheld,
    /// The breaker is open: not asked at all.
    #[error("The provider failed several times in a row and is left alone for a while.")]
    Resting,
}

impl Failure {
    /// Whether it says something about the provider's health. What a visitor can bring about by asking does not, or
    /// one visitor could keep the model from all others.
    pub(crate) const fn ill(&self) -> bool {
        !matches!(self, Self::TooLong | Self::Withheld | Self::Resting)
    }

    pub(crate) const fn of_status(status: u16) -> Self {
        match status {
            429 => Self::TooMany,
            300..=499 => Self::Refused(status),
            500.. => Self::Broken(status),
            _ => Self::Rubbish,
        }
    }
}

const fn refused(status: u16) -> &'static str {
    match status {
        300..=399 => {
            "The base address leads elsewhere, and that is not followed. Enter the address it leads to."
        }
        401 => "The provider refused the key.",
        402 => "The provider's account has no credit left.",
        403 => "The provider does not let this key use the model.",
        404 | 405 => "The provider knows no such address or model. Check both.",
        408 => "The provider gave up waiting for the request.",
        413 => "The provider takes no request of this size. Choose a model with a larger context.",
        _ => "The provider did not accept the request. Check the kind of provider and the model's name.",
    }
}
