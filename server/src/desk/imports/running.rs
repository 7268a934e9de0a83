//! The imports that are at work: how far they are, and how they are told to stop.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use baton_protocol::{ImportId, knowledge::Found};
use tokio::sync::{Notify, Semaphore};

/// Imports that read at the same time; the others wait for their turn.
const AT_ONCE: usize = 2;

/// The imports that are at work.
pub(crate) struct Running {
    at: Mutex<HashMap<ImportId, Mark>>,
    pub(super) turns: Arc<Semaphore>,
}

/// How far one is.
#[derive(Clone)]
pub(super) struct Mark {
    pub(super) done: u32,
    pub(super) of: u32,
    pub(super) found: Found,
    pub(super) stop: Arc<Notify>,
}

impl Default for Running {
    fn default() -> Self {
        Self { at: Mutex::default(), turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Running {
    pub(super) fn runs(&self, id: ImportId) -> bool {
        self.lock().contains_key(&id)
    }

    /// Begins it; what tells it to stop. None where it runs already.
    pub(super) fn begin(&self, id: ImportId) -> Option<Arc<Notify>> {
        let mut at = self.lock();
        if at.contains_key(&id) {
            return None;
        }
        let stop = Arc::new(Notify::new());
        at.insert(id, Mark { done: 0, of: 0, found: Found::default(), stop: Arc::clone(&stop) });
        Some(stop)
    }

    pub(super) fn end(&self, id: ImportId) {
        self.lock().remove(&id);
    }

    /// False where it does not run.
    pub(super) fn stop(&self, id: ImportId) -> bool {
        let at = self.lock();
        if let Some(mark) = at.get(&id) {
            mark.stop.notify_one();
        }
        at.contains_key(&id)
    }

    pub(super) fn mark(&self, id: ImportId, done: u32, of: u32, found: Found) {
        if let Some(mark) = self.lock().get_mut(&id) {
            (mark.done, mark.of, mark.found) = (done, of, found);
        }
    }

    pub(super) fn at(&self, id: ImportId) -> Option<(u32, u32, Found)> {
        self.lock().get(&id).map(|mark| (mark.done, mark.of, mark.found))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ImportId, Mark>> {
        self.at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
