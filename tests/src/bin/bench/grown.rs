//! tests, bench: a store that has grown for years beside one of a month: what people do all day takes no longer.

mod ask;
mod copy;
mod dice;
mod mould;
mod pattern;
mod shop;
mod talk;

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context as _, Result, ensure};
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use crate::server::Server;

pub(crate) use ask::measure;

/// Conversations of the small store.
const FEW: usize = 2_000;
/// Filled stores that were made in another way are made anew: grows with each change of how.
const MAKE: u32 = 2;
/// The server's file.
const FILE: &str = "baton.sqlite";
/// Stands in a folder whose store is whole.
const WHOLE: &str = "whole";
/// The search has caught up after so long at the latest.
const CATCHES_UP: Duration = Duration::from_secs(3_600);

/// A store that is filled.
pub(crate) struct Store {
    pub(crate) folder: PathBuf,
    pub(crate) conversations: usize,
    /// Messages and notes: what the search can find.
    pub(crate) messages: i64,
}

/// The small store and the grown one; kept for the next time.
pub(crate) async fn fill(binary: &Path, beside: &Path, conversations: usize) -> Result<[Store; 2]> {
    let home = beside.join("grown");
    fs::create_dir_all(&home)?;
    let shop = TempDir::new_in(&home)?;
    shop::open(binary, shop.path()).await.context("the shop")?;
    let kind = kind(&settled(shop.path())?)?;
    clear(&home, &kind, shop.path())?;
    let folders = [FEW, conversations].map(|count| (count, home.join(&kind).join(count.to_string())));
    if folders.iter().any(|(_, folder)| !folder.join(WHOLE).exists()) {
        let trade = TempDir::new_in(&home)?;
        copy_folder(shop.path(), trade.path())?;
        let made = shop::trade(binary, trade.path()).await.context("the conversations")?;
        let moulds = mould::read(&settled(trade.path())?, &made)?;
        for (count, folder) in folders.iter().filter(|(_, folder)| !folder.join(WHOLE).exists()) {
            make(binary, shop.path(), folder, &moulds, *count).await?;
        }
    }
    let [few, many] = folders;
    Ok([store(few)?, store(many)?])
}

/// What tells stores apart that were made for another schema, or in another way.
fn kind(store: &Connection) -> Result<String> {
    let mut schema = DefaultHasher::new();
    let mut find = store.prepare("SELECT sql FROM sqlite_schema ORDER BY type, name")?;
    for sql in find.query_map([], |row| row.get::<_, Option<String>>(0))? {
        sql?.hash(&mut schema);
    }
    Ok(format!("schema-{:016x}-make-{MAKE}", schema.finish()))
}

/// What was filled for another server is of no use any more.
fn clear(home: &Path, kind: &str, shop: &Path) -> Result<()> {
    for entry in fs::read_dir(home)? {
        let path = entry?.path();
        if path != shop && path.file_name().is_none_or(|name| name != kind) {
            fs::remove_dir_all(&path)?;
        }
    }
    Ok(())
}

async fn make(
    binary: &Path,
    shop: &Path,
    folder: &Path,
    moulds: &[mould::Mould],
    count: usize,
) -> Result<()> {
    eprintln!("  filling a store with {count} conversations; it is kept");
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    copy_folder(shop, folder)?;
    let start = Instant::now();
    #[expect(
        clippy::disallowed_methods,
        reason = "the grown store ends today, by the same clock as the server's"
    )]
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
    let mut store = settled(folder)?;
    copy::fill(&mut store, moulds, count, now)?;
    drop(store);
    drop(settled(folder)?);
    eprintln!("    filled after {:.0} s; the server takes in the words", start.elapsed().as_secs_f64());
    caught_up(binary, folder).await?;
    eprintln!("    searched after {:.0} s", start.elapsed().as_secs_f64());
    fs::write(folder.join(WHOLE), "")?;
    Ok(())
}

/// Runs the server until the search knows every word.
async fn caught_up(binary: &Path, folder: &Path) -> Result<()> {
    let server = Server::still(binary, folder, None)?;
    let store = Connection::open_with_flags(folder.join(FILE), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    store.busy_timeout(Duration::from_secs(10))?;
    let start = Instant::now();
    while store.query_row("SELECT EXISTS (SELECT 1 FROM unsearched)", [], |row| row.get(0))? {
        ensure!(start.elapsed() < CATCHES_UP, "the search has not caught up");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    drop((server, store));
    settled(folder).map(drop)
}

/// The store of a server that runs no more, its write-ahead log folded back.
fn settled(folder: &Path) -> Result<Connection> {
    let store = Connection::open(folder.join(FILE))?;
    store.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(store)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().context("a file without a name")?))?;
        }
    }
    Ok(())
}

fn store((conversations, folder): (usize, PathBuf)) -> Result<Store> {
    let store = settled(&folder)?;
    let messages = store.query_row("SELECT count(*) FROM words_docsize", [], |row| row.get(0))?;
    Ok(Store { folder, conversations, messages })
}
