//! The store's users on SQLite, and their sessions.

use async_trait::async_trait;
use baton_protocol::{AgentId, Timestamp};
use rusqlite::{OptionalExtension, Row, params};

use super::{SqliteStore, StoreError, row};
use crate::store::{
    Users,
    model::{NewUser, TokenHash, User},
};

type Result<T> = std::result::Result<T, StoreError>;

/// The select of whole users, followed by this clause; [`user`] reads its rows.
macro_rules! users {
    ($clause:literal) => {
        concat!("SELECT id, email, first_name, last_name, role, password, available FROM person ", $clause)
    };
}

#[async_trait]
impl Users for SqliteStore {
    async fn add_user(&self, new: NewUser, only_first: bool) -> Result<Option<User>> {
        self.writer
            .run(move |connection| {
                let role = row::role_name(new.role);
                connection
                    .prepare_cached(
                        "INSERT INTO person (email, first_name, last_name, role, password, added)
                         SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT ?7 OR NOT EXISTS (SELECT 1 FROM person)
                         ON CONFLICT (email) DO NOTHING
                         RETURNING id, email, first_name, last_name, role, password, available",
                    )?
                    .query_row(
                        params![
                            new.email,
                            new.first_name,
                            new.last_name,
                            role,
                            new.password,
                            new.at.0,
                            only_first
                        ],
                        user,
                    )
                    .optional()
            })
            .await
    }

    async fn user(&self, id: AgentId) -> Result<Option<User>> {
        self.readers
            .run(move |connection| {
                connection.prepare_cached(users!("WHERE id = ?1"))?.query_row([id.0], user).optional()
            })
            .await
    }

    async fn user_by_email(&self, email: &str) -> Result<Option<User>> {
        let email = email.to_owned();
        self.readers
            .run(move |connection| {
                connection.prepare_cached(users!("WHERE email = ?1"))?.query_row([email], user).optional()
            })
            .await
    }

    async fn users(&self) -> Result<Vec<User>> {
        self.readers
            .run(|connection| {
                connection.prepare_cached(users!("ORDER BY id"))?.query_map([], user)?.collect()
            })
            .await
    }

    async fn set_available(&self, id: AgentId, available: bool) -> Result<()> {
        self.writer
            .run(move |connection| {
                connection
                    .prepare_cached("UPDATE person SET available = ?2 WHERE id = ?1")?
                    .execute(params![id.0, available])?;
                Ok(())
            })
            .await
    }

    async fn add_session(
        &self,
        token: TokenHash,
        user: AgentId,
        at: Timestamp,
        until: Timestamp,
    ) -> Result<()> {
        self.writer
            .run(move |connection| {
                // A sign-in is rare enough to carry the sessions out that have run out.
                connection.prepare_cached("DELETE FROM session WHERE until <= ?1")?.execute([at.0])?;
                connection
                    .prepare_cached("INSERT INTO session (token, person, at, until) VALUES (?1, ?2, ?3, ?4)")?
                    .execute(params![token.0, user.0, at.0, until.0])?;
                Ok(())
            })
            .await
    }

    async fn session(&self, token: TokenHash, now: Timestamp) -> Result<Option<User>> {
        self.readers
            .run(move |connection| {
                connection
                    .prepare_cached(users!(
                        "WHERE id = (SELECT person FROM session WHERE token = ?1 AND until > ?2)"
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
}

fn user(found: &Row<'_>) -> rusqlite::Result<User> {
    Ok(User {
        id: row::agent_id(found, 0)?,
        email: found.get(1)?,
        first_name: found.get(2)?,
        last_name: found.get(3)?,
        role: row::role(found, 4)?,
        password: found.get(5)?,
        available: found.get(6)?,
    })
}
