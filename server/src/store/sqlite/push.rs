//! The store's push subscriptions on SQLite: each lasts as long as the session that it was made in.

use async_trait::async_trait;
use baton_protocol::AgentId;
use rusqlite::{OptionalExtension, Row, params};

use super::{SqliteStore, StoreError, row};
use crate::store::{
    Pushes,
    model::{Pushed, TokenHash},
};

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl Pushes for SqliteStore {
    async fn secret(&self, name: &str, new: Vec<u8>) -> Result<Vec<u8>> {
        let (name, new) = (name.to_owned(), hex(&new));
        self.writer
            .run(move |connection| {
                connection
                    .prepare_cached("INSERT OR IGNORE INTO meta (key, value) VALUES (?1, ?2)")?
                    .execute(params![name, new])?;
                connection
                    .prepare_cached("SELECT unhex(value) FROM meta WHERE key = ?1")?
                    .query_row([&name], |found| found.get(0))
            })
            .await
    }

    async fn put_push(&self, pushed: Pushed) -> Result<()> {
        self.writer
            .run(move |connection| {
                // One a session: a browser that subscribes anew has forgotten its old subscription.
                connection
                    .prepare_cached("DELETE FROM push WHERE session = ?1")?
                    .execute([pushed.session.0])?;
                connection
                    .prepare_cached(
                        "INSERT OR REPLACE INTO push (endpoint, session, person, key, auth)
                         SELECT ?1, token, person, ?3, ?4 FROM session WHERE token = ?2",
                    )?
                    .execute(params![pushed.endpoint, pushed.session.0, pushed.key, pushed.auth])?;
                Ok(())
            })
            .await
    }

    async fn end_push(&self, session: TokenHash) -> Result<()> {
        self.writer
            .run(move |connection| {
                connection.prepare_cached("DELETE FROM push WHERE session = ?1")?.execute([session.0])?;
                Ok(())
            })
            .await
    }

    async fn drop_push(&self, endpoint: &str) -> Result<()> {
        let endpoint = endpoint.to_owned();
        self.writer
            .run(move |connection| {
                connection.prepare_cached("DELETE FROM push WHERE endpoint = ?1")?.execute([&endpoint])?;
                Ok(())
            })
            .await
    }

    async fn pushes(&self, now: baton_protocol::Timestamp) -> Result<Vec<Pushed>> {
        self.readers
            .run(move |connection| {
                let query = "SELECT endpoint, push.session, push.person, key, auth FROM push
                             JOIN session ON session.token = push.session WHERE session.until > ?1";
                connection.prepare_cached(query)?.query_map([now.0], pushed)?.collect()
            })
            .await
    }

    async fn wants_mail(&self, id: AgentId) -> Result<bool> {
        self.readers
            .run(move |connection| {
                let query = "SELECT mail FROM person WHERE id = ?1";
                let found =
                    connection.prepare_cached(query)?.query_row([id.0], |found| found.get(0)).optional();
                Ok(found?.unwrap_or(false))
            })
            .await
    }

    async fn set_mail(&self, id: AgentId, mail: bool) -> Result<()> {
        self.writer
            .run(move |connection| {
                connection
                    .prepare_cached("UPDATE person SET mail = ?2 WHERE id = ?1")?
                    .execute(params![id.0, mail])?;
                Ok(())
            })
            .await
    }
}

fn pushed(found: &Row<'_>) -> rusqlite::Result<Pushed> {
    Ok(Pushed {
        endpoint: found.get(0)?,
        session: TokenHash(found.get(1)?),
        person: row::agent_id(found, 2)?,
        key: found.get(3)?,
        auth: found.get(4)?,
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
