//! The store's models on SQLite: their settings, and what they have used month by month.

use async_trait::async_trait;
use baton_protocol::answering::Meter;
use rusqlite::{OptionalExtension, Row, params};

use super::{SqliteStore, StoreError, row};
use crate::store::{
    Models,
    model::{SiteId, StoredModel},
};

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl Models for SqliteStore {
    async fn models(&self) -> Result<Vec<(SiteId, StoredModel)>> {
        self.readers
            .run(|connection| {
                let model = |found: &Row<'_>| Ok((SiteId(found.get(0)?), row::json(found, 1)?));
                connection.prepare_cached("SELECT site, settings FROM model")?.query_map([], model)?.collect()
            })
            .await
    }

    async fn set_model(&self, site: SiteId, model: Option<StoredModel>) -> Result<()> {
        let settings = model.map(|model| row::to_json(&model)).transpose()?;
        self.writer
            .run(move |connection| match &settings {
                Some(settings) => connection
                    .prepare_cached("INSERT OR REPLACE INTO model (site, settings) VALUES (?1, ?2)")?
                    .execute(params![site.0, settings])
                    .map(drop),
                None => connection
                    .prepare_cached("DELETE FROM model WHERE site = ?1")?
                    .execute([site.0])
                    .map(drop),
            })
            .await
    }

    async fn meter(&self, site: SiteId, month: &str) -> Result<Meter> {
        let month = month.to_owned();
        self.readers
            .run(move |connection| {
                let query =
                    "SELECT calls, answers, input, output FROM model_use WHERE site = ?1 AND month = ?2";
                let meter = |found: &Row<'_>| {
                    Ok(Meter {
                        calls: row::count(found, 0)?,
                        answers: row::count(found, 1)?,
                        input: row::count(found, 2)?,
                        output: row::count(found, 3)?,
                    })
                };
                let found = connection.prepare_cached(query)?.query_row(params![site.0, month], meter);
                Ok(found.optional()?.unwrap_or_default())
            })
            .await
    }

    async fn count(&self, site: SiteId, month: &str, used: Meter) -> Result<()> {
        let month = month.to_owned();
        self.writer
            .run(move |connection| {
                connection
                    .prepare_cached(
                        "INSERT INTO model_use (site, month, calls, answers, input, output)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                         ON CONFLICT (site, month) DO UPDATE SET calls = calls + excluded.calls,
                           answers = answers + excluded.answers, input = input + excluded.input,
                           output = output + excluded.output",
                    )?
                    .execute(params![
                        site.0,
                        month,
                        row::column(used.calls),
                        row::column(used.answers),
                        row::column(used.input),
                        row::column(used.output)
                    ])
                    .map(drop)
            })
            .await
    }
}
