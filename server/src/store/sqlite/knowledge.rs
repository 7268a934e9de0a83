//! The store's draft on SQLite: every change of it is a revision more, and moves its version.

use async_trait::async_trait;
use baton_protocol::{
    AgentId, ConversationId, EntryId, Timestamp,
    answering::{Answering, Draft},
    knowledge::{Entry, EntryPage, Written},
    teaching::Taught,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{SqliteStore, StoreError, entries, row};
use crate::store::{
    Knowledge,
    model::{Birth, Edited, EntryFilter, Shelved, SiteId, StoredEntry},
};

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl Knowledge for SqliteStore {
    async fn draft(&self, site: SiteId) -> Result<Draft> {
        self.readers.run(move |connection| draft(connection, site)).await
    }

    async fn shelved_draft(&self, site: SiteId) -> Result<Shelved> {
        self.readers
            .run(move |connection| {
                let (number, answering) = kept(connection, site)?;
                let query = "SELECT d.entry, r.id, r.written, e.address, r.at
                             FROM draft_entry d JOIN revision r ON r.id = d.revision JOIN entry e ON e.id = d.entry
                             WHERE d.site = ?1 ORDER BY d.entry";
                let mut find = connection.prepare_cached(query)?;
                let entries = find.query_map([site.0], stored)?.collect::<rusqlite::Result<_>>()?;
                Ok(Shelved { number, answering, entries })
            })
            .await
    }

    async fn shelved(&self, site: SiteId, number: Option<u32>) -> Result<Option<Shelved>> {
        self.readers
            .run(move |connection| {
                let find = "SELECT number, answering FROM version WHERE site = ?1
                            AND number = coalesce(?2, (SELECT max(number) FROM version WHERE site = ?1))";
                let found = connection
                    .prepare_cached(find)?
                    .query_row(params![site.0, number], |found| Ok((row::count(found, 0)?, row::json(found, 1)?)))
                    .optional()?;
                let Some((number, answering)) = found else { return Ok(None) };
                let query = "SELECT v.entry, r.id, r.written, e.address, r.at
                             FROM version_entry v JOIN revision r ON r.id = v.revision JOIN entry e ON e.id = v.entry
                             WHERE v.site = ?1 AND v.version = ?2 ORDER BY v.entry";
                let with = params![site.0, row::column(number)];
                let mut find = connection.prepare_cached(query)?;
                let entries = find.query_map(with, stored)?.collect::<rusqlite::Result<_>>()?;
                Ok(Some(Shelved { number, answering, entries }))
            })
            .await
    }

    async fn entry(&self, site: SiteId, id: EntryId) -> Result<Option<Entry>> {
        self.readers.run(move |connection| entries::one(connection, site, id)).await
    }

    async fn entries(&self, site: SiteId, filter: EntryFilter, limit: usize) -> Result<EntryPage> {
        self.readers.run(move |connection| entries::page(connection, site, &filter, limit)).await
    }

    async fn begin_with(&self, site: SiteId, entries: Vec<Written>, at: Timestamp) -> Result<()> {
        let entries = entries.iter().map(row::to_json).collect::<Result<Vec<_>>>()?;
        self.writer
            .run(move |connection| {
                for written in &entries {
                    let id = born(connection, site, &Birth::Hand)?;
                    revise(connection, site, id, written, None, at)?;
                }
                let forth = "INSERT INTO version_entry (site, version, entry, revision)
                             SELECT site, 1, entry, revision FROM draft_entry WHERE site = ?1";
                connection.prepare_cached(forth)?.execute([site.0])?;
                let count = "UPDATE version SET entries = ?2, changes = ?2 WHERE site = ?1 AND number = 1";
                connection
                    .prepare_cached(count)?
                    .execute(params![site.0, row::limit(entries.len())])
                    .map(drop)
            })
            .await
    }

    async fn add_entry(
        &self,
        site: SiteId,
        written: Written,
        birth: Birth,
        by: AgentId,
        at: Timestamp,
    ) -> Result<Entry> {
        let json = row::to_json(&written)?;
        self.writer
            .run(move |connection| {
                let id = born(connection, site, &birth)?;
                revise(connection, site, id, &json, Some(by), at)?;
                entries::one(connection, site, id)?.ok_or(rusqlite::Error::QueryReturnedNoRows)
            })
            .await
    }

    async fn change_entry(
        &self,
        site: SiteId,
        id: EntryId,
        written: Written,
        version: u64,
        by: AgentId,
        at: Timestamp,
    ) -> Result<Edited<Entry>> {
        let json = row::to_json(&written)?;
        self.writer
            .run(move |connection| {
                let find =
                    "SELECT coalesce((SELECT revision FROM draft_entry WHERE site = ?1 AND entry = ?2),
                                            (SELECT max(id) FROM revision WHERE entry = ?2))
                            FROM entry WHERE id = ?2 AND site = ?1";
                let known = connection
                    .prepare_cached(find)?
                    .query_row(params![site.0, id.0], |found| row::count(found, 0))
                    .optional()?;
                match known {
                    None => return Ok(Edited::Missing),
                    Some(known) if known != version => return Ok(Edited::Stale),
                    Some(_) => revise(connection, site, id, &json, Some(by), at)?,
                }
                Ok(entries::one(connection, site, id)?.map_or(Edited::Missing, Edited::Done))
            })
            .await
    }

    async fn remove_entry(&self, site: SiteId, id: EntryId) -> Result<bool> {
        self.writer
            .run(move |connection| {
                let remove = "DELETE FROM draft_entry WHERE site = ?1 AND entry = ?2";
                let gone = connection.prepare_cached(remove)?.execute(params![site.0, id.0])? == 1;
                if gone {
                    moved(connection, site)?;
                }
                Ok(gone)
            })
            .await
    }

    async fn set_answering(&self, site: SiteId, answering: Answering, version: u64) -> Result<Edited<u64>> {
        let json = row::to_json(&answering)?;
        self.writer
            .run(move |connection| {
                let change = "UPDATE draft SET answering = ?3, version = version + 1
                              WHERE site = ?1 AND version = ?2 RETURNING version";
                let changed = connection
                    .prepare_cached(change)?
                    .query_row(params![site.0, row::column(version), json], |found| row::count(found, 0))
                    .optional()?;
                Ok(changed.map_or(Edited::Stale, Edited::Done))
            })
            .await
    }

    async fn taught(&self, conversation: &ConversationId) -> Result<Vec<Taught>> {
        let conversation = conversation.as_str().to_owned();
        self.readers
            .run(move |connection| {
                let query = "SELECT e.seq, e.id, r.written FROM entry e JOIN draft_entry d ON d.entry = e.id
                             JOIN revision r ON r.id = d.revision WHERE e.conversation = ?1 ORDER BY e.seq";
                let taught = |found: &Row<'_>| {
                    let (questions, answer) = match row::json(found, 2)? {
                        Written::Pair { questions, answer } => (questions, answer),
                        Written::Article { title, body } => (vec![title], body),
                    };
                    Ok(Taught {
                        seq: row::count(found, 0)?,
                        entry: EntryId(found.get(1)?),
                        questions,
                        answer,
                    })
                };
                connection.prepare_cached(query)?.query_map([conversation], taught)?.collect()
            })
            .await
    }
}

/// A new site's empty draft and first version; nothing where it has them.
pub(super) fn begin(connection: &Connection, site: SiteId, at: Timestamp) -> rusqlite::Result<()> {
    let answering = serde_json::to_string(&Answering::default()).unwrap_or_default();
    let draft = "INSERT INTO draft (site, answering) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    connection.prepare_cached(draft)?.execute(params![site.0, answering])?;
    let version = "INSERT INTO version (site, number, at, note, answering, entries, changes)
                   VALUES (?1, 1, ?2, '', ?3, 0, 0) ON CONFLICT DO NOTHING";
    connection.prepare_cached(version)?.execute(params![site.0, at.0, answering])?;
    Ok(())
}

/// What this entry says from now on, in the draft.
pub(super) fn revise(
    connection: &Connection,
    site: SiteId,
    id: EntryId,
    written: &str,
    by: Option<AgentId>,
    at: Timestamp,
) -> rusqlite::Result<()> {
    let revision: i64 = connection
        .prepare_cached(
            "INSERT INTO revision (entry, written, person, at) VALUES (?1, ?2, ?3, ?4) RETURNING id",
        )?
        .query_row(params![id.0, written, by.map(|by| by.0), at.0], |found| found.get(0))?;
    connection
        .prepare_cached("INSERT OR REPLACE INTO draft_entry (site, entry, revision) VALUES (?1, ?2, ?3)")?
        .execute(params![site.0, id.0, revision])?;
    moved(connection, site)
}

/// The draft is another one.
pub(super) fn moved(connection: &Connection, site: SiteId) -> rusqlite::Result<()> {
    let step = "UPDATE draft SET version = version + 1 WHERE site = ?1";
    connection.prepare_cached(step)?.execute([site.0]).map(drop)
}

/// The draft's version and settings.
pub(super) fn kept(connection: &Connection, site: SiteId) -> rusqlite::Result<(u64, Answering)> {
    let find = "SELECT version, answering FROM draft WHERE site = ?1";
    connection
        .prepare_cached(find)?
        .query_row([site.0], |found| Ok((row::count(found, 0)?, row::json(found, 1)?)))
}

fn born(connection: &Connection, site: SiteId, birth: &Birth) -> rusqlite::Result<EntryId> {
    let (origin, told) = match birth {
        Birth::Hand => ("hand", None),
        Birth::Correction(conversation, seq) => ("correction", Some((conversation, seq))),
        Birth::Lesson(conversation, seq) => ("lesson", Some((conversation, seq))),
        Birth::Unanswered => ("unanswered", None),
    };
    let (conversation, seq) = told.map(|(id, seq)| (id.as_str(), row::column(*seq))).unzip();
    connection
        .prepare_cached(
            "INSERT INTO entry (site, origin, conversation, seq) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (conversation, seq) WHERE conversation IS NOT NULL DO UPDATE SET origin = excluded.origin
             RETURNING id",
        )?
        .query_row(params![site.0, origin, conversation, seq], |found| found.get(0).map(EntryId))
}

fn draft(connection: &Connection, site: SiteId) -> rusqlite::Result<Draft> {
    let (version, answering) = kept(connection, site)?;
    let find = "SELECT number, answering FROM version WHERE site = ?1 ORDER BY number DESC LIMIT 1";
    let (published, before): (u32, Answering) = connection
        .prepare_cached(find)?
        .query_row([site.0], |found| Ok((found.get(0)?, row::json(found, 1)?)))?;
    let changes = entries::changes(connection, site)?;
    Ok(Draft { settings_changed: before != answering, answering, version, changes, published })
}

fn stored(found: &Row<'_>) -> rusqlite::Result<StoredEntry> {
    Ok(StoredEntry {
        id: EntryId(found.get(0)?),
        revision: found.get(1)?,
        written: row::json(found, 2)?,
        address: found.get::<_, Option<String>>(3)?.filter(|address| !address.is_empty()),
        at: Timestamp(found.get(4)?),
    })
}
