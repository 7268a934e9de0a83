//! The store's visitors on SQLite.

use async_trait::async_trait;
use baton_protocol::{Timestamp, VisitorId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{SqliteStore, StoreError, events, figures, files, list, row};
use crate::store::{
    Visitors,
    model::{AboutVisitor, ConversationKey, Erasure, SiteId, TokenHash, Visitor},
};

type Result<T> = std::result::Result<T, StoreError>;

/// The select of whole visitors, followed by this clause; [`visitor`] reads its rows.
macro_rules! visitors {
    ($clause:literal) => {
        concat!(
            "SELECT id, site, current, name, email, about, first_seen, last_seen, conversations, proved
             FROM visitor ",
            $clause
        )
    };
}

#[async_trait]
impl Visitors for SqliteStore {
    async fn add_visitor(
        &self,
        site: SiteId,
        token: TokenHash,
        about: AboutVisitor,
        at: Timestamp,
    ) -> Result<VisitorId> {
        let about = row::to_json(&about)?;
        self.writer
            .run(move |connection| {
                connection
                    .prepare_cached(
                        "INSERT INTO visitor (site, token, about, first_seen, last_seen)
                         VALUES (?1, ?2, ?3, ?4, ?4)
                         ON CONFLICT (token) DO UPDATE SET last_seen = max(last_seen, excluded.last_seen)
                         WHERE site = excluded.site RETURNING id",
                    )?
                    .query_row(params![site.0, token.0, about, at.0], |found| row::count(found, 0))
            })
            .await
            .map(VisitorId)
    }

    async fn visitor_by_token(&self, token: TokenHash) -> Result<Option<Visitor>> {
        self.readers
            .run(move |connection| {
                let mut find = connection.prepare_cached(visitors!(
                    "WHERE id = coalesce((SELECT id FROM visitor WHERE token = ?1),
                       (SELECT visitor FROM visitor_token WHERE token = ?1))"
                ))?;
                find.query_row([token.0], visitor).optional()
            })
            .await
    }

    async fn visitor(&self, id: VisitorId) -> Result<Option<Visitor>> {
        self.readers
            .run(move |connection| {
                let mut find = connection.prepare_cached(visitors!("WHERE id = ?1"))?;
                find.query_row([row::column(id.0)], visitor).optional()
            })
            .await
    }

    async fn erase_visitor(&self, id: VisitorId) -> Result<Option<Erasure>> {
        self.writer.run(move |connection| erase(connection, row::column(id.0))).await
    }

    async fn seen(&self, id: VisitorId, about: AboutVisitor, at: Timestamp) -> Result<()> {
        let about = row::to_json(&about)?;
        self.writer
            .run(move |connection| {
                connection
                    .prepare_cached(
                        "UPDATE visitor SET about = ?2, last_seen = max(last_seen, ?3) WHERE id = ?1",
                    )?
                    .execute(params![row::column(id.0), about, at.0])?;
                Ok(())
            })
            .await
    }
}

fn erase(connection: &Connection, visitor: i64) -> rusqlite::Result<Option<Erasure>> {
    let open = "SELECT 1 FROM conversation WHERE visitor = ?1 AND stage IN (1, 2)";
    if connection.prepare_cached(open)?.exists([visitor])? {
        return Ok(None);
    }
    let mut find = connection.prepare_cached("SELECT id, public FROM conversation WHERE visitor = ?1")?;
    let named = |found: &Row<'_>| Ok((ConversationKey(found.get(0)?), row::conversation_id(found, 1)?));
    let conversations = find.query_map([visitor], named)?.collect::<rusqlite::Result<Vec<_>>>()?;
    connection.prepare_cached("UPDATE visitor SET current = NULL WHERE id = ?1")?.execute([visitor])?;
    let files = files::erase(connection, visitor)?;
    let mut events = 0;
    for (key, _) in &conversations {
        list::set_labels(connection, *key, &[])?;
        events += events::erase(connection, *key)?;
        figures::erase(connection, *key)?;
        connection.prepare_cached("DELETE FROM conversation WHERE id = ?1")?.execute([key.0])?;
    }
    let gone = connection.prepare_cached("DELETE FROM visitor WHERE id = ?1")?.execute([visitor])?;
    let conversations = conversations.into_iter().map(|(_, id)| id).collect();
    Ok((gone == 1).then_some(Erasure { conversations, events, files }))
}

fn visitor(found: &Row<'_>) -> rusqlite::Result<Visitor> {
    Ok(Visitor {
        id: VisitorId(row::count(found, 0)?),
        site: SiteId(found.get(1)?),
        current: found.get::<_, Option<i64>>(2)?.map(ConversationKey),
        name: found.get(3)?,
        email: found.get(4)?,
        about: row::json(found, 5)?,
        first_seen: Timestamp(found.get(6)?),
        last_seen: Timestamp(found.get(7)?),
        conversations: found.get(8)?,
        proved: row::json_or_null(found, 9)?,
    })
}
