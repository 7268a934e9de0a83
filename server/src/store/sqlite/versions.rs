//! The store's versions on SQLite: what was published stays as it was, a row an entry; and the tests beside them.

use async_trait::async_trait;
use baton_protocol::{
    AgentId, EntryId, TestId, Timestamp,
    answering::Answering,
    knowledge::Written,
    publishing::{Compared, ComparedEntry, Expects, Test, Version},
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{SqliteStore, StoreError, row};
use crate::store::{
    Versions,
    model::{Edited, NewTest, Published, Publishing, SiteId},
};

type Result<T> = std::result::Result<T, StoreError>;

/// Entries of a comparison.
const COMPARED: i64 = 100;

#[async_trait]
impl Versions for SqliteStore {
    async fn publish(&self, publishing: Publishing) -> Result<Edited<Version>> {
        self.writer.run(move |connection| publish(connection, &publishing)).await
    }

    async fn versions(&self, site: SiteId, limit: usize) -> Result<Vec<Version>> {
        self.readers
            .run(move |connection| {
                let query = format!("{VERSION} WHERE site = ?1 ORDER BY number DESC LIMIT ?2");
                let mut find = connection.prepare_cached(&query)?;
                find.query_map(params![site.0, row::limit(limit)], version)?.collect()
            })
            .await
    }

    async fn compare(&self, site: SiteId, number: u32, against: Option<u32>) -> Result<Option<Compared>> {
        self.readers.run(move |connection| compare(connection, site, number, against)).await
    }

    async fn learnt(&self, site: SiteId, version: u64) -> Result<Option<Vec<u8>>> {
        self.readers
            .run(move |connection| {
                let query = "SELECT bytes FROM learnt WHERE site = ?1 AND version = ?2";
                let with = params![site.0, row::column(version)];
                connection.prepare_cached(query)?.query_row(with, |found| found.get(0)).optional()
            })
            .await
    }

    async fn put_learnt(&self, site: SiteId, version: u64, bytes: Vec<u8>) -> Result<()> {
        self.writer
            .run(move |connection| {
                let put = "INSERT OR REPLACE INTO learnt (site, version, bytes) VALUES (?1, ?2, ?3)";
                connection
                    .prepare_cached(put)?
                    .execute(params![site.0, row::column(version), bytes])
                    .map(drop)
            })
            .await
    }

    async fn tests(&self, site: SiteId) -> Result<Vec<Test>> {
        self.readers
            .run(move |connection| {
                let query = "SELECT id, question, locale, expects, correction, person, at FROM test
                             WHERE site = ?1 ORDER BY id DESC";
                connection.prepare_cached(query)?.query_map([site.0], test)?.collect()
            })
            .await
    }

    async fn add_test(&self, site: SiteId, new: NewTest) -> Result<TestId> {
        let expects = row::to_json(&new.expects)?;
        self.writer
            .run(move |connection| {
                // What was corrected is no longer what was right before.
                let replaced = "DELETE FROM test WHERE site = ?1 AND question = ?2 AND locale = ?3";
                connection.prepare_cached(replaced)?.execute(params![site.0, new.question, new.locale])?;
                connection
                    .prepare_cached(
                        "INSERT INTO test (site, question, locale, expects, correction, person, at)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id",
                    )?
                    .query_row(
                        params![
                            site.0,
                            new.question,
                            new.locale,
                            expects,
                            new.correction,
                            new.by.0,
                            new.at.0
                        ],
                        |found| found.get(0).map(TestId),
                    )
            })
            .await
    }

    async fn remove_test(&self, site: SiteId, id: TestId) -> Result<bool> {
        self.writer
            .run(move |connection| {
                let remove = "DELETE FROM test WHERE site = ?1 AND id = ?2";
                Ok(connection.prepare_cached(remove)?.execute(params![site.0, id.0])? == 1)
            })
            .await
    }
}

const VERSION: &str = "SELECT number, at, person, note, again, entries, changes FROM version";

fn publish(connection: &Connection, publishing: &Publishing) -> rusqlite::Result<Edited<Version>> {
    let site = publishing.site.0;
    let run = |statement: &str, number: i64| {
        connection.prepare_cached(statement)?.execute(params![site, number]).map(drop)
    };
    let last: i64 = connection
        .prepare_cached("SELECT max(number) FROM version WHERE site = ?1")?
        .query_row([site], |found| found.get(0))?;
    let (drafted, draft) = super::knowledge::kept(connection, publishing.site)?;
    let number = last + 1;
    let (answering, again) = match publishing.what {
        Published::Draft(version) if version != drafted => return Ok(Edited::Stale),
        Published::Draft(_) => {
            run(
                "INSERT INTO version_entry (site, version, entry, revision)
                 SELECT site, ?2, entry, revision FROM draft_entry WHERE site = ?1",
                number,
            )?;
            (draft, None)
        }
        Published::Import(import) => {
            connection
                .prepare_cached(
                    "INSERT INTO version_entry (site, version, entry, revision)
                     SELECT v.site, ?2, v.entry, v.revision FROM version_entry v JOIN entry e ON e.id = v.entry
                       WHERE v.site = ?1 AND v.version = ?2 - 1 AND e.import IS NOT ?3
                     UNION ALL
                     SELECT d.site, ?2, d.entry, d.revision FROM draft_entry d JOIN entry e ON e.id = d.entry
                       WHERE d.site = ?1 AND e.import = ?3",
                )?
                .execute(params![site, number, import.0])?;
            match settings(connection, publishing.site, last)? {
                Some(answering) => (answering, None),
                None => return Ok(Edited::Missing),
            }
        }
        Published::Again(old) => {
            let Some(answering) = settings(connection, publishing.site, i64::from(old))? else {
                return Ok(Edited::Missing);
            };
            connection
                .prepare_cached(
                    "INSERT INTO version_entry (site, version, entry, revision)
                     SELECT site, ?2, entry, revision FROM version_entry WHERE site = ?1 AND version = ?3",
                )?
                .execute(params![site, number, old])?;
            connection.prepare_cached("DELETE FROM draft_entry WHERE site = ?1")?.execute([site])?;
            run(
                "INSERT INTO draft_entry (site, entry, revision)
                 SELECT site, entry, revision FROM version_entry WHERE site = ?1 AND version = ?2",
                number,
            )?;
            let json = serde_json::to_string(&answering).unwrap_or_default();
            connection
                .prepare_cached("UPDATE draft SET answering = ?2, version = version + 1 WHERE site = ?1")?
                .execute(params![site, json])?;
            (answering, Some(old))
        }
    };
    let json = serde_json::to_string(&answering).unwrap_or_default();
    connection
        .prepare_cached(
            "INSERT INTO version (site, number, at, person, note, again, answering, entries, changes)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7,
               (SELECT count(*) FROM version_entry WHERE site = ?1 AND version = ?2),
               (SELECT count(*) FROM (SELECT entry FROM (
                  SELECT entry, revision FROM version_entry WHERE site = ?1 AND version IN (?2, ?2 - 1)
                  GROUP BY entry, revision HAVING count(*) = 1) GROUP BY entry))",
        )?
        .execute(params![
            site,
            number,
            publishing.at.0,
            publishing.by.map(|by| by.0),
            publishing.note,
            again,
            json
        ])?;
    connection
        .prepare_cached(&format!("{VERSION} WHERE site = ?1 AND number = ?2"))?
        .query_row(params![site, number], version)
        .map(Edited::Done)
}

fn settings(connection: &Connection, site: SiteId, number: i64) -> rusqlite::Result<Option<Answering>> {
    let find = "SELECT answering FROM version WHERE site = ?1 AND number = ?2";
    connection
        .prepare_cached(find)?
        .query_row(params![site.0, number], |found| row::json(found, 0))
        .optional()
}

fn compare(
    connection: &Connection,
    site: SiteId,
    number: u32,
    against: Option<u32>,
) -> rusqlite::Result<Option<Compared>> {
    let find = format!("{VERSION} WHERE site = ?1 AND number = ?2");
    let found = connection.prepare_cached(&find)?.query_row(params![site.0, number], version).optional()?;
    let (Some(version), Some(answering)) = (found, settings(connection, site, i64::from(number))?) else {
        return Ok(None);
    };
    let named = against.is_some();
    let against = against.unwrap_or(number.saturating_sub(1));
    let before = settings(connection, site, i64::from(against))?;
    if named && before.is_none() {
        return Ok(None);
    }
    let before = before.filter(|before| *before != answering);
    let query = "
      SELECT e.id, (SELECT written FROM revision WHERE id = a.revision),
        (SELECT written FROM revision WHERE id = b.revision)
      FROM entry e
        LEFT JOIN version_entry a ON a.site = ?1 AND a.version = ?3 AND a.entry = e.id
        LEFT JOIN version_entry b ON b.site = ?1 AND b.version = ?2 AND b.entry = e.id
      WHERE e.site = ?1 AND a.revision IS NOT b.revision ORDER BY e.id DESC LIMIT ?4";
    let entry = |found: &Row<'_>| {
        Ok(ComparedEntry { id: EntryId(found.get(0)?), before: said(found, 1)?, after: said(found, 2)? })
    };
    let with = params![site.0, number, against, COMPARED];
    let mut find = connection.prepare_cached(query)?;
    let entries = find.query_map(with, entry)?.collect::<rusqlite::Result<_>>()?;
    Ok(Some(Compared { version, against, answering, before, entries }))
}

fn said(found: &Row<'_>, column: usize) -> rusqlite::Result<Option<Written>> {
    let there = found.get_ref(column)?.as_str().is_ok();
    if there { row::json(found, column).map(Some) } else { Ok(None) }
}

fn version(found: &Row<'_>) -> rusqlite::Result<Version> {
    Ok(Version {
        number: found.get(0)?,
        at: Timestamp(found.get(1)?),
        by: found.get::<_, Option<u32>>(2)?.map(AgentId),
        note: found.get(3)?,
        again: found.get(4)?,
        entries: found.get(5)?,
        changes: found.get(6)?,
    })
}

fn test(found: &Row<'_>) -> rusqlite::Result<Test> {
    Ok(Test {
        id: TestId(found.get(0)?),
        question: found.get(1)?,
        locale: found.get(2)?,
        expects: row::json::<Expects>(found, 3)?,
        title: None,
        correction: found.get(4)?,
        by: AgentId(found.get(5)?),
        at: Timestamp(found.get(6)?),
    })
}
