//! The store on SQLite, tests: a folder of the first version opens, and everything in it is found.

use baton_protocol::{AgentId, Event, Timestamp};
use rusqlite::Connection;
use tempfile::TempDir;

use super::{super::FILE, open};
use crate::store::{
    Conversations, Knowledge, Search, Users,
    model::{ListFilter, SiteId},
};

const FIRST: &str = include_str!("../schema/0001_start.sql");

/// Two conversations, one of them requested, as the first version wrote them.
const ROWS: &str = r#"
INSERT INTO meta VALUES ('epoch', 'old');
INSERT INTO site VALUES (1, 'main', '{"name":"Shop","ai_name":"Ada","requests":true}');
INSERT INTO article VALUES (7, 1, 'lids', 'Lids', '# Lids

They can be had alone.');
INSERT INTO person VALUES (1, 'mia@shop.example', 'Mia', 'Example', 'admin', 'hash', 0, 5);
INSERT INTO visitor (id, site, token, about, first_seen, last_seen, conversations)
  VALUES (1, 1, x'00', '{"locale":"en","time_zone":"","user_agent":"","page":null}', 1, 1, 2);
INSERT INTO conversation (id, public, site, visitor, channel, opened, seq, stage, since, head) VALUES
  (1, 'aaaaaaaaaaaaaaaaaaaaaa', 1, 1, 'web', 1, 1, 4, 1,
   '{"state":{"ended":null},"since":1,"last":null,"asked":1,"answered":1,"unseen":[],"name":null,"locale":"en"}'),
  (2, 'bbbbbbbbbbbbbbbbbbbbbb', 1, 1, 'web', 2, 1, 1, 2,
   '{"state":{"requested":{"since":2,"until":9,"ringing":[1],"ignored":[],"urgent":false,"only":false}},
     "since":2,"last":null,"asked":0,"answered":0,"unseen":[],"name":"Kim","locale":"de"}');
INSERT INTO event VALUES
  (4294967297, 1, NULL, '{"by":"visitor","what":{"message":{"text":"a walrus"}}}'),
  (8589934593, 2, NULL, '{"by":"visitor","what":{"requested":{"reason":"button","ring":[1],"until":9}}}');
PRAGMA user_version = 1;
"#;

#[tokio::test]
async fn a_folder_of_the_first_version_opens_whole() {
    let folder = TempDir::new().unwrap();
    let connection = Connection::open(folder.path().join(FILE)).unwrap();
    connection.execute_batch(FIRST).unwrap();
    connection.execute_batch(ROWS).unwrap();
    drop(connection);

    let store = open(&folder);
    assert_eq!(store.epoch().await.unwrap(), "old");
    let heads = store.list(ListFilter::default(), None, 9).await.unwrap();
    assert_eq!(heads.iter().map(|head| head.opened).collect::<Vec<_>>(), [Timestamp(2), Timestamp(1)]);
    let open = store.open_heads().await.unwrap();
    assert_eq!(open[0].body.state.request().unwrap().ringing, [AgentId(1)].into());
    assert_eq!(store.events_after(open[0].key, 0, 9).await.unwrap().len(), 1);
    let mia = store.user(AgentId(1)).await.unwrap().unwrap();
    assert!(mia.active && mia.version == 1 && mia.teams.is_empty());
    // What was said before the search existed is waiting for it.
    let words = |event: &Event| event.what.words().map(str::to_owned);
    assert_eq!(store.catch_up(9, words).await.unwrap(), 2);
    assert_eq!(store.catch_up(9, words).await.unwrap(), 0);
    // The articles are the first version, and the draft is like it.
    let site = SiteId(1);
    let version = store.shelved(site, None).await.unwrap().unwrap();
    let [lids] = version.entries.as_slice() else { panic!("{version:?}") };
    assert_eq!((version.number, lids.written.title()), (1, "Lids"));
    let draft = store.draft(site).await.unwrap();
    assert_eq!((draft.changes, draft.settings_changed, draft.published), (0, false, 1));
    assert_eq!(store.shelved_draft(site).await.unwrap().entries, version.entries);
}
