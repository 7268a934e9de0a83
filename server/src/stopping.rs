//! Stopping: word that the server stops, for everything that runs.

use tokio::sync::watch;

/// Becomes true once.
#[derive(Clone, Debug)]
pub(crate) struct Stopping(watch::Receiver<bool>);

/// Says that the server stops.
#[derive(Debug)]
pub(crate) struct Stop(watch::Sender<bool>);

pub(crate) fn channel() -> (Stop, Stopping) {
    let (sender, receiver) = watch::channel(false);
    (Stop(sender), Stopping(receiver))
}

impl Stop {
    pub(crate) fn now(&self) {
        self.0.send_replace(true);
    }
}

impl Stopping {
    /// Returns when the server stops.
    pub(crate) async fn wait(&mut self) {
        // A sender that is gone without a word means the same.
        let _ = self.0.wait_for(|stopping| *stopping).await.map(drop);
    }
}
