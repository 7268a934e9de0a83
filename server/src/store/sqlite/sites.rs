//! The store's sites on SQLite.

use async_trait::async_trait;
use baton_protocol::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use super::{SqliteStore, StoreError, knowledge, row};
use crate::store::{
    Sites,
    model::{Edited, Site, SiteId, SiteSettings},
};

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl Sites for SqliteStore {
    async fn put_site(&self, key: &str, settings: SiteSettings, at: Timestamp) -> Result<SiteId> {
        let (key, settings) = (key.to_owned(), row::to_json(&settings)?);
        self.writer
            .run(move |connection| {
                let id = connection
                    .prepare_cached(
                        "INSERT INTO site (key, settings) VALUES (?1, ?2)
                         ON CONFLICT (key) DO UPDATE SET settings = excluded.settings RETURNING id",
                    )?
                    .query_row(params![key, settings], |row| row.get(0).map(SiteId))?;
                knowledge::begin(connection, id, at)?;
                Ok(id)
            })
            .await
    }

    async fn sites(&self) -> Result<Vec<Site>> {
        self.readers
            .run(|connection| {
                let mut find =
                    connection.prepare_cached("SELECT id, key, version, settings FROM site ORDER BY id")?;
                find.query_map([], site)?.collect()
            })
            .await
    }

    async fn add_site(&self, key: &str, settings: SiteSettings, at: Timestamp) -> Result<Option<Site>> {
        let (key, settings) = (key.to_owned(), row::to_json(&settings)?);
        self.writer
            .run(move |connection| {
                let added = connection
                    .prepare_cached(
                        "INSERT INTO site (key, settings) VALUES (?1, ?2) ON CONFLICT DO NOTHING
                         RETURNING id, key, version, settings",
                    )?
                    .query_row(params![key, settings], site)
                    .optional()?;
                if let Some(site) = &added {
                    knowledge::begin(connection, site.id, at)?;
                }
                Ok(added)
            })
            .await
    }

    async fn change_site(&self, id: SiteId, settings: SiteSettings, version: u64) -> Result<Edited<Site>> {
        let settings = row::to_json(&settings)?;
        self.writer
            .run(move |connection| {
                let changed = connection
                    .prepare_cached(
                        "UPDATE site SET settings = ?3, version = version + 1 WHERE id = ?1 AND version = ?2
                         RETURNING id, key, version, settings",
                    )?
                    .query_row(params![id.0, row::column(version), settings], site)
                    .optional()?;
                // Sites are never removed.
                Ok(changed.map_or(Edited::Stale, Edited::Done))
            })
            .await
    }
}

fn site(found: &Row<'_>) -> rusqlite::Result<Site> {
    Ok(Site {
        id: SiteId(found.get(0)?),
        key: found.get(1)?,
        version: row::count(found, 2)?,
        settings: row::json(found, 3)?,
    })
}
