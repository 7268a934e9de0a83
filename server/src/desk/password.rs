//! Passwords: argon2id, off the threads that serve sockets, few at a time.

use std::sync::{Arc, LazyLock};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;

/// Each hash takes 19 MiB and a core for a moment: more at once would serve nobody sooner.
const AT_ONCE: usize = 2;

/// A hash of nothing that anybody knows: unknown people take as long to refuse as known ones.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash_now("nobody has this password").ok());

/// Takes turns at hashing.
pub(crate) struct Hashing {
    turns: Arc<Semaphore>,
}

impl Default for Hashing {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

/// Hashing could not be done.
#[derive(Debug, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub(crate) struct HashError(String);

impl Hashing {
    /// The password's hash as a PHC string.
    pub(crate) async fn hash(&self, password: String) -> Result<String, HashError> {
        self.in_turn(move || hash_now(&password)).await?
    }

    /// Whether `password` is the one of `hash`; without a hash the same work is done and the answer is no.
    pub(crate) async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, HashError> {
        self.in_turn(move || {
            let known = hash.is_some();
            let Some(hash) = hash.or_else(|| NOBODY.clone()) else { return false };
            let fits = PasswordHash::new(&hash)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
            known && fits
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HashError> {
        let turn = self.turns.acquire().await.map_err(|error| HashError(error.to_string()))?;
        let done = tokio::task::spawn_blocking(work).await;
        drop(turn);
        done.map_err(|error| HashError(error.to_string()))
    }
}

fn hash_now(password: &str) -> Result<String, HashError> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash.map_err(|error| HashError(error.to_string()))?.to_string())
}
