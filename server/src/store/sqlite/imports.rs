//! The store's imports on SQLite: what they read, and the pages that they know.

use async_trait::async_trait;
use baton_protocol::{EntryId, ImportId, Timestamp, knowledge::Written};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{SqliteStore, StoreError, knowledge, row};
use crate::store::{
    Imports,
    model::{SiteId, StoredImport, StoredPage, Taken},
};

type Result<T> = std::result::Result<T, StoreError>;

const IMPORT: &str = "
  SELECT id, site, source, every, publish, progress, found, faults, ran, next,
    (SELECT count(*) FROM entry e JOIN draft_entry d ON d.entry = e.id WHERE e.import = import.id)
  FROM import";

#[async_trait]
impl Imports for SqliteStore {
    async fn imports(&self, site: SiteId) -> Result<Vec<StoredImport>> {
        self.readers
            .run(move |connection| {
                let query = format!("{IMPORT} WHERE site = ?1 ORDER BY id DESC");
                connection.prepare_cached(&query)?.query_map([site.0], import)?.collect()
            })
            .await
    }

    async fn import(&self, id: ImportId) -> Result<Option<StoredImport>> {
        self.readers
            .run(move |connection| {
                let query = format!("{IMPORT} WHERE id = ?1");
                connection.prepare_cached(&query)?.query_row([id.0], import).optional()
            })
            .await
    }

    async fn add_import(&self, import: StoredImport) -> Result<ImportId> {
        let columns = Columns::of(&import)?;
        self.writer
            .run(move |connection| {
                connection
                    .prepare_cached(
                        "INSERT INTO import (site, source, every, publish, progress, found, faults, ran, next)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id",
                    )?
                    .query_row(
                        params![
                            import.site.0,
                            columns.source,
                            columns.every,
                            import.publish,
                            columns.progress,
                            columns.found,
                            columns.faults,
                            import.ran.map(|at| at.0),
                            import.next.map(|at| at.0)
                        ],
                        |found| found.get(0).map(ImportId),
                    )
            })
            .await
    }

    async fn put_import(&self, import: StoredImport) -> Result<()> {
        let columns = Columns::of(&import)?;
        self.writer
            .run(move |connection| {
                let put =
                    "UPDATE import SET source = ?2, every = ?3, publish = ?4, progress = ?5, found = ?6,
                             faults = ?7, ran = ?8, next = ?9 WHERE id = ?1";
                connection
                    .prepare_cached(put)?
                    .execute(params![
                        import.id.0,
                        columns.source,
                        columns.every,
                        import.publish,
                        columns.progress,
                        columns.found,
                        columns.faults,
                        import.ran.map(|at| at.0),
                        import.next.map(|at| at.0)
                    ])
                    .map(drop)
            })
            .await
    }

    async fn remove_import(&self, site: SiteId, id: ImportId) -> Result<bool> {
        self.writer
            .run(move |connection| {
                let entries = "DELETE FROM draft_entry WHERE site = ?1
                               AND entry IN (SELECT id FROM entry WHERE import = ?2)";
                let gone = connection.prepare_cached(entries)?.execute(params![site.0, id.0])?;
                if gone > 0 {
                    knowledge::moved(connection, site)?;
                }
                let remove = "DELETE FROM import WHERE site = ?1 AND id = ?2";
                Ok(connection.prepare_cached(remove)?.execute(params![site.0, id.0])? == 1)
            })
            .await
    }

    async fn due_imports(&self, now: Timestamp) -> Result<Vec<ImportId>> {
        self.readers
            .run(move |connection| {
                let query = "SELECT id FROM import WHERE next <= ?1 ORDER BY next";
                let id = |found: &Row<'_>| found.get(0).map(ImportId);
                connection.prepare_cached(query)?.query_map([now.0], id)?.collect()
            })
            .await
    }

    async fn interrupted_imports(&self) -> Result<Vec<ImportId>> {
        self.readers
            .run(|connection| {
                let query = "SELECT id FROM import WHERE next IS NULL AND progress = '\"waiting\"'";
                let id = |found: &Row<'_>| found.get(0).map(ImportId);
                connection.prepare_cached(query)?.query_map([], id)?.collect()
            })
            .await
    }

    async fn pages(&self, id: ImportId) -> Result<Vec<StoredPage>> {
        self.readers
            .run(move |connection| {
                let query =
                    "SELECT address, etag, modified, gone FROM page WHERE import = ?1 ORDER BY address";
                let page = |found: &Row<'_>| {
                    Ok(StoredPage {
                        address: found.get(0)?,
                        etag: found.get(1)?,
                        modified: found.get(2)?,
                        gone: found.get(3)?,
                    })
                };
                connection.prepare_cached(query)?.query_map([id.0], page)?.collect()
            })
            .await
    }

    async fn take_in(
        &self,
        id: ImportId,
        page: Option<StoredPage>,
        pieces: Vec<Written>,
        at: Timestamp,
    ) -> Result<Taken> {
        let pieces = pieces.iter().map(|piece| Ok((named(piece), row::to_json(piece)?)));
        let pieces = pieces.collect::<Result<Vec<_>>>()?;
        self.writer.run(move |connection| take_in(connection, id, page.as_ref(), &pieces, at)).await
    }

    async fn page_gone(&self, id: ImportId, address: &str) -> Result<bool> {
        let address = address.to_owned();
        self.writer
            .run(move |connection| {
                let mark = "UPDATE page SET gone = 1, etag = NULL, modified = NULL
                            WHERE import = ?1 AND address = ?2 AND gone = 0";
                Ok(connection.prepare_cached(mark)?.execute(params![id.0, address])? == 1)
            })
            .await
    }
}

/// What an import knows a piece by, among those of the same page.
fn named(piece: &Written) -> String {
    match piece {
        Written::Pair { questions, .. } => questions.first().cloned().unwrap_or_default(),
        // A page has one article, and its title may change.
        Written::Article { .. } => String::new(),
    }
}

fn take_in(
    connection: &Connection,
    id: ImportId,
    page: Option<&StoredPage>,
    pieces: &[(String, String)],
    at: Timestamp,
) -> rusqlite::Result<Taken> {
    let mut taken = Taken::default();
    let find = "SELECT site FROM import WHERE id = ?1";
    // Whoever removed the import wants nothing of it.
    let Some(site) = connection.prepare_cached(find)?.query_row([id.0], |found| found.get(0)).optional()?
    else {
        return Ok(taken);
    };
    let site = SiteId(site);
    if let Some(page) = page {
        let put =
            "INSERT OR REPLACE INTO page (import, address, etag, modified, gone) VALUES (?1, ?2, ?3, ?4, 0)";
        connection.prepare_cached(put)?.execute(params![id.0, page.address, page.etag, page.modified])?;
    }
    let address = page.map_or("", |page| page.address.as_str());
    let known = "SELECT e.id, e.piece, r.written FROM entry e JOIN draft_entry d ON d.entry = e.id
                 JOIN revision r ON r.id = d.revision WHERE e.import = ?1 AND e.address = ?2";
    let read = |found: &Row<'_>| Ok((EntryId(found.get(0)?), found.get(1)?, found.get(2)?));
    let mut find = connection.prepare_cached(known)?;
    let known = find.query_map(params![id.0, address], read)?;
    let mut known = known.collect::<rusqlite::Result<Vec<(EntryId, String, String)>>>()?;
    for (name, written) in pieces {
        match known.iter().position(|(_, piece, _)| piece == name) {
            Some(place) => {
                let (entry, _, before) = known.swap_remove(place);
                if before == *written {
                    taken.same += 1;
                } else {
                    knowledge::revise(connection, site, entry, written, None, at)?;
                    taken.changed += 1;
                }
            }
            None => {
                let entry = connection
                    .prepare_cached(
                        "INSERT INTO entry (site, origin, import, address, piece)
                         VALUES (?1, 'import', ?2, ?3, ?4) RETURNING id",
                    )?
                    .query_row(params![site.0, id.0, address, name], |found| found.get(0).map(EntryId))?;
                knowledge::revise(connection, site, entry, written, None, at)?;
                taken.new += 1;
            }
        }
    }
    // What the page no longer says.
    for (entry, ..) in &known {
        let remove = "DELETE FROM draft_entry WHERE site = ?1 AND entry = ?2";
        connection.prepare_cached(remove)?.execute(params![site.0, entry.0])?;
    }
    if !known.is_empty() {
        taken.changed += 1;
        knowledge::moved(connection, site)?;
    }
    Ok(taken)
}

/// The columns of an import that hold JSON.
struct Columns {
    source: String,
    every: String,
    progress: String,
    found: String,
    faults: String,
}

impl Columns {
    fn of(import: &StoredImport) -> Result<Self> {
        Ok(Self {
            source: row::to_json(&import.from)?,
            every: row::to_json(&import.every)?,
            progress: row::to_json(&import.progress)?,
            found: row::to_json(&import.found)?,
            faults: row::to_json(&import.faults)?,
        })
    }
}

fn import(found: &Row<'_>) -> rusqlite::Result<StoredImport> {
    Ok(StoredImport {
        id: ImportId(found.get(0)?),
        site: SiteId(found.get(1)?),
        from: row::json(found, 2)?,
        every: row::json(found, 3)?,
        publish: found.get(4)?,
        progress: row::json(found, 5)?,
        found: row::json(found, 6)?,
        faults: row::json(found, 7)?,
        ran: found.get::<_, Option<i64>>(8)?.map(Timestamp),
        next: found.get::<_, Option<i64>>(9)?.map(Timestamp),
        entries: found.get(10)?,
    })
}
