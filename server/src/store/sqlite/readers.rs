//! The store's readers on SQLite: a few threads that take queries from one queue.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::{StoreError, fault};

/// So many queries wait at most; whoever comes after them waits outside.
const QUEUE: usize = 1024;

type Query = Box<dyn FnOnce(&Connection, &Path) + Send>;

/// The threads that read. A query sees everything that was committed before it was asked.
pub(super) struct Readers {
    /// `None` once the threads have been told to end.
    queue: Option<mpsc::Sender<Query>>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    pub(super) fn start(connections: Vec<Connection>, path: &Arc<Path>) -> Result<Self, StoreError> {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let waiting = Arc::new(Mutex::new(waiting));
        let mut readers = Self { queue: Some(queue), threads: Vec::with_capacity(connections.len()) };
        for connection in connections {
            let (waiting, path) = (Arc::clone(&waiting), Arc::clone(path));
            let thread = thread::Builder::new()
                .name("store-read".to_owned())
                .spawn(move || serve(&connection, &waiting, &path))
                .map_err(|error| StoreError::Unavailable(error.to_string()))?;
            readers.threads.push(thread);
        }
        Ok(readers)
    }

    pub(super) async fn run<T, F>(&self, query: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let query: Query = Box::new(move |connection, path| {
            // Who has stopped waiting needs no answer.
            let _ = answer.send(query(connection).map_err(|error| fault::of(path, &error)));
        });
        let queue = self.queue.as_ref().ok_or_else(fault::gone)?;
        queue.send(query).await.map_err(|_| fault::gone())?;
        answered.await.unwrap_or_else(|_| Err(fault::gone()))
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.queue = None;
        for thread in self.threads.drain(..) {
            // A thread that panicked has nothing more to say.
            let _ = thread.join();
        }
    }
}

fn serve(connection: &Connection, waiting: &Mutex<mpsc::Receiver<Query>>, path: &Path) {
    // The lock is held while waiting, and free while a query runs.
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
    while let Some(query) = next() {
        query(connection, path);
    }
}
