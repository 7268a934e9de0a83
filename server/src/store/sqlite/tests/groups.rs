//! The store's tests on SQLite: what shares a commit, and what must not share its fate.

use std::{sync::Arc, time::Duration};

use baton_protocol::{Author, VisitorId, What, event::Message};
use rusqlite::Connection;
use tempfile::TempDir;

use super::open;
use crate::store::{
    Conversations, StoreError, Visitors,
    model::{Commit, Committed, Head},
    sqlite::{FILE, SqliteStore},
    story::{event, next, opened, opening_of, said, scene},
};

/// How many write at once.
const CROWD: usize = 64;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_on_one_conversation_leaves_no_gap() {
    let folder = TempDir::new().unwrap();
    let store = Arc::new(open(&folder));
    let (site, visitor) = scene(&*store, 1).await;
    let head = opened(&*store, site, visitor, "crowd").await;
    let mut crowd = tokio::task::JoinSet::new();
    for n in 0..CROWD {
        let (store, key) = (Arc::clone(&store), head.key);
        crowd.spawn(async move {
            loop {
                let head = store.head_by_key(key).await.unwrap().unwrap();
                let commit = next(&head, vec![said(head.seq + 1, &format!("{n:03}"))]);
                match store.commit(commit).await.unwrap() {
                    Committed::Stored(_) => return,
                    Committed::Conflict => {}
                    duplicate @ Committed::Duplicate { .. } => panic!("{duplicate:?}"),
                }
            }
        });
    }
    while let Some(done) = crowd.join_next().await {
        done.unwrap();
    }
    let events = store.events_after(head.key, 0, 999).await.unwrap();
    let seqs: Vec<_> = events.iter().map(|event| event.seq).collect();
    assert_eq!(seqs, (1..=CROWD as u64 + 1).collect::<Vec<_>>());
    let mut texts: Vec<_> = events.iter().skip(1).map(|event| text(&event.what)).collect();
    texts.sort();
    assert_eq!(texts, (0..CROWD).map(|n| format!("{n:03}")).collect::<Vec<_>>());
    assert_eq!(store.head_by_key(head.key).await.unwrap().unwrap().seq, CROWD as u64 + 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_message_from_a_crowd_is_stored_once() {
    let folder = TempDir::new().unwrap();
    let store = Arc::new(open(&folder));
    let (site, visitor) = scene(&*store, 1).await;
    let head = opened(&*store, site, visitor, "once").await;
    let mut crowd = tokio::task::JoinSet::new();
    for _ in 0..CROWD {
        let (store, head) = (Arc::clone(&store), head.clone());
        crowd.spawn(async move { store.commit(next(&head, vec![said(2, "once")])).await.unwrap() });
    }
    let answers = crowd.join_all().await;
    let (conversation, id) = (head.key, head.id.clone());
    let duplicate = Committed::Duplicate { conversation, id, event: Box::new(said(2, "once")) };
    let count = |wanted: &Committed| answers.iter().filter(|answer| *answer == wanted).count();
    assert_eq!((count(&Committed::Stored(head.key)), count(&duplicate)), (1, CROWD - 1));
}

/// Holds the writer, so that what is asked meanwhile shares one group.
async fn together<T>(store: &SqliteStore, ask: impl Future<Output = T>) -> T {
    let (reached, reach) = std::sync::mpsc::channel();
    let (release, released) = std::sync::mpsc::channel::<()>();
    let released = std::sync::Mutex::new(released);
    let mut ask = std::pin::pin!(ask);
    let hold = store.writer.run(move |_| {
        reached.send(()).unwrap();
        released.lock().unwrap().recv().unwrap();
        Ok(())
    });
    let mut hold = std::pin::pin!(hold);
    assert!(
        std::future::poll_fn(|context| std::task::Poll::Ready(hold.as_mut().poll(context)))
            .await
            .is_pending()
    );
    reach.recv().unwrap();
    assert!(
        std::future::poll_fn(|context| std::task::Poll::Ready(ask.as_mut().poll(context))).await.is_pending()
    );
    release.send(()).unwrap();
    hold.await.unwrap();
    ask.await
}

#[tokio::test]
async fn good_units_stay_beside_a_conflict_a_duplicate_and_a_failure() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let mut heads = Vec::new();
    for n in 0..4 {
        let (site, visitor) = scene(&store, n).await;
        heads.push(opened(&store, site, visitor, &format!("group-{n}")).await);
    }
    let commit = |n: usize, text: &str| store.commit(next(&heads[n], vec![said(2, text)]));
    let twice = vec![said(2, "twice"), said(3, "twice")];
    let broken = store.commit(next(&heads[2], twice));
    let nobody = opening_of(heads[0].site, VisitorId(999), "nobody", vec![said(1, "nobody")]);
    let answers = together(&store, async {
        tokio::join!(
            commit(0, "first"),
            commit(0, "late"),
            broken,
            commit(1, "first"),
            store.open(nobody),
            commit(3, "last")
        )
    })
    .await;
    let (stored, conflict, broken, duplicate, nobody, last) = answers;
    assert_eq!(stored.unwrap(), Committed::Stored(heads[0].key));
    assert_eq!(conflict.unwrap(), Committed::Conflict);
    assert!(matches!(broken, Err(StoreError::Unavailable(_))), "{broken:?}");
    let (conversation, id) = (heads[0].key, heads[0].id.clone());
    assert_eq!(
        duplicate.unwrap(),
        Committed::Duplicate { conversation, id, event: Box::new(said(2, "first")) }
    );
    assert!(matches!(nobody, Err(StoreError::Unavailable(_))), "{nobody:?}");
    assert_eq!(last.unwrap(), Committed::Stored(heads[3].key));
    let mut seqs = Vec::new();
    for head in &heads {
        let events = store.events_after(head.key, 0, 9).await.unwrap().len() as u64;
        assert_eq!(events, store.head_by_key(head.key).await.unwrap().unwrap().seq);
        seqs.push(events);
    }
    assert_eq!(seqs, [2, 1, 1, 2]);
}

#[tokio::test]
async fn a_full_store_says_so_reads_on_and_recovers() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let (site, visitor) = scene(&store, 1).await;
    let mut head = opened(&store, site, visitor, "full").await;
    pages(&store, 0).await;
    let long = |seq| {
        let message = Message { text: "x".repeat(20_000), ..Message::default() };
        event(seq, Author::Ai, What::Message(message))
    };
    let refused = loop {
        let commit = next(&head, vec![long(head.seq + 1)]);
        match store.commit(commit.clone()).await {
            Ok(stored) => {
                assert_eq!(stored, Committed::Stored(head.key));
                head = commit.head;
            }
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, StoreError::Unavailable(_)), "{refused}");
    assert_eq!(store.head_by_key(head.key).await.unwrap(), Some(head.clone()));
    assert_eq!(store.events_after(head.key, 0, 999).await.unwrap().len() as u64, head.seq);
    pages(&store, 1_000_000).await;
    let again = next(&head, vec![long(head.seq + 1)]);
    assert_eq!(store.commit(again).await.unwrap(), Committed::Stored(head.key));
}

/// Lets the file grow to this many pages, or no further than it is.
async fn pages(store: &SqliteStore, most: i64) {
    let limit = move |connection: &Connection| {
        connection
            .query_row(&format!("PRAGMA max_page_count = {}", most.max(1)), [], |row| row.get::<_, i64>(0))
    };
    store.writer.run(limit).await.unwrap();
}

#[tokio::test]
async fn a_lock_that_somebody_else_holds_is_waited_for_in_bounds() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let (site, visitor) = scene(&store, 1).await;
    let head = opened(&store, site, visitor, "locked").await;
    let impatient = |connection: &Connection| connection.busy_timeout(Duration::from_millis(20));
    store.writer.run(impatient).await.unwrap();
    let thief = Connection::open(folder.path().join(FILE)).unwrap();
    thief.execute_batch("BEGIN IMMEDIATE").unwrap();
    let commit: Commit = next(&head, vec![said(2, "patient")]);
    let refused = store.commit(commit.clone()).await.unwrap_err();
    assert!(matches!(refused, StoreError::Unavailable(_)), "{refused}");
    let known: Option<Head> = store.head_by_key(head.key).await.unwrap();
    assert_eq!(known.as_ref(), Some(&head));
    assert!(store.visitor(visitor).await.unwrap().is_some());
    thief.execute_batch("ROLLBACK").unwrap();
    assert_eq!(store.commit(commit).await.unwrap(), Committed::Stored(head.key));
}

fn text(what: &What) -> String {
    let What::Message(message) = what else { panic!("{what:?}") };
    message.text.clone()
}
