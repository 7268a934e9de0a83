//! The store on SQLite: one thread writes in groups, a few read, and a folder belongs to one process at a time.
//!
//! # Layout
//! - [`connection`]: how a connection is set up; [`schema`]: the tables' versions; [`guard`]: one process a folder
//! - [`writer`], [`readers`]: the threads; [`fault`]: their errors in the store's words
//! - [`conversations`], [`list`], [`events`], [`search`], [`files`], [`figures`], [`visitors`], [`users`], [`sessions`],
//!   [`push`], [`teams`], [`sites`], [`knowledge`], [`versions`], [`imports`], [`answers`], [`models`], [`line`], [`arrivals`], [`post`]: the traits, a noun
//!   a file; [`entries`]: the draft's rows
//! - [`row`]: columns to values and back

mod answers;
mod arrivals;
mod connection;
mod conversations;
mod entries;
mod events;
mod fault;
mod figures;
mod files;
mod guard;
mod identity;
mod imports;
mod knowledge;
mod line;
mod list;
mod models;
mod post;
mod push;
mod readers;
mod row;
mod schema;
mod search;
mod sessions;
mod sites;
mod teams;
mod users;
mod versions;
mod visitors;
mod writer;

#[cfg(test)]
mod tests;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use rusqlite::OptionalExtension;

use super::StoreError;
use guard::Guard;
use readers::Readers;
use writer::Writer;

/// The database's file name inside the data folder.
const FILE: &str = "baton.sqlite";

/// How many threads read.
const READERS: usize = 3;

/// What opening needs to be told.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// Random text that becomes the epoch of a new store; one that exists keeps its own.
    pub(crate) epoch: String,
}

/// A store in one folder. Dropping it waits until everything that was asked of it is done.
pub(crate) struct SqliteStore {
    // The order of these fields is the order of their end: the writer closes last of the connections, because it
    // alone may fold the log back into the file, and only then is the folder free.
    readers: Readers,
    writer: Writer,
    epoch: String,
    _guard: Guard,
}

impl SqliteStore {
    /// Opens the store in `folder`, which is made where there is none. Blocks; meant for the start.
    ///
    /// # Errors
    /// `Unavailable` where another process has the folder or the disk refuses, `Newer` where a newer version wrote
    /// it, `Damaged` where the file is not what it should be.
    pub(crate) fn open(folder: &Path, options: &Options) -> Result<Self, StoreError> {
        let guard = Guard::take(folder)?;
        let path: Arc<Path> = PathBuf::from(folder).join(FILE).into();
        let mut connection = connection::write(&path)?;
        schema::migrate(&mut connection, &path)?;
        let epoch = epoch(&connection, &options.epoch).map_err(|error| fault::of(&path, &error))?;
        let readers =
            (0..READERS).map(|_| connection::read(&path)).collect::<Result<Vec<_>, StoreError>>()?;
        Ok(Self {
            readers: Readers::start(readers, &path)?,
            writer: Writer::start(connection, &path)?,
            epoch,
            _guard: guard,
        })
    }
}

fn epoch(connection: &rusqlite::Connection, new: &str) -> rusqlite::Result<String> {
    let find = "SELECT value FROM meta WHERE key = 'epoch'";
    if let Some(epoch) = connection.query_row(find, [], |row| row.get(0)).optional()? {
        return Ok(epoch);
    }
    connection.execute("INSERT INTO meta (key, value) VALUES ('epoch', ?1)", [new])?;
    Ok(new.to_owned())
}
