//! The store's one writer on SQLite: takes what waits, does it in one transaction, answers after the commit.

use std::{
    path::Path,
    sync::Arc,
    thread::{self, JoinHandle},
};

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use super::{StoreError, fault};

/// So many units share a commit at most.
const GROUP: usize = 256;

/// So many units wait at most; whoever comes after them waits outside.
const QUEUE: usize = 1024;

/// The thread that writes.
pub(super) struct Writer {
    /// `None` once the thread has been told to end.
    queue: Option<mpsc::Sender<Box<dyn Unit>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(connection: Connection, path: &Arc<Path>) -> Result<Self, StoreError> {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let path = Arc::clone(path);
        let thread = thread::Builder::new()
            .name("store-write".to_owned())
            .spawn(move || serve(connection, waiting, &path))
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    /// Does `work` in a transaction and returns after its commit is durable. `work` may run twice: where a
    /// neighbour in its group fails, the group is undone and each is done alone.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let unit = Box::new(Asked { work, done: None, answer });
        let queue = self.queue.as_ref().ok_or_else(fault::gone)?;
        queue.send(unit).await.map_err(|_| fault::gone())?;
        answered.await.unwrap_or_else(|_| Err(fault::gone()))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing more to say.
            let _ = thread.join();
        }
    }
}

/// Work that is done wholly or not at all.
trait Unit: Send {
    fn run(&mut self, connection: &Connection) -> rusqlite::Result<()>;
    fn answer(self: Box<Self>, failed: Option<StoreError>);
}

struct Asked<F, T> {
    work: F,
    done: Option<T>,
    answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Unit for Asked<F, T>
where
    T: Send,
    F: Fn(&Connection) -> rusqlite::Result<T> + Send,
{
    fn run(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.done = Some((self.work)(connection)?);
        Ok(())
    }

    fn answer(self: Box<Self>, failed: Option<StoreError>) {
        let answer = match failed {
            Some(error) => Err(error),
            None => self.done.ok_or_else(fault::gone),
        };
        // Who has stopped waiting needs no answer.
        let _ = self.answer.send(answer);
    }
}

fn serve(mut connection: Connection, mut waiting: mpsc::Receiver<Box<dyn Unit>>, path: &Path) {
    let mut group = Vec::with_capacity(GROUP);
    while waiting.blocking_recv_many(&mut group, GROUP) > 0 {
        gather(&mut waiting, &mut group);
        match commit(&mut connection, &mut group) {
            Ok(()) => group.drain(..).for_each(|unit| unit.answer(None)),
            Err(Failure::Unit(_)) if group.len() > 1 => {
                for unit in group.drain(..) {
                    alone(&mut connection, unit, path);
                }
            }
            Err(Failure::Unit(error) | Failure::Commit(error)) => {
                group.drain(..).for_each(|unit| unit.answer(Some(fault::of(path, &error))));
            }
        }
    }
}

/// Lets those who are just about to ask come along: whoever is answered together asks again one after the other, and
/// a commit for the first of them alone costs as much as one for all. Ends as soon as nobody new comes.
fn gather(waiting: &mut mpsc::Receiver<Box<dyn Unit>>, group: &mut Vec<Box<dyn Unit>>) {
    let mut before = 0;
    while group.len() > before && group.len() < GROUP {
        before = group.len();
        thread::yield_now();
        while group.len() < GROUP
            && let Ok(unit) = waiting.try_recv()
        {
            group.push(unit);
        }
    }
}

fn alone(connection: &mut Connection, unit: Box<dyn Unit>, path: &Path) {
    let mut group = [unit];
    let failed = commit(connection, &mut group).err();
    let failed = failed.map(|(Failure::Unit(error) | Failure::Commit(error))| fault::of(path, &error));
    let [unit] = group;
    unit.answer(failed);
}

/// Where a group failed.
enum Failure {
    /// In one of its units: the others may be good.
    Unit(rusqlite::Error),
    /// In what they share.
    Commit(rusqlite::Error),
}

fn commit(connection: &mut Connection, group: &mut [Box<dyn Unit>]) -> Result<(), Failure> {
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(Failure::Commit)?;
    for unit in group {
        unit.run(&transaction).map_err(Failure::Unit)?;
    }
    transaction.commit().map_err(Failure::Commit)
}
