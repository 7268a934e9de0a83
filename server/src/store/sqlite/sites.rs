//! The store's sites on SQLite, and their knowledge.

use async_trait::async_trait;
use rusqlite::{OptionalExtension, Row, params};

use super::{SqliteStore, StoreError, row};
use crate::store::{
    Sites,
    model::{Edited, Site, SiteId, SiteSettings, StoredArticle},
};

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl Sites for SqliteStore {
    async fn put_site(&self, key: &str, settings: SiteSettings) -> Result<SiteId> {
        let (key, settings) = (key.to_owned(), row::to_json(&settings)?);
        self.writer
            .run(move |connection| {
                connection
                    .prepare_cached(
                        "INSERT INTO site (key, settings) VALUES (?1, ?2)
                         ON CONFLICT (key) DO UPDATE SET settings = excluded.settings RETURNING id",
                    )?
                    .query_row(params![key, settings], |row| row.get(0))
            })
            .await
            .map(SiteId)
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

    async fn add_site(&self, key: &str, settings: SiteSettings) -> Result<Option<Site>> {
        let (key, settings) = (key.to_owned(), row::to_json(&settings)?);
        self.writer
            .run(move |connection| {
                connection
                    .prepare_cached(
                        "INSERT INTO site (key, settings) VALUES (?1, ?2) ON CONFLICT DO NOTHING
                         RETURNING id, key, version, settings",
                    )?
                    .query_row(params![key, settings], site)
                    .optional()
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

    async fn put_articles(&self, site: SiteId, articles: Vec<StoredArticle>) -> Result<()> {
        self.writer
            .run(move |connection| {
                connection.prepare_cached("DELETE FROM article WHERE site = ?1")?.execute([site.0])?;
                let mut insert = connection.prepare_cached(
                    "INSERT INTO article (site, slug, title, body) VALUES (?1, ?2, ?3, ?4)",
                )?;
                for article in &articles {
                    insert.execute(params![site.0, article.slug, article.title, article.body])?;
                }
                Ok(())
            })
            .await
    }

    async fn articles(&self, site: SiteId) -> Result<Vec<StoredArticle>> {
        self.readers
            .run(move |connection| {
                let query = "SELECT slug, title, body FROM article WHERE site = ?1 ORDER BY id";
                let mut find = connection.prepare_cached(query)?;
                let article = |row: &Row<'_>| {
                    Ok(StoredArticle { slug: row.get(0)?, title: row.get(1)?, body: row.get(2)? })
                };
                find.query_map([site.0], article)?.collect()
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
