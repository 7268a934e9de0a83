//! The store's tests on SQLite: the common story, then what only this backend promises.

mod folder;
mod groups;
mod upgrade;

use tempfile::TempDir;

use super::{Options, SqliteStore, StoreError};
use crate::store::story;

#[tokio::test]
async fn the_story() {
    let folder = TempDir::new().unwrap();
    story::tell(&open(&folder)).await;
}

fn open(folder: &TempDir) -> SqliteStore {
    try_open(folder).unwrap()
}

fn try_open(folder: &TempDir) -> Result<SqliteStore, StoreError> {
    SqliteStore::open(folder.path(), &Options { epoch: "first".to_owned() })
}

/// What the refused opening says.
fn refusal(folder: &TempDir) -> StoreError {
    match try_open(folder) {
        Ok(_) => panic!("the folder was opened"),
        Err(error) => error,
    }
}
