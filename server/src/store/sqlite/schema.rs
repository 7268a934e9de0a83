//! The store's tables on SQLite, version by version; `user_version` in the file says which it has.

use std::{fs, path::Path};

use rusqlite::{Connection, TransactionBehavior};

use super::{StoreError, fault};

/// Step n leads from version n to n + 1. A step that was released never changes.
const STEPS: &[&str] = &[
    include_str!("schema/0001_start.sql"),
    include_str!("schema/0002_hub.sql"),
    include_str!("schema/0003_files.sql"),
    include_str!("schema/0004_knowledge.sql"),
    include_str!("schema/0005_identity.sql"),
    include_str!("schema/0006_line.sql"),
];

/// A file up to this size is read through at the start, bytes: some tens of milliseconds. Damage in a larger one is
/// met when it is read.
const CHECKED: u64 = 8 << 20;

/// Brings the file to this version's schema, each step in a transaction of its own.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let sqlite = |error: rusqlite::Error| fault::of(path, &error);
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    let found = version(connection).map_err(sqlite)?;
    if found > known {
        return Err(StoreError::Newer { path: path.display().to_string(), found, known });
    }
    let first = usize::try_from(found).map_err(|_| fault::damaged(path, format!("schema {found}")))?;
    if first == 0 && !is_empty(connection).map_err(sqlite)? {
        return Err(fault::damaged(path, "the file holds another program's tables"));
    }
    for (step, version) in STEPS.iter().zip(1_i64..).skip(first) {
        run(connection, step, version).map_err(sqlite)?;
    }
    check(connection, path)
}

pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
}

fn run(connection: &mut Connection, step: &str, version: i64) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(step)?;
    transaction.pragma_update(None, "user_version", version)?;
    transaction.commit()
}

fn check(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    if fs::metadata(path).is_ok_and(|file| file.len() > CHECKED) {
        return Ok(());
    }
    let verdict = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))
        .map_err(|error| fault::of(path, &error))?;
    if verdict == "ok" { Ok(()) } else { Err(fault::damaged(path, verdict)) }
}
