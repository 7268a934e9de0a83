//! The store's files on SQLite: what is known of them; their bytes lie in a folder.

use async_trait::async_trait;
use baton_protocol::{
    AgentId, FileId, Timestamp, VisitorId,
    file::{Attachment, Pixels},
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{SqliteStore, StoreError, row};
use crate::store::{
    Files,
    model::{ConversationKey, StoredFile},
};

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl Files for SqliteStore {
    async fn add_file(&self, file: StoredFile) -> Result<()> {
        self.writer.run(move |connection| add(connection, &file)).await
    }

    async fn file(&self, id: &FileId) -> Result<Option<StoredFile>> {
        let id = id.clone();
        self.readers
            .run(move |connection| {
                let query =
                    "SELECT public, name, mime, size, width, height, visitor, conversation, agent, sent, at
                             FROM file WHERE public = ?1";
                connection.prepare_cached(query)?.query_row([id.as_str()], file).optional()
            })
            .await
    }

    async fn uploaded(&self, visitor: VisitorId, since: Timestamp, least: u64) -> Result<u64> {
        let query = "SELECT coalesce(sum(max(size, ?3)), 0) FROM file WHERE visitor = ?1 AND at >= ?2 AND agent IS NULL";
        let with = params_of(visitor, since, least);
        self.readers
            .run(move |connection| {
                connection.prepare_cached(query)?.query_row(with, |found| row::count(found, 0))
            })
            .await
    }

    async fn unsent(&self) -> Result<u64> {
        let query = "SELECT coalesce(sum(size), 0) FROM file WHERE sent = 0";
        self.readers
            .run(move |connection| {
                connection.prepare_cached(query)?.query_row([], |found| row::count(found, 0))
            })
            .await
    }

    async fn drop_unsent(&self, before: Timestamp) -> Result<Vec<FileId>> {
        let delete = "DELETE FROM file WHERE sent = 0 AND at < ?1 RETURNING public";
        self.writer
            .run(move |connection| {
                connection.prepare_cached(delete)?.query_map([before.0], |found| file_id(found, 0))?.collect()
            })
            .await
    }

    async fn show_file(&self, id: Option<&FileId>, instead_of: Option<&FileId>) -> Result<()> {
        let shown = [(instead_of.cloned(), false), (id.cloned(), true)];
        self.writer
            .run(move |connection| {
                let mut update = connection.prepare_cached("UPDATE file SET sent = ?2 WHERE public = ?1")?;
                for (id, sent) in &shown {
                    update.execute(params![id.as_ref().map(FileId::as_str), sent])?;
                }
                Ok(())
            })
            .await
    }
}

fn params_of(visitor: VisitorId, since: Timestamp, least: u64) -> [i64; 3] {
    [row::column(visitor.0), since.0, row::column(least)]
}

fn add(connection: &Connection, file: &StoredFile) -> rusqlite::Result<()> {
    let shown = &file.shown;
    connection
        .prepare_cached(
            "INSERT INTO file (public, name, mime, size, width, height, visitor, conversation, agent, sent, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            shown.id.as_str(),
            shown.name,
            shown.mime,
            row::column(shown.size),
            shown.picture.map(|pixels| pixels.width),
            shown.picture.map(|pixels| pixels.height),
            file.visitor.map(|visitor| row::column(visitor.0)),
            file.conversation.map(|key| key.0),
            file.agent.map(|agent| agent.0),
            file.sent,
            file.at.0,
        ])?;
    Ok(())
}

/// A message of this conversation names these files.
pub(super) fn send(connection: &Connection, key: ConversationKey, files: &[FileId]) -> rusqlite::Result<()> {
    let mut update = connection.prepare_cached(
        "UPDATE file SET sent = 1, conversation = coalesce(conversation, ?2) WHERE public = ?1",
    )?;
    for file in files {
        update.execute(params![file.as_str(), key.0])?;
    }
    Ok(())
}

/// Takes a visitor's files out, and says which they were.
pub(super) fn erase(connection: &Connection, visitor: i64) -> rusqlite::Result<Vec<FileId>> {
    let delete = "DELETE FROM file WHERE visitor = ?1 RETURNING public";
    connection.prepare_cached(delete)?.query_map([visitor], |found| file_id(found, 0))?.collect()
}

fn file(found: &Row<'_>) -> rusqlite::Result<StoredFile> {
    let size = |column| found.get::<_, Option<u32>>(column);
    let picture = size(4)?.zip(size(5)?).map(|(width, height)| Pixels { width, height });
    Ok(StoredFile {
        shown: Attachment {
            id: file_id(found, 0)?,
            name: found.get(1)?,
            mime: found.get(2)?,
            size: row::count(found, 3)?,
            picture,
        },
        visitor: found.get::<_, Option<i64>>(6)?.and_then(|id| u64::try_from(id).ok()).map(VisitorId),
        conversation: found.get::<_, Option<i64>>(7)?.map(ConversationKey),
        agent: found.get::<_, Option<u32>>(8)?.map(AgentId),
        sent: found.get(9)?,
        at: Timestamp(found.get(10)?),
    })
}

fn file_id(found: &Row<'_>, column: usize) -> rusqlite::Result<FileId> {
    row::name(found, column, FileId::parse)
}
