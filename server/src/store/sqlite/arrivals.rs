//! The store's arrivals on SQLite: LINE's events, each once.

use async_trait::async_trait;
use baton_protocol::Timestamp;
use rusqlite::{Connection, Row, params};

use super::{SqliteStore, StoreError, row};
use crate::store::{
    Arrivals,
    model::{Arrival, NewArrival, SiteId},
};

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl Arrivals for SqliteStore {
    async fn arrive(&self, site: SiteId, events: Vec<NewArrival>, at: Timestamp) -> Result<usize> {
        self.writer
            .run(move |connection| {
                let mut insert = connection.prepare_cached(
                    "INSERT OR IGNORE INTO line_arrival (site, event, at, received, user, body)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?;
                let mut new = 0;
                for event in &events {
                    new += insert.execute(params![
                        site.0,
                        event.event,
                        event.at.0,
                        at.0,
                        event.user,
                        event.user.as_ref().map(|_| &event.body),
                    ])?;
                }
                Ok(new)
            })
            .await
    }

    async fn arrivals(&self, site: SiteId, user: &str, limit: usize) -> Result<Vec<Arrival>> {
        let user = user.to_owned();
        self.readers
            .run(move |connection| {
                let query = "SELECT id, received, body FROM line_arrival
                             WHERE site = ?1 AND user = ?2 AND body IS NOT NULL ORDER BY at, id LIMIT ?3";
                let arrival = |found: &Row<'_>| {
                    Ok(Arrival { id: found.get(0)?, received: Timestamp(found.get(1)?), body: found.get(2)? })
                };
                let with = params![site.0, user, row::limit(limit)];
                connection.prepare_cached(query)?.query_map(with, arrival)?.collect()
            })
            .await
    }

    async fn arrived_from(&self) -> Result<Vec<(SiteId, String)>> {
        self.readers
            .run(|connection| {
                let query = "SELECT DISTINCT site, user FROM line_arrival WHERE body IS NOT NULL";
                let from = |found: &Row<'_>| Ok((SiteId(found.get(0)?), found.get(1)?));
                connection.prepare_cached(query)?.query_map([], from)?.collect()
            })
            .await
    }

    async fn has_arrived(&self, site: SiteId, event: &str) -> Result<bool> {
        let event = event.to_owned();
        self.readers
            .run(move |connection| {
                let find = "SELECT 1 FROM line_arrival WHERE site = ?1 AND event = ?2";
                connection.prepare_cached(find)?.exists(params![site.0, event])
            })
            .await
    }

    async fn settle_arrival(&self, id: i64) -> Result<()> {
        self.writer.run(move |connection| settle(connection, id)).await
    }
}

/// It has been worked on.
pub(super) fn settle(connection: &Connection, arrival: i64) -> rusqlite::Result<()> {
    let update = "UPDATE line_arrival SET user = NULL, body = NULL WHERE id = ?1";
    connection.prepare_cached(update)?.execute([arrival]).map(drop)
}
