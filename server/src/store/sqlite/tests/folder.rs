//! The store's tests on SQLite: what is found in the folder, and what is left there.

use std::{fs, os::unix::fs::FileExt};

use baton_protocol::{Timestamp, state::Marks};
use rusqlite::Connection;
use tempfile::TempDir;

use super::{open, refusal, try_open};
use crate::store::{
    Conversations, Sites, StoreError, Visitors,
    model::{ListFilter, Side},
    sqlite::{FILE, Options, SqliteStore, connection::setting, schema},
    story::{next, opened, said, scene},
};

#[tokio::test]
async fn durability_is_set_on_every_connection() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    for (name, wanted) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")] {
        let found = store.writer.run(move |connection| setting(connection, name)).await.unwrap();
        assert_eq!(found, wanted, "{name}");
    }
    let write = store.readers.run(|connection| connection.execute("DELETE FROM event", [])).await;
    assert!(write.is_err(), "a reader wrote");
}

#[tokio::test]
async fn a_new_opening_sees_everything() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let (site, visitor) = scene(&store, 1).await;
    let head = opened(&store, site, visitor, "kept").await;
    let commit = next(&head, vec![said(2, "kept too")]);
    store.commit(commit.clone()).await.unwrap();
    store.mark(head.key, Side::Agents, Marks { delivered: 2, read: 1 }).await.unwrap();
    let told = store.visitor(visitor).await.unwrap();
    let head = store.head(&head.id).await.unwrap().unwrap();
    drop(store);
    assert!(!folder.path().join("baton.sqlite-wal").exists(), "the log was not folded back");

    let store = SqliteStore::open(folder.path(), &Options { epoch: "another".to_owned() }).unwrap();
    assert_eq!(store.epoch().await.unwrap(), "first");
    assert_eq!(store.head(&head.id).await.unwrap(), Some(head.clone()));
    assert_eq!(store.events_after(head.key, 1, 9).await.unwrap(), commit.events);
    assert_eq!(store.visitor(visitor).await.unwrap(), told);
    assert_eq!(store.sites().await.unwrap().len(), 1);
}

#[tokio::test]
async fn dropping_does_first_what_was_asked() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let (_, visitor) = scene(&store, 1).await;
    for at in 20..120 {
        // Asked, but nobody waits for the answer.
        let mut asked = store.seen(visitor, Default::default(), Timestamp(at));
        assert!(
            std::future::poll_fn(|context| std::task::Poll::Ready(asked.as_mut().poll(context)))
                .await
                .is_pending()
        );
    }
    drop(store);
    let visitor = open(&folder).visitor(visitor).await.unwrap().unwrap();
    assert_eq!(visitor.last_seen, Timestamp(119));
}

#[test]
fn one_process_a_folder() {
    let folder = TempDir::new().unwrap();
    let first = open(&folder);
    let second = refusal(&folder);
    assert!(matches!(second, StoreError::Unavailable(_)));
    assert!(second.to_string().contains("in use by another Baton process"), "{second}");
    drop(first);
    drop(open(&folder));
}

#[test]
fn a_newer_schema_is_refused_untouched() {
    let folder = TempDir::new().unwrap();
    drop(open(&folder));
    let file = folder.path().join(FILE);
    let newer = Connection::open(&file).unwrap();
    let known = schema::version(&newer).unwrap();
    newer.pragma_update(None, "user_version", known + 1).unwrap();
    drop(newer);
    let before = fs::read(&file).unwrap();
    let refused = refusal(&folder);
    let StoreError::Newer { path, found, known: knows } = &refused else { panic!("{refused}") };
    assert_eq!((path.as_str(), *found, *knows), (file.to_str().unwrap(), known + 1, known));
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn what_is_not_a_store_is_refused_by_name() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join(FILE);
    fs::write(&file, "these are not the pages you are looking for\n".repeat(200)).unwrap();
    damaged(&folder);
    fs::remove_file(&file).unwrap();
    let other = Connection::open(&file).unwrap();
    other.execute_batch("CREATE TABLE recipe (name TEXT)").unwrap();
    drop(other);
    damaged(&folder);
}

#[tokio::test]
async fn a_broken_page_is_found_at_the_start() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let (site, visitor) = scene(&store, 1).await;
    let head = opened(&store, site, visitor, "broken").await;
    let long = "all of this is on some page ".repeat(1000);
    store.commit(next(&head, vec![said(2, &long)])).await.unwrap();
    drop(store);
    let file = fs::OpenOptions::new().write(true).open(folder.path().join(FILE)).unwrap();
    let pages = file.metadata().unwrap().len() / 2048;
    for page in 1..pages {
        file.write_all_at(&[0xff; 64], page * 2048).unwrap();
    }
    damaged(&folder);
}

#[tokio::test]
async fn what_cannot_be_read_is_damage_and_spoils_nothing_else() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let (site, visitor) = scene(&store, 1).await;
    let (_, other) = scene(&store, 2).await;
    let good = opened(&store, site, visitor, "good").await;
    let bad = opened(&store, site, other, "bad").await;
    let spoil = "UPDATE conversation SET head = '{' WHERE id = ?1";
    store.writer.run(move |connection| connection.execute(spoil, [bad.key.0])).await.unwrap();
    let found = store.head(&bad.id).await.unwrap_err();
    assert!(matches!(&found, StoreError::Damaged { path, .. } if path.ends_with(FILE)), "{found}");
    assert_eq!(store.head(&good.id).await.unwrap(), Some(good.clone()));
    assert_eq!(store.list(ListFilter::default(), Some(bad.key), 9).await.unwrap(), [good]);
}

#[test]
fn the_folder_is_made_and_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let inner = folder.path().join("data/of/baton");
    drop(SqliteStore::open(&inner, &Options { epoch: "first".to_owned() }).unwrap());
    assert_eq!(fs::metadata(&inner).unwrap().permissions().mode() & 0o777, 0o700);
}

fn damaged(folder: &TempDir) {
    let refused = refusal(folder);
    let StoreError::Damaged { path, .. } = &refused else { panic!("{refused}") };
    assert!(path.ends_with(FILE), "{path}");
    assert!(try_open(folder).is_err(), "a refusal mended it");
}
