//! The store's connections on SQLite, set up and asserted: durability is a setting that nobody sees failing.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags};

use super::{StoreError, fault};

/// How long to wait for a lock that another program holds, such as one that makes a backup.
const BUSY: Duration = Duration::from_secs(3);

/// A page's size, bytes, for a new file. A message changes a few pages and each is written whole: half of SQLite's
/// usual size writes four tenths fewer bytes for no more CPU; a quarter of it costs more.
const PAGE: i64 = 2048;

/// The write-ahead log is folded back after so many pages, 16 MiB: rarely enough that a page which changes with
/// every message is not copied each time, often enough that a start after a crash has little to read.
const CHECKPOINT: i64 = 8_000;

/// After a burst the log file shrinks to at most this, bytes.
const LOG_LIMIT: i64 = 64 << 20;

/// Page caches, KiB; they fill as they are needed. The writer's holds the newest page of some thousand open logs.
const WRITE_CACHE: i64 = 16 << 10;
const READ_CACHE: i64 = 4 << 10;

/// Every statement there is, so that none is prepared twice.
const STATEMENTS: usize = 64;

/// The one connection that writes. Makes the file where there is none.
pub(super) fn write(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = open(path, flags)?;
    let set = |name: &str, value: i64| {
        connection.pragma_update(None, name, value).map_err(|error| fault::of(path, &error))
    };
    set("page_size", PAGE)?;
    connection.pragma_update(None, "journal_mode", "WAL").map_err(|error| fault::of(path, &error))?;
    set("synchronous", 2)?;
    // Without these a Mac's fsync leaves data in the drive's cache; they do nothing elsewhere.
    set("fullfsync", 1)?;
    set("checkpoint_fullfsync", 1)?;
    set("foreign_keys", 1)?;
    set("wal_autocheckpoint", CHECKPOINT)?;
    set("journal_size_limit", LOG_LIMIT)?;
    set("cache_size", -WRITE_CACHE)?;
    set("cell_size_check", 1)?;
    assert(&connection, path, "journal_mode", "wal")?;
    assert(&connection, path, "synchronous", "2")?;
    assert(&connection, path, "foreign_keys", "1")?;
    Ok(connection)
}

/// A connection that can only read.
pub(super) fn read(path: &Path) -> Result<Connection, StoreError> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.pragma_update(None, "cache_size", -READ_CACHE).map_err(|error| fault::of(path, &error))?;
    assert(&connection, path, "journal_mode", "wal")?;
    Ok(connection)
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let set_up = || {
        // A connection stays on its thread, so that it needs no mutex of its own.
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(BUSY)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        connection.pragma_update(None, "trusted_schema", 0)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        Ok(connection)
    };
    set_up().map_err(|error| fault::of(path, &error))
}

fn assert(connection: &Connection, path: &Path, name: &str, wanted: &str) -> Result<(), StoreError> {
    let found = setting(connection, name).map_err(|error| fault::of(path, &error))?;
    if found == wanted {
        Ok(())
    } else {
        Err(StoreError::Unavailable(format!(
            "{}: SQLite keeps {name} at {found} where {wanted} is needed",
            path.display()
        )))
    }
}

/// A setting's value as text.
pub(super) fn setting(connection: &Connection, name: &str) -> rusqlite::Result<String> {
    connection.pragma_query_value(None, name, |row| {
        Ok(match row.get(0)? {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other @ (rusqlite::types::Value::Null
            | rusqlite::types::Value::Real(_)
            | rusqlite::types::Value::Blob(_)) => format!("{other:?}"),
        })
    })
}
