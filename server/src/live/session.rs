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

/// The session is over: sign in again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Over;

/// Waits until there is something to tell, and tells it.
pub(crate) async fn attend<S: Session>(session: &mut S, out: &mut Vec<S::News>) -> Result<(), Over> {
    let (ears, available) = session.senses();
    tokio::select! {
        heard = ears.hear() => session.heard(heard, out).await,
        // The sender lives as long as the desk, which outlives its sessions.
        Ok(()) = available.changed() => {
            let count = *available.borrow_and_update();
            session.available(count, out);
            Ok(())
        }
    }
}
