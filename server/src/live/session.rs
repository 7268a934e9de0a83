//! A session: one client's side of the protocol, whatever carries it.

use std::{future::Future, time::Duration};

use baton_protocol::Refusal;
use serde::{Serialize, de::DeserializeOwned};
use tokio::sync::watch;

use crate::bus::{Ears, ears::Heard};

/// One client's side of the protocol.
pub(crate) trait Session: Send {
    type Frame: DeserializeOwned + Send;
    type News: Serialize + Send;

    /// The server pings a socket this often; what does not answer before the next ping is gone.
    const PING: Duration;

    /// Does what a frame says; what there is to tell goes to `out`.
    fn frame(&mut self, frame: Self::Frame, out: &mut Vec<Self::News>) -> impl Future<Output = ()> + Send;

    /// Tells what was heard.
    fn heard(
        &mut self,
        heard: Heard,
        out: &mut Vec<Self::News>,
    ) -> impl Future<Output = Result<(), Over>> + Send;

    /// The number of available live agents has changed.
    fn available(&mut self, available: u32, out: &mut Vec<Self::News>);

    /// What is told of a frame that cannot be read.
    fn malformed(refusal: Refusal) -> Self::News;

    /// What the session listens with.
    fn senses(&mut self) -> (&mut Ears, &mut watch::Receiver<u32>);
}

/// The session is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// Sign in again.
    SignedOut,
    /// The person may do other things than when it began, or is somebody else: greet again.
    Changed,
}

/// What a session is to tell of.
#[derive(Debug)]
pub(crate) enum Sensed {
    Heard(Heard),
    /// So many live agents are available now.
    Available(u32),
}

/// Waits until there is something to tell. Safe to drop half-way.
pub(crate) async fn sense<S: Session>(session: &mut S) -> Sensed {
    let (ears, available) = session.senses();
    tokio::select! {
        heard = ears.hear() => Sensed::Heard(heard),
        // The sender lives as long as the desk, which outlives its sessions.
        Ok(()) = available.changed() => Sensed::Available(*available.borrow_and_update()),
    }
}

/// Tells what was sensed. Not to be dropped half-way: a hint comes once, and the session counts on having told it.
pub(crate) async fn relate<S: Session>(
    session: &mut S,
    sensed: Sensed,
    out: &mut Vec<S::News>,
) -> Result<(), Over> {
    match sensed {
        Sensed::Heard(heard) => session.heard(heard, out).await,
        Sensed::Available(available) => {
            session.available(available, out);
            Ok(())
        }
    }
}
