//! The store's sessions on SQLite, and what else lets people in: invitations, the second factor, recovery codes.

use async_trait::async_trait;
use baton_protocol::{AgentId, Timestamp};
use rusqlite::{OptionalExtension, params};

use super::{
    SqliteStore, StoreError, row,
    users::{user, users},
};
use crate::store::{
    Sessions,
    model::{TokenHash, User},
};

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl Sessions for SqliteStore {
    async fn add_session(
        &self,
        token: TokenHash,
        user: &User,
        at: Timestamp,
        until: Timestamp,
    ) -> Result<bool> {
        let (id, password) = (user.id, user.password.clone());
        self.writer
            .run(move |connection| {
                // A sign-in is rare enough to carry the sessions out that have run out.
                connection.prepare_cached("DELETE FROM session WHERE until <= ?1")?.execute([at.0])?;
                let added = connection
                    .prepare_cached(
                        "INSERT INTO session (token, person, at, until)
                         SELECT ?1, id, ?3, ?4 FROM person WHERE id = ?2 AND active AND password = ?5",
                    )?
                    .execute(params![token.0, id.0, at.0, until.0, password])?;
                Ok(added == 1)
            })
            .await
    }

    async fn session(&self, token: TokenHash, now: Timestamp) -> Result<Option<User>> {
        self.readers
            .run(move |connection| {
                connection
                    .prepare_cached(users!(
                        "WHERE active AND id = (SELECT person FROM session WHERE token = ?1 AND until > ?2)"
                    ))?
                    .query_row(params![token.0, now.0], user)
                    .optional()
            })
            .await
    }

    async fn end_session(&self, token: TokenHash) -> Result<()> {
        self.writer
            .run(move |connection| {
                connection.prepare_cached("DELETE FROM session WHERE token = ?1")?.execute([token.0])?;
                Ok(())
            })
            .await
    }

    async fn end_sessions(&self, user: AgentId) -> Result<Vec<TokenHash>> {
        self.writer
            .run(move |connection| {
                let mut end =
                    connection.prepare_cached("DELETE FROM session WHERE person = ?1 RETURNING token")?;
                end.query_map([user.0], |found| found.get(0).map(TokenHash))?.collect()
            })
            .await
    }

    async fn use_step(&self, id: AgentId, step: u64) -> Result<bool> {
        self.writer
            .run(move |connection| {
                let used = connection
                    .prepare_cached("UPDATE person SET factor_step = ?2 WHERE id = ?1 AND factor_step < ?2")?
                    .execute(params![id.0, row::column(step)])?;
                Ok(used == 1)
            })
            .await
    }

    async fn put_recovery(&self, id: AgentId, codes: Vec<TokenHash>) -> Result<()> {
        self.writer
            .run(move |connection| {
                connection.prepare_cached("DELETE FROM recovery WHERE person = ?1")?.execute([id.0])?;
                let mut insert =
                    connection.prepare_cached("INSERT INTO recovery (person, code) VALUES (?1, ?2)")?;
                for code in &codes {
                    insert.execute(params![id.0, code.0])?;
                }
                Ok(())
            })
            .await
    }

    async fn use_recovery(&self, id: AgentId, code: TokenHash) -> Result<bool> {
        self.writer
            .run(move |connection| {
                let used = connection
                    .prepare_cached("DELETE FROM recovery WHERE person = ?1 AND code = ?2")?
                    .execute(params![id.0, code.0])?;
                Ok(used == 1)
            })
            .await
    }

    async fn put_invitation(&self, token: TokenHash, user: AgentId, until: Timestamp) -> Result<()> {
        self.writer
            .run(move |connection| {
                connection.prepare_cached("DELETE FROM invitation WHERE person = ?1")?.execute([user.0])?;
                connection
                    .prepare_cached("INSERT INTO invitation (token, person, until) VALUES (?1, ?2, ?3)")?
                    .execute(params![token.0, user.0, until.0])?;
                Ok(())
            })
            .await
    }

    async fn invited(&self, token: TokenHash, now: Timestamp) -> Result<Option<User>> {
        self.readers
            .run(move |connection| {
                connection
                    .prepare_cached(users!(
                        "WHERE active AND id = (SELECT person FROM invitation WHERE token = ?1 AND until > ?2)"
                    ))?
                    .query_row(params![token.0, now.0], user)
                    .optional()
            })
            .await
    }

    async fn join(&self, token: TokenHash, password: String, now: Timestamp) -> Result<Option<User>> {
        self.writer
            .run(move |connection| {
                let person: Option<u32> = connection
                    .prepare_cached(
                        "DELETE FROM invitation WHERE token = ?1 AND until > ?2 RETURNING person",
                    )?
                    .query_row(params![token.0, now.0], |found| found.get(0))
                    .optional()?;
                let Some(person) = person else { return Ok(None) };
                connection
                    .prepare_cached("UPDATE person SET password = ?2, version = version + 1 WHERE id = ?1")?
                    .execute(params![person, password])?;
                let mut find = connection.prepare_cached(users!("WHERE active AND id = ?1"))?;
                find.query_row([person], user).optional()
            })
            .await
    }
}
